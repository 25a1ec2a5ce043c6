"""A price range and “in stock only” as visitors ask for them in an address. Pure but for the translated words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

_LONGEST_TYPED = 30
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# What `shop.money.from_baht` takes too; a test holds them together.
_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?")


@dataclass(frozen=True, slots=True)
class Prices:
    """What was asked for; `low` and `high` in satang, both ends among them.

    What was typed is kept as it was typed. Where it is no range, `problem_from` or `problem_to` says why and no price
    narrows anything.
    """

    low: int | None = None
    high: int | None = None
    in_stock: bool = False
    typed_from: str = ""
    typed_to: str = ""
    problem_from: str = ""
    problem_to: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether anything was asked for, well or badly."""
        return bool(self.typed_from or self.typed_to or self.in_stock)


def read(data: Mapping[str, str]) -> Prices:
    """`from` and `to` in baht, `in_stock` as 1; anything else narrows nothing."""
    typed_from, typed_to = (_typed(data.get(name, "")) for name in ("from", "to"))
    low, high = satang(typed_from), satang(typed_to)
    no_amount = _("Enter an amount in baht, such as 120 or 1,250.50.")
    problem_from = no_amount if typed_from and low is None else ""
    problem_to = no_amount if typed_to and high is None else ""
    if low is not None and high is not None and low > high:
        problem_to = _("This is less than the price before it.")
    if problem_from or problem_to:
        low = high = None
    return Prices(low, high, data.get("in_stock") == "1", typed_from, typed_to, problem_from, problem_to)


def satang(typed: str) -> int | None:
    """The amount in satang of what a person typed in baht; None for what is none."""
    plain = typed.translate(_THAI_DIGITS).strip().removeprefix("฿").removesuffix("บาท").strip()
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return None
    whole, rest = found.groups()
    return int(whole.replace(",", "")) * 100 + int((rest or "").ljust(2, "0"))


def _typed(text: str) -> str:
    return text.replace("\0", "").strip()[:_LONGEST_TYPED]
