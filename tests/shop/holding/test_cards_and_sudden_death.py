"""Buyers pay by card while server and worker are killed: nobody pays twice or for nothing, and the books agree."""

import os
import random
import threading
import time
from collections import Counter

import pytest

from tests.operations.processes import LiveSite
from tests.shop.holding.card_buyers import KEYS, CardBuyer, events_of, tell, unless_killed
from tests.shop.holding.market import Shop, at_once, opened
from tests.shop.payments import stripe_server
from tests.shop.payments.stripe_server import Fake

pytestmark = [pytest.mark.every_database, pytest.mark.slow]

# `make torture` asks for 200.
DEATHS = int(os.environ.get("DEATHS", "2"))
BUYERS = 4
PIECES = 100_000
# What the worker would do within the next minutes, at once: events that it died over, then what was never told.
CATCH_UP = """
from datetime import timedelta
from django.utils import timezone
from shop.payments import inbox, reconciling
inbox.apply_due(now=timezone.now() + timedelta(days=1))
print(reconciling.reconcile(since=timezone.now() - timedelta(days=1)).named)
"""


def test_nobody_pays_twice_or_for_nothing_though_server_and_worker_are_killed(live_site: LiveSite) -> None:
    seed = random.Random(2570)
    with stripe_server.running() as (fake, address):
        live_site.environment |= KEYS | {"STRIPE_API_BASE": address}
        with opened(live_site, stock=PIECES, takes_card=True) as shop:
            buyers: list[CardBuyer] = []
            for death in range(DEATHS):
                buyers += live_through(shop, fake, seed, first=death * BUYERS)
            assert live_site.python(CATCH_UP).strip() == "[]"
            paid = [buyer for buyer in buyers if buyer.has_paid]
            assert len(paid) == DEATHS * (BUYERS - 1)
            all_is_as_it_was_paid(shop, fake, len(buyers), len(paid))
            shop.books_agree()


def live_through(shop: Shop, fake: Fake, seed: random.Random, *, first: int) -> list[CardBuyer]:
    """Some buyers at once, one of whom pays nothing, while everything is killed in the middle; then they go on."""
    ready = [
        CardBuyer(shop, fake, means_to_pay=bool(number % BUYERS), comes_back=bool(number % 2))
        for number in range(first, first + BUYERS)
    ]
    with shop.site.worker() as worker:
        crowd = [threading.Thread(target=unless_killed, args=(buyer.go_on,)) for buyer in ready]
        crowd.append(threading.Thread(target=told_of, args=(shop, ready[:2], random.Random(first))))
        for one in crowd:
            one.start()
        # Somewhere within the time that all this takes.
        time.sleep(seed.uniform(0, 1.5))
        shop.kill()
        worker.kill()
        shop.start()
    with shop.site.worker():
        for one in crowd[:-1]:
            one.join()
        at_once(lambda number: ready[number].go_on(), BUYERS)
        crowd[-1].join()
        # Of the last buyer nobody is ever told: the daily comparison finds that they paid.
        told_of(shop, ready[2:-1], random.Random(first + 1))
    return ready


def told_of(shop: Shop, buyers: list[CardBuyer], seed: random.Random) -> None:
    """Tell of each of these buyers' payments as soon as they have paid, before they are back."""
    for buyer in buyers:
        begin = time.monotonic()
        while buyer.means_to_pay and not buyer.has_paid and time.monotonic() - begin < 60:
            time.sleep(0.02)
        for event in events_of(buyer.session, seed) if buyer.has_paid else ():
            tell(shop, *event)


def all_is_as_it_was_paid(shop: Shop, fake: Fake, orders: int, paid: int) -> None:
    """Orders, money here and money at the service say the same."""
    states = Counter(state for (state,) in shop.site.rows("SELECT state FROM shop_orders_order"))
    assert states == {"to_send": paid, "awaiting_payment": orders - paid}, states
    assert (shop.sold(), shop.left()) == (orders, PIECES - orders)
    came = {one["id"] for one in fake.intents.values() if one["status"] == "succeeded"}
    kept = [name for (name,) in shop.site.rows("SELECT reference FROM shop_payments_payment WHERE state = 'confirmed'")]
    assert sorted(kept) == sorted(came)
    assert fake.refunds == {}
    charged = Counter(page["client_reference_id"] for page in fake.pages.values() if page["payment_status"] == "paid")
    assert set(charged.values()) == {1}
    owed = shop.site.rows("SELECT kind, count(*), sum(amount) FROM shop_payments_ledgerentry GROUP BY kind")
    assert {kind: (count, int(total)) for kind, count, total in owed} == {
        "sale": (paid, paid * 16_000),
        "fee": (paid, -paid * fake.fee),
    }
    bad = shop.site.rows("SELECT problem FROM shop_payments_webhookevent WHERE state IN ('failed', 'dead')")
    assert bad == []
