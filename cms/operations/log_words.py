"""What log lines leave out: addresses that open somebody's page to whoever reads them."""

import logging
import re

# What ends with a signature of django.core.signing is a key: a guest's order, a purchase, an invitation, a confirmation.
_KEY = re.compile(r"[^/\s'\"?=&]*[.:][A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")
# The link of a letter by which a password is chosen anew carries a key of Django's own: who, when, and a digest.
_RESET = re.compile(r"(?<=/password/reset/key/)[0-9A-Za-z]+-[^/\s]+")


class WithoutKeys(logging.Filter):
    """Lets every line through, its signed keys taken out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True; the record is changed."""
        said = record.getMessage()
        shown = _RESET.sub("…", _KEY.sub("…", said))
        if shown != said:
            record.msg, record.args = shown, None
        return True
