"""What a PromptPay number and a way to reach somebody look like. Pure."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_SEPARATORS = re.compile(r"[\s().\-‐-―]+")
_MOBILE = re.compile(r"0[689][0-9]{8}")
# A landline has nine digits, a mobile number ten, a number for everybody to call 1xxx or four digits.
_PHONE = re.compile(r"0[2-57][0-9]{7}|0[689][0-9]{8}|1[0-9]{3}|1800[0-9]{6}")
_LINE = re.compile(r"@?[a-z0-9][a-z0-9._\-]{1,29}")
_FACEBOOK = re.compile(r"[a-z0-9.]{5,50}")
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~\-]{1,64}@(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_HOST = re.compile(r"(?:[\w](?:[\w\-]{0,61}[\w])?\.)+[^\W\d_]{2,63}")
_FACEBOOK_HOSTS = ("facebook.com", "fb.com", "fb.me")
ID_DIGITS, WALLET_DIGITS = 13, 15


class NotAPromptPayNumber(ValidationError):
    """Neither a mobile number, nor a citizen's or taxpayer's number, nor an e-wallet."""


class NotAWayToReach(ValidationError):
    """This is no address of its kind."""


def plain_number(text: str) -> str:
    """What was typed without spaces, hyphens and brackets, in Arabic digits, +66 read as 0."""
    number = _SEPARATORS.sub("", text.translate(_DIGITS))
    if number.startswith("+66"):
        number = "0" + number[3:].removeprefix("0")
    return number


def check_digit(first_twelve: str) -> str:
    """The thirteenth digit of a citizen's or taxpayer's number."""
    total = sum(int(digit) * weight for digit, weight in zip(first_twelve, range(13, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


def promptpay_number(text: str) -> str:
    """The digits of a PromptPay number as they are kept: a mobile number, a 13-digit number, a 15-digit e-wallet.

    Blank stays blank. Raises NotAPromptPayNumber.
    """
    number = plain_number(text)
    if not number or _MOBILE.fullmatch(number):
        return number
    if not (number.isascii() and number.isdigit() and len(number) in {ID_DIGITS, WALLET_DIGITS}):
        words = _("A PromptPay number is a mobile number, a 13-digit ID or tax number, or a 15-digit e-wallet number.")
        raise NotAPromptPayNumber(words, code="promptpay")
    if len(number) == ID_DIGITS and check_digit(number[:12]) != number[12]:
        raise NotAPromptPayNumber(_("The last digit of this 13-digit number does not fit the others."), code="checksum")
    return number


def masked(promptpay_id: str) -> str:
    """The number so that its owner knows it again and nobody else learns it: "xxx-xxx-4567"; blank stays blank."""
    return f"{'x' * 3}-{'x' * 3}-{promptpay_id[-4:]}" if promptpay_id else ""


def shown_phone(number: str) -> str:
    """The telephone number as it is written: 081-234-5678, 043-123-456, 02-123-4567."""
    if len(number) == 10:
        return f"{number[:3]}-{number[3:6]}-{number[6:]}"
    if len(number) == 9:
        cut = 2 if number.startswith("02") else 3
        return (
            f"{number[:cut]}-{number[cut:-4]}-{number[-4:]}" if cut == 2 else f"{number[:3]}-{number[3:6]}-{number[6:]}"
        )
    return number


def way_to_reach(kind: str, text: str) -> str:
    """The number, name or address as it is kept, by its kind. Raises NotAWayToReach."""
    value = " ".join(text.split())
    found = _READ[kind](value) if kind in _READ else value
    if not found:
        raise NotAWayToReach(REFUSALS.get(kind, REFUSALS["address"]), code="not_a_way")
    return found


def link_to(kind: str, value: str) -> str:
    """Where a press on it leads; blank for an address to visit."""
    return _LINKS[kind](value) if kind in _LINKS else ""


REFUSALS = {
    "phone": _("Enter a Thai telephone number, such as 081 234 5678 or 043 123 456."),
    "line": _("Enter a LINE ID, such as @maker or maker.2567: letters, digits, dots, hyphens, underscores."),
    "email": _("Enter an e-mail address, such as name@example.com."),
    "facebook": _("Enter the name or the address of a Facebook page."),
    "website": _("Enter a web address, such as https://example.com."),
    "address": _("Write something, or remove this line."),
}


def _phone(value: str) -> str:
    number = plain_number(value)
    return number if _PHONE.fullmatch(number) else ""


def _line(value: str) -> str:
    name = value.lower().removeprefix("https://").removeprefix("line.me/ti/p/").removeprefix("~")
    return name if _LINE.fullmatch(name) else ""


def _email(value: str) -> str:
    return value if _EMAIL.fullmatch(value.lower()) and ".." not in value else ""


def _website(value: str) -> str:
    address = value if "://" in value else f"https://{value}"
    try:
        parts = urlsplit(address)
        known = parts.scheme in {"http", "https"} and parts.username is None and bool(parts.hostname)
        fits = known and _HOST.fullmatch(parts.hostname or "") and (parts.port is None or parts.port > 0)
    except ValueError:
        return ""
    return address if fits and not re.search(r"[\s<>\"\\^`{|}\x00-\x1f]", address) else ""


def _facebook(value: str) -> str:
    if "/" not in value:
        return value if _FACEBOOK.fullmatch(value.lower()) else ""
    address = _website(value)
    host = (urlsplit(address).hostname or "") if address else ""
    return address if any(host == known or host.endswith(f".{known}") for known in _FACEBOOK_HOSTS) else ""


_READ: dict[str, Callable[[str], str]] = {
    "phone": _phone,
    "line": _line,
    "email": _email,
    "facebook": _facebook,
    "website": _website,
}
_LINKS: dict[str, Callable[[str], str]] = {
    "phone": lambda value: f"tel:{value}",
    "line": lambda value: f"https://line.me/R/ti/p/{'' if value.startswith('@') else '~'}{value}",
    "email": lambda value: f"mailto:{value}",
    "facebook": lambda value: value if "://" in value else f"https://www.facebook.com/{value}",
    "website": lambda value: value,
}
