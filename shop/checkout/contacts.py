"""A telephone number at which whoever brings a parcel reaches its buyer. Pure."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.enterprises.rules import plain_number

# Mobile numbers have ten digits, landlines nine; numbers for everybody (1xxx) reach no buyer.
_REACHES_A_PERSON = re.compile(r"0[689][0-9]{8}|0[2-57][0-9]{7}")
_LONGEST = 40


class NotAPhoneNumber(ValidationError):
    """This is no Thai telephone number of a person."""


def phone(text: str) -> str:
    """The digits of a Thai mobile or landline number, as it is kept. Raises NotAPhoneNumber."""
    number = plain_number(text) if len(text) <= _LONGEST else ""
    if not _REACHES_A_PERSON.fullmatch(number):
        words = _("Enter a Thai telephone number, such as 081 234 5678 or 043 123 456.")
        raise NotAPhoneNumber(words, code="phone")
    return number
