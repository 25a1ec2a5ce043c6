"""How Django's mail functions behave here: mail goes into the queue; and mail as files, for the demo."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from cms.accounts.tasks import SOON, send_mail


class AttachmentsStayError(Exception):
    """The queue is no place for files."""


class QueueBackend(BaseEmailBackend):
    """Puts each message into the queue; the worker sends it by MAIL_LEAVES_BY.

    The row belongs to the transaction of the moment: what is rolled back was never said, and a mail server that hangs
    keeps no transaction open.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages; returns how many. Raises AttachmentsStayError for one that carries a file."""
        told = [message for message in email_messages if message.recipients()]
        if any(message.attachments for message in told):
            raise AttachmentsStayError
        for message in told:
            _queue(message)
        return len(told)


def _queue(message: EmailMessage) -> None:
    alternatives = [(str(content), kind) for content, kind in getattr(message, "alternatives", ())]
    send_mail.using(priority=SOON).enqueue(
        str(message.subject),
        str(message.body),
        list(message.to),
        list(message.reply_to),
        from_email=message.from_email,
        cc=list(message.cc),
        bcc=list(message.bcc),
        headers={name: str(value) for name, value in message.extra_headers.items()},
        alternatives=alternatives,
    )


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
