"""What the schemes ask of a certificate: whose it is, how its number looks, whether it has stars. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_NUMBER = 60
MOST_STARS = 5
# How long before its end the holder of a certificate is warned.
WARNED_BEFORE = timedelta(days=30)
FDA_DIGITS = 13
# The first two digits are a province's, by the official codes: from 10 (Bangkok) to 96 (Narathiwat).
_PROVINCES = range(10, 97)
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_SEPARATORS = re.compile(r"[\s.\-‐-―]+")
_FREE = re.compile(r"[\w\s./()\-–ก-๙]*[0-9][\w\s./()\-–ก-๙]*")
_GI = re.compile(r"(?:สช)?([0-9]{8})")


class NotANumber(ValidationError):
    """No certificate of this scheme has a number that looks so."""


class DatesOutOfOrder(ValidationError):
    """It would end before it begins."""


@dataclass(frozen=True, slots=True)
class SchemeRule:
    """What one scheme asks: of whom its certificates may be, whether they have stars, how a number is read.

    `example` shows people how a number looks, where there is one way.
    """

    number: Callable[[str], str]
    of_enterprise: bool = True
    of_product: bool = True
    has_stars: bool = False
    example: str = ""


def free_number(text: str) -> str:
    """A number whose form no public rule fixes: at most 60 letters, digits and . / ( ) -, with a digit in it.

    Raises NotANumber.
    """
    number = " ".join(text.translate(_DIGITS).split())
    if not number or len(number) > LONGEST_NUMBER or not _FREE.fullmatch(number):
        raise NotANumber(
            _("Write the number as it stands on the certificate; it has at least one digit."), code="number"
        )
    return number


def fda_number(text: str) -> str:
    """The food serial number of the Thai FDA (เลขสารบบอาหาร) as it is printed: xx-x-xxxxx-x-xxxx.

    Source: the FDA's own explanation of the number on labels. Digits 1–2 are the province of the place of production or
    import; digit 3 says what the place is and who permitted it (1 production, FDA; 2 production, province; 3 import, FDA;
    4 import, province); 4–6 number the place and 7–8 are the last digits of the year of its permit (พ.ศ.); digit 9 says
    who gave the number (1 FDA, 2 province); 10–13 count the foods of that place. There is no check digit: this judges the
    form and the parts that have few values, and proves nothing about the food. Raises NotANumber.
    """
    digits = _SEPARATORS.sub("", text.translate(_DIGITS)).removeprefix("อย")
    if not (digits.isascii() and digits.isdigit() and len(digits) == FDA_DIGITS):
        raise NotANumber(_("The number of the FDA has 13 digits, written as xx-x-xxxxx-x-xxxx."), code="fda_digits")
    if int(digits[:2]) not in _PROVINCES:
        raise NotANumber(
            _("The first two digits are those of a province; there is none of this code."), code="province"
        )
    if digits[2] not in "1234":
        raise NotANumber(_("The third digit is 1 to 4: what the place is, and who permitted it."), code="fda_place")
    if digits[8] not in "12":
        raise NotANumber(_("The ninth digit is 1 (the FDA) or 2 (the province)."), code="fda_giver")
    return f"{digits[:2]}-{digits[2]}-{digits[3:8]}-{digits[8]}-{digits[9:]}"


def gi_number(text: str) -> str:
    """The number under which the Department of Intellectual Property registers a geographical indication: สช and 8 digits.

    Source: the department's public register, where every number has this form. Raises NotANumber.
    """
    found = _GI.fullmatch(_SEPARATORS.sub("", text.translate(_DIGITS)))
    if found is None:
        raise NotANumber(_("A GI is registered under สช and 8 digits."), code="gi")
    return f"สช {found[1]}"


RULES: Mapping[str, SchemeRule] = {
    "otop": SchemeRule(free_number, of_enterprise=False, has_stars=True),
    "tcps": SchemeRule(free_number, of_enterprise=False, example="มผช. 12/2560"),
    "fda": SchemeRule(fda_number, of_enterprise=False, example="xx-x-xxxxx-x-xxxx"),
    "gi": SchemeRule(gi_number, example="สช xxxxxxxx"),
    "organic": SchemeRule(free_number),
    "halal": SchemeRule(free_number),
    "lao": SchemeRule(free_number),
}


def judge(fields: Mapping[str, Any], *, has_product: bool) -> dict[str, Any]:
    """The fields `scheme`, `number`, `stars`, `valid_from`, `valid_until` as they are kept.

    Raises ValidationError by field, all problems at once.
    """
    problems: dict[str, ValidationError] = {}
    said = dict(fields)
    rule = RULES.get(str(said.get("scheme", "")))
    if rule is None:
        raise ValidationError({"scheme": ValidationError(_("There is no such scheme."), code="scheme")})
    try:
        said["number"] = rule.number(str(said.get("number", "")))
    except NotANumber as error:
        problems["number"] = error
    if refusal := _of_whom(rule, has_product=has_product):
        problems["product"] = ValidationError(refusal, code="of_whom")
    if refusal := _stars(rule, said.get("stars")):
        problems["stars"] = ValidationError(refusal, code="stars")
    if said.get("valid_from") is None:
        problems["valid_from"] = ValidationError(_("Say from when it is valid."), code="required")
    elif (said.get("valid_until") or date.max) < said["valid_from"]:
        problems["valid_until"] = DatesOutOfOrder(_("It cannot end before it begins."), code="dates")
    if problems:
        raise ValidationError(problems)
    return said


def _of_whom(rule: SchemeRule, *, has_product: bool) -> Any:
    if has_product and not rule.of_product:
        return _("This scheme certifies enterprises, not products.")
    if not has_product and not rule.of_enterprise:
        return _("This scheme certifies products: choose which one.")
    return ""


def _stars(rule: SchemeRule, stars: int | None) -> Any:
    if rule.has_stars and (stars is None or not 1 <= stars <= MOST_STARS):
        return _("OTOP gives 1 to 5 stars: say how many.")
    if not rule.has_stars and stars is not None:
        return _("Only OTOP gives stars.")
    return ""
