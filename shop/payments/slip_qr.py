"""The small QR code that Thai banks print on slips: who sent the money, and the bank's own reference. Pure.

Its text is fields as in `promptpay`: 00 holds the number of the format (00), the sending bank (01) and the reference
(02); 51 is the country, 91 the check sum.
"""

import re
from dataclasses import dataclass

from shop.payments.promptpay import NotFields, crc, fields

_FORMAT = "000001"
_BANK = re.compile(r"[0-9]{3}")
_REFERENCE = re.compile(r"[0-9A-Za-z]{1,40}")
_CRC_AT_END = re.compile(r"(?P<said>.*9104)(?P<crc>[0-9A-Fa-f]{4})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SlipReference:
    """A transfer as its bank names it: the sending bank's three digits, and the reference."""

    bank: str
    reference: str


def parse(text: str) -> SlipReference | None:
    """What the code of a slip says; None where the text is anything else, or damaged."""
    sealed = _CRC_AT_END.fullmatch(text)
    if sealed is None or not text.isascii() or crc(sealed["said"]) != sealed["crc"].upper():
        return None
    try:
        outer = fields(text)
        inner = fields(outer.get("00", ""))
    except NotFields:
        return None
    bank, reference = inner.get("01", ""), inner.get("02", "")
    if inner.get("00") != _FORMAT or not _BANK.fullmatch(bank) or not _REFERENCE.fullmatch(reference):
        return None
    return SlipReference(bank, reference)
