"""What a quantity is, what two quantities become when carts are merged, and what changed since a buyer looked. Pure."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop import money

MOST_PIECES = 999
MOST_LINES = 60

GONE, FEWER, PRICE = "gone", "fewer", "price"

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_WHOLE = re.compile(r"0*([0-9]{1,9})")


class NotAQuantity(ValidationError):
    """What was typed is no whole number between 1 and MOST_PIECES."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is other than when the buyer last looked: GONE, FEWER or PRICE, and how to say it."""

    code: str
    text: str


def quantity(text: str) -> int:
    """How many pieces a person typed, in Thai or Arabic digits. Raises NotAQuantity."""
    plain = text.translate(_THAI_DIGITS).strip()
    found = _WHOLE.fullmatch(plain)
    if not found:
        raise NotAQuantity(gettext_lazy("Enter a whole number, such as 2."), code="not_whole")
    number = int(found[1])
    if not 1 <= number <= MOST_PIECES:
        words = gettext_lazy("Enter a number between 1 and %(most)s.")
        raise NotAQuantity(words, code="out_of_bounds", params={"most": MOST_PIECES})
    return number


def merged(mine: int, theirs: int, available: int) -> int:
    """How many of a thing that lay in both carts lie in the one they become.

    Both together, as far as there are so many; but never fewer than the larger of the two, so that nothing a buyer
    chose is taken away unsaid: the cart's page says where there are not enough.
    """
    together = min(mine + theirs, MOST_PIECES)
    return max(mine, theirs, min(together, available))


def changes(
    *, quantity: int, price_seen: int, price: int | None, available: int, reason: str, reason_label: str
) -> tuple[Change, ...]:
    """What to tell of a line before it is paid: that it cannot be bought, that fewer are left, that its price moved.

    Prices in satang; `reason` is empty where it can be bought.
    """
    if reason or price is None:
        return (Change(GONE, reason_label),)
    found = []
    if quantity > available:
        words = _("Only %(available)s left; there are %(quantity)s in your cart.")
        found.append(Change(FEWER, words % {"available": available, "quantity": quantity}))
    if price != price_seen:
        words = _("The price has changed from %(before)s to %(now)s baht.")
        found.append(Change(PRICE, words % {"before": money.baht(price_seen), "now": money.baht(price)}))
    return tuple(found)
