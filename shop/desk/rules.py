"""What is said about a parcel and about a product, read from what a seller typed. Pure."""

import re
from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.payments.banks import BANKS as BANKS

# As buyers read them in either language; the last two need more, or less, than a number.
CARRIERS = (
    "ไปรษณีย์ไทย · Thailand Post",
    "Flash Express",
    "J&T Express",
    "KEX Express",
    "SPX Express",
    "Ninja Van",
    "Inter Express",
)
OTHER = "other"
BY_SELLER = "ผู้ขายส่งเอง · by the seller"
LONGEST_POINT = 160

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TRACKING = re.compile(r"[A-Z0-9][A-Z0-9-]{4,39}")
_COUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9}")


class NotATrackingNumber(ValidationError):
    """No carrier writes numbers like this."""


class NotANumber(ValidationError):
    """This is no whole number."""


class NotPairs(ValidationError):
    """The English lines do not stand beside Thai ones, or a line is too long."""


def tracking_number(typed: str) -> str:
    """The number as carriers print it: capitals and digits. Blank stays blank. Raises NotATrackingNumber."""
    number = "".join(typed.translate(_THAI_DIGITS).upper().split())
    if number and not _TRACKING.fullmatch(number):
        raise NotATrackingNumber(
            _("A tracking number has 5 to 40 letters and digits, such as EF123456789TH."), code="tracking"
        )
    return number


def whole_number(typed: str) -> int:
    """A whole number from what a person typed, in Thai or Arabic digits, commas between thousands. Raises NotANumber."""
    plain = typed.translate(_THAI_DIGITS).strip()
    if not _COUNT.fullmatch(plain):
        raise NotANumber(_("Enter a whole number, such as 12."), code="not_a_number")
    return int(plain.replace(",", ""))


def number_between(typed: str, least: int, most: int) -> int:
    """A whole number within bounds, both included. Raises NotANumber."""
    number = whole_number(typed)
    if not least <= number <= most:
        words = _("Enter a whole number between %(least)s and %(most)s.")
        raise NotANumber(words, code="out_of_bounds", params={"least": f"{least:,}", "most": f"{most:,}"})
    return number


def pairs(thai: str, english: str) -> list[tuple[str, str]]:
    """Lines of Thai with the English lines beside them; lines that are blank in both are left out. Raises NotPairs."""
    found = []
    for th, en in zip_longest(thai.splitlines(), english.splitlines(), fillvalue=""):
        th, en = " ".join(th.split()), " ".join(en.split())
        if not th and not en:
            continue
        if not th:
            raise NotPairs(_("Each English line stands beside a Thai one: “%(line)s” has none."), "alone", {"line": en})
        if max(len(th), len(en)) > LONGEST_POINT:
            words = _("One line has at most %(most)s characters.")
            raise NotPairs(words, code="too_long", params={"most": LONGEST_POINT})
        found.append((th, en))
    return found
