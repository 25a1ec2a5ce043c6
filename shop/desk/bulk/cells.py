"""What the cells of a row say: amounts, numbers, yes and no, a category. Pure; each cell that says nothing good is told."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop

from shop import money
from shop.catalogue.models import HEAVIEST, Sale
from shop.catalogue.stocking import MOST_COUNTED
from shop.desk import rules
from shop.desk.bulk.columns import BY_FIELD, NO, YES
from shop.desk.bulk.present import plain

MISSING = gettext_noop("This has to be filled in.")
TOO_LONG = gettext_noop("This has more than %(most)s characters.")
NO_CATEGORY = gettext_noop("There is no category “%(read)s”; the sheet “categories” lists them.")
NO_SALE = gettext_noop("“%(read)s” is not accepted here; write on_sale or display_only.")
NO_YES = gettext_noop("“%(read)s” is not accepted here; write yes or no.")
NO_PRICE = gettext_noop("“%(read)s” is no price; write an amount in baht, such as 120 or 1250.50.")
NO_NUMBER = gettext_noop("“%(read)s” is no whole number between %(least)s and %(most)s.")

_SALES = {"on_sale": Sale.ON_SALE, "display_only": Sale.DISPLAY_ONLY, "ขาย": Sale.ON_SALE, "โชว์": Sale.DISPLAY_ONLY}
_OFFERED = {
    **dict.fromkeys((YES, "y", "true", "1", "ใช่", "เปิด"), True),
    **dict.fromkeys((NO, "n", "false", "0", "ไม่", "ไม่ใช่", "ปิด"), False),
}
USUAL_WEIGHT = 500


class Refused(Exception):
    """Why a cell is not taken: an untranslated sentence with what is put into it."""

    def __init__(self, words: str, **params: Any) -> None:
        super().__init__(words)
        self.words, self.params = words, params


def _text(name: str, typed: str) -> str:
    text, most = plain(typed), BY_FIELD[name].longest
    if not text and name in {"name_th", "name_en"}:
        raise Refused(MISSING)
    if len(text) > most:
        raise Refused(TOO_LONG, most=f"{most:,}")
    return text


def _price(typed: str) -> int | None:
    if not typed:
        return None
    try:
        price = money.from_baht(typed)
    except ValidationError:
        price = 0
    if price < 1:
        raise Refused(NO_PRICE, read=typed[:40])
    return price


def number(typed: str, least: int, most: int) -> int:
    """A whole number between bounds. Raises Refused."""
    try:
        return rules.number_between(typed, least, most)
    except ValidationError:
        raise Refused(NO_NUMBER, read=typed[:40], least=f"{least:,}", most=f"{most:,}") from None


def _low_at(typed: str) -> int | None:
    return number(typed, 0, MOST_COUNTED) if typed else None


def _weight(typed: str) -> int:
    return number(typed, 1, HEAVIEST) if typed else USUAL_WEIGHT


def _sale(typed: str) -> str:
    if not typed:
        return Sale.ON_SALE
    labels = {str(label).casefold(): Sale(value) for value, label in Sale.choices}
    found = {**labels, **_SALES}.get(typed.casefold())
    if found is None:
        raise Refused(NO_SALE, read=typed[:40])
    return str(found)


def _offered(typed: str) -> bool:
    found = _OFFERED.get(typed.casefold(), None if typed else True)
    if found is None:
        raise Refused(NO_YES, read=typed[:40])
    return found


Reader = Callable[[str], Any]
_READERS: Mapping[str, Reader] = {
    "price": _price,
    "weight": _weight,
    "low_at": _low_at,
    "sale": _sale,
    "offered": _offered,
}


def said(name: str, typed: str, categories: Mapping[str, str]) -> Any:
    """What a cell says, in the form of `present`; `categories` maps slugs and names to slugs. Raises Refused."""
    if name == "category":
        found = categories.get(typed.casefold())
        if found is None:
            raise Refused(NO_CATEGORY if typed else MISSING, read=typed[:40])
        return found
    return _READERS[name](typed.strip()) if name in _READERS else _text(name, typed)
