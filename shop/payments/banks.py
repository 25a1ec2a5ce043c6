"""The banks of Thailand, and what the number of an account at one looks like. Pure."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# As the Bank of Thailand numbers them.
BANKS = {
    "002": _("Bangkok Bank"),
    "004": _("Kasikornbank"),
    "006": _("Krungthai Bank"),
    "011": _("TMBThanachart Bank"),
    "014": _("Siam Commercial Bank"),
    "022": _("CIMB Thai Bank"),
    "024": _("UOB"),
    "025": _("Bank of Ayudhya (Krungsri)"),
    "030": _("Government Savings Bank"),
    "033": _("Government Housing Bank"),
    "034": _("BAAC"),
    "066": _("Islamic Bank of Thailand"),
    "067": _("TISCO Bank"),
    "069": _("Kiatnakin Phatra Bank"),
    "071": _("Thai Credit Bank"),
    "073": _("Land and Houses Bank"),
}
# Commercial banks have 10 digits, those of the state 12, and accounts of older kinds up to 15.
_ACCOUNT = re.compile(r"[0-9]{10,15}")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_SEPARATORS = re.compile(r"[\s.\-‐-―]+")
_TAIL = 4


class NotAnAccount(ValidationError):
    """No bank writes the numbers of its accounts like this."""


def account_number(typed: str) -> str:
    """The digits of an account's number as they are kept; Thai digits, spaces and hyphens are understood.

    Blank stays blank. Raises NotAnAccount.
    """
    number = _SEPARATORS.sub("", typed.translate(_DIGITS))
    if number and not _ACCOUNT.fullmatch(number):
        raise NotAnAccount(_("An account number has 10 to 15 digits, such as 123-4-56789-0."), code="account")
    return number


def masked(number: str) -> str:
    """The number so that its owner knows it again and nobody else learns it: "xxx-7890"; blank stays blank."""
    return f"xxx-{tail(number)}" if number else ""


def tail(number: str) -> str:
    """The digits that a history keeps of an account."""
    return number[-_TAIL:]


def bank_name(code: str) -> str:
    """How people call the bank; a number that is none stands for itself."""
    return str(BANKS.get(code, code))
