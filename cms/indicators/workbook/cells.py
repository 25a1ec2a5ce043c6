"""What the cells of a workbook say: numbers, whole numbers, yes and no, codes. Pure but for the reader's language."""

import re
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_noop

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_NUMBER = re.compile(r"-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,12})?")
_WHOLE = re.compile(r"\d{1,6}")
_YES = frozenset({"yes", "y", "true", "1", "ใช่", "มี", "ได้"})
_NO = frozenset({"no", "n", "false", "0", "ไม่ใช่", "ไม่", "ไม่มี", "ไม่ได้", ""})

NO_NUMBER: Final = gettext_noop("“%(read)s” is no number.")
NO_WHOLE: Final = gettext_noop("“%(read)s” is no whole number.")
NEITHER: Final = gettext_noop("“%(read)s” is neither yes nor no.")


class CellRefused(ValueError):
    """A cell that does not hold what its column accepts; the message is an untranslated sentence over `read`."""


def arabic(text: str) -> str:
    """The text with Thai digits written as Arabic ones."""
    return text.translate(_ARABIC)


def number(text: str) -> Decimal:
    """A decimal, with or without commas between thousands and a percent sign behind. Raises CellRefused."""
    plain = arabic(text).removesuffix("%").strip()
    if not _NUMBER.fullmatch(plain):
        raise CellRefused(NO_NUMBER)
    return Decimal(plain.replace(",", ""))


def whole(text: str) -> int:
    """A whole number from 0. Raises CellRefused."""
    plain = arabic(text)
    if not _WHOLE.fullmatch(plain):
        raise CellRefused(NO_WHOLE)
    return int(plain)


def yes_or_no(text: str) -> bool:
    """Whether a cell says yes; an empty one says no. Raises CellRefused."""
    said = arabic(text).casefold()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise CellRefused(NEITHER)
