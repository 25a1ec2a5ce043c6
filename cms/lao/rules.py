"""What may stand on a public page of an LAO. Pure."""

import re

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_E_MAIL = re.compile(r"\S@\S")
# 02-345-6789, 053 456 789, 0812345678, +66 81 234 5678: nine digits or more after a 0 or the country's code.
_PHONE = re.compile(r"(?<!\d)(?:\+66|0)(?:[\s.()\-]?\d){8,10}(?!\d)")


def has_contact_details(text: str) -> bool:
    """Whether a text names a telephone number or an e-mail address, in Thai digits too."""
    plain = text.translate(_THAI_DIGITS)
    return bool(_E_MAIL.search(plain) or _PHONE.search(plain))


_ONLY_IN = {"bma": "10", "pattaya": "20"}


def type_fits_province(kind: str, province: str) -> bool:
    """Whether an LAO of this type can be in the province of this code: Bangkok has the BMA and no other."""
    return _ONLY_IN[kind] == province if kind in _ONLY_IN else province != _ONLY_IN["bma"]
