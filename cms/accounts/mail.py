"""Mail as files, for the demo and for tests of whole journeys."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class EmlFileBackend(BaseEmailBackend):
    """Writes each message as one `.eml` file, which a mail reader opens, into EMAIL_FILE_PATH.

    Names begin with the time, so that a list by name is a list by age. A file appears whole or not at all, and once it
    is there it survives a power cut.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; returns how many. Raises OSError where the folder cannot be written."""
        folder = Path(str(settings.EMAIL_FILE_PATH))
        folder.mkdir(parents=True, exist_ok=True)
        written = 0
        for message in email_messages:
            if message.recipients():
                _write(folder / f"{time.time_ns():020d}-{uuid4().hex[:8]}.eml", message.message().as_bytes())
                written += 1
        _flush(folder)
        return written


def _write(path: Path, content: bytes) -> None:
    part = path.with_suffix(".part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _flush(folder: Path) -> None:
    """Make the new names in the folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
