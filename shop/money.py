"""Money is whole satang, a hundred to the baht; nothing here is a float."""

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SATANG = 100
# A hundred million baht: more than anything sold here, and far inside what a database's integer holds.
MOST = 100_000_000 * SATANG

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_AMOUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]+(?:\.[0-9]{1,2})?")


class NotAnAmount(ValidationError):
    """What was typed is no amount of baht, or one that is too large."""


def baht(satang: int) -> str:
    """The amount as people write it, without a sign: 125000 is "1,250", 125050 is "1,250.50"."""
    whole, rest = divmod(abs(satang), SATANG)
    sign = "-" if satang < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:02}" if rest else "")


def from_baht(text: str) -> int:
    """Satang from what a person typed: Thai or Arabic digits, commas between thousands, at most two decimals.

    Raises NotAnAmount for anything else, negative amounts and more than MOST.
    """
    plain = text.translate(_THAI_DIGITS).strip().removeprefix("฿").removesuffix("บาท").strip()
    if not _AMOUNT.fullmatch(plain):
        raise NotAnAmount(_("Enter an amount in baht, such as 120 or 1,250.50."), code="not_an_amount")
    try:
        satang = int(Decimal(plain.replace(",", "")) * SATANG)
    except (InvalidOperation, ValueError):
        satang = MOST + 1
    if satang > MOST:
        raise NotAnAmount(_("This amount is too large."), code="too_large")
    return satang
