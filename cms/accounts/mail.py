"""Mail as files, for the demo and for tests of whole journeys."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class EmlFileBackend(BaseEmailBackend):
    """Writes each message as one `.eml` file, which a mail reader opens, into EMAIL_FILE_PATH."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:  # type: ignore[override]
        """Write the messages; returns how many."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = folder / f"{uuid4().hex}.eml"
            part = name.with_suffix(".part")
            part.write_bytes(message.message().as_bytes())
            part.rename(name)
        return len(email_messages)
