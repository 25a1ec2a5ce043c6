"""Buyers who pay by card, and a payment service that tells of it as the real one does: twice, late, in any order."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from random import Random
from urllib.parse import urlsplit

from tests.shop.holding.browser import Browser
from tests.shop.holding.market import Shop, buy, fill_cart, to_the_counter
from tests.shop.payments import stripe_events
from tests.shop.payments.stripe_server import Fake

WEBHOOK = "/shop/webhooks/stripe/"
KEYS = {"STRIPE_SECRET_KEY": stripe_events.KEY, "STRIPE_WEBHOOK_SECRET": stripe_events.SECRET}
# Seconds for which the service tries to tell of one event before the test is lost.
PATIENCE = 60
_ORDER = re.compile(r'href="(/orders/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/[^"/]+/)"')
# What comes besides the one event that matters, before it or after it.
_BESIDES = ("payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "customer.created")


@dataclass
class CardBuyer:
    """Somebody on their way to paying; after the server was killed they go on from where they were."""

    shop: Shop
    fake: Fake
    means_to_pay: bool
    comes_back: bool
    browser: Browser = field(init=False)
    filled: dict[str, str] = field(init=False)
    order: str = ""
    session: str = ""
    has_paid: bool = False

    def __post_init__(self) -> None:
        self.browser = fill_cart(self.shop)
        filled = to_the_counter(self.browser)
        self.filled = filled | {name: "stripe" for name in filled if name.endswith("-payment")}

    def go_on(self) -> None:
        """Order, go to the service's page, pay there, come back; whatever is done already is not done again."""
        if not self.order:
            outcome = buy(self.browser, self.filled)
            assert outcome.bought, outcome.answers[-1].status
            found = _ORDER.search(outcome.answers[-1].body)
            assert found is not None
            self.order = found[1]
        if not self.session:
            self.session = self._page()
        if self.means_to_pay and not self.has_paid:
            self.fake.pay(self.session)
            self.has_paid = True
        if self.comes_back:
            assert self.browser.get(f"{self.order}card/back/").status == 200

    def _page(self) -> str:
        """The name of the page to which the order's button leads."""
        assert self.browser.get(self.order).status == 200
        form = self.browser.form(f"{self.order}card/")
        answer = self.browser.send_once(f"{self.order}card/", form.values)
        assert answer.status == 302, answer.status
        assert answer.place.startswith("https://checkout.stripe.com/"), answer.place
        return answer.place.rsplit("/", 1)[-1]


def unless_killed(act: Callable[[], None]) -> None:
    """Whoever is on the line when the server dies sees it break."""
    with suppress(OSError, HTTPException):
        act()


def events_of(session: str, seed: Random) -> Iterator[tuple[str, str, str]]:
    """Kind, about and name of everything that is told of a paid page, shuffled; what matters comes twice."""
    told = [("checkout.session.completed", session, f"evt_{session}")] * 2
    told += [(kind, f"x_{session}", f"evt_{kind}_{session}") for kind in _BESIDES]
    seed.shuffle(told)
    yield from told


def tell(shop: Shop, kind: str, about: str, name: str) -> None:
    """Tell of an event until it is answered with 200, as the service does over hours."""
    begin = time.monotonic()
    while time.monotonic() - begin < PATIENCE:
        with suppress(OSError, HTTPException):
            if _told(shop.url, kind, about, name) == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"{name} was not taken in time")


def _told(url: str, kind: str, about: str, name: str) -> int:
    place = urlsplit(url)
    body = stripe_events.event(kind, about, name=name)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=10)
    headers = {"Stripe-Signature": stripe_events.signature(body), "Content-Type": "application/json"}
    try:
        connection.request("POST", WEBHOOK, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()
