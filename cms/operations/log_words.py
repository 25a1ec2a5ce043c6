"""What log lines leave out: addresses that open somebody's page to whoever reads them."""

import logging
import re

# What ends with a signature of django.core.signing is a key: a guest's order, a purchase, an invitation, a confirmation.
_KEY = re.compile(r"[^/\s'\"?=&]*[.:][A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")


class WithoutKeys(logging.Filter):
    """Lets every line through, its signed keys taken out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True; the record is changed."""
        said = record.getMessage()
        if _KEY.search(said):
            record.msg, record.args = _KEY.sub("…", said), None
        return True
