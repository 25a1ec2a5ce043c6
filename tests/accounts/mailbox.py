"""Reading the mail that a test caused."""

import re

from django.core import mail


def link_in(message: mail.EmailMessage) -> str:
    """The path of the first link of a mail, without its host."""
    found = re.search(r"https?://[^/\s]+(/\S*)", str(message.body))
    assert found, message.body
    return found.group(1)


def latest_to(address: str) -> mail.EmailMessage:
    """The latest mail to an address."""
    letters = [message for message in mail.outbox if message.to == [address]]
    assert letters, f"no mail to {address}"
    return letters[-1]
