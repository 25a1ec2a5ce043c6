"""A showroom that really runs: two web processes on a database that outlives them, and buyers who come by HTTP."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.operations.processes import LiveSite
from tests.operations.served import SETTINGS, Served, new_address
from tests.operations.served import at_once as at_once
from tests.shop.holding.browser import Answer, Browser

STOCK = """
from pathlib import Path
from cms.accounts.role_sync import sync_roles
from shop.checkout.models import ShippingTerms
from shop.payments.models import PaymentTerms
from tests.cast import Cast
from tests.shop.ground import enterprise, product, variant
sync_roles()
seller = enterprise(Cast(), name="ตลาดนัด")
ShippingTerms.objects.create(enterprise=seller, flat_price=4000)
PaymentTerms.objects.create(enterprise=seller, takes_card={takes_card})
goods = product(seller, price=12000, stock={stock})
print(goods.slug, variant(goods).pk, goods.pk)
"""
BUYER = {
    "name": "สมหญิง ใจเย็น",
    "phone": "0891234567",
    "email": "buyer@example.com",
    "address_line": "1 หมู่ 2",
    "words": "40000",
}


@dataclass
class Shop(Served):
    """One product on sale at a running site."""

    slug: str
    variant: int

    def left(self) -> int:
        """How many pieces the database still has."""
        return int(self.site.rows("SELECT available FROM shop_catalogue_stockitem")[0][0])

    def sold(self) -> int:
        """How many pieces stand in orders."""
        return int(self.site.rows("SELECT coalesce(sum(quantity), 0) FROM shop_orders_orderline")[0][0])

    def books_agree(self) -> None:
        """`manage.py shop_check` finds nothing."""
        self.site.manage("shop_check")


@contextmanager
def opened(site: LiveSite, *, stock: int, takes_card: bool = False) -> Iterator[Shop]:
    """A shop with this many pieces of one product, served by two processes until the block ends."""
    site.environment |= {"DJANGO_SETTINGS_MODULE": SETTINGS, "ORDERS_AN_HOUR": "1000000"}
    slug, variant, _product = site.python(STOCK.format(stock=stock, takes_card=takes_card)).split()
    shop = Shop(site, new_address(), slug, int(variant))
    with shop.serving():
        yield shop


@dataclass(frozen=True)
class Outcome:
    """What one buyer met on the way, in order; `bought` where they were thanked."""

    answers: tuple[Answer, ...]

    @property
    def bought(self) -> bool:
        """Whether the last page thanks for an order."""
        return bool(self.answers) and "/checkout/done/" in self.answers[-1].place and self.answers[-1].status == 200

    @property
    def told(self) -> bool:
        """Whether the buyer was told politely that it cannot be had."""
        return not self.bought and self.answers[-1].status == 409

    @property
    def longest(self) -> float:
        """Seconds of the longest wait."""
        return max(answer.took for answer in self.answers)


def fill_cart(shop: Shop, pieces: int = 1) -> Browser:
    """Look at the product and put it into the cart."""
    browser = Browser(shop.url)
    assert browser.get(f"/shop/product/{shop.slug}/").status == 200
    answer = browser.send("/cart/add/", {"variant": str(shop.variant), "quantity": str(pieces)})
    assert answer.status == 200, answer
    return browser


def to_the_counter(browser: Browser) -> dict[str, str]:
    """Open the checkout and choose a place; returns the form as it would be sent."""
    assert browser.get("/checkout/").status == 200
    answer = browser.send("/checkout/", {**BUYER, "act": "find"})
    assert answer.status == 200, answer.status
    form = browser.form("/checkout/")
    places = form.choices.get("place") or [form.values["place"]]
    return {**form.values, **BUYER, "place": places[0], "act": "order"}


def buy(browser: Browser, filled: dict[str, str]) -> Outcome:
    """Send the order."""
    return Outcome((browser.post("/checkout/", filled),))


def told(outcomes: list[Outcome]) -> str:
    """For a failing test: how many met what."""
    counts: dict[str, int] = {}
    for outcome in outcomes:
        key = f"{outcome.answers[-1].status} {'bought' if outcome.bought else ''}"
        counts[key] = counts.get(key, 0) + 1
    return json.dumps(counts)
