"""The server is killed in the middle of checkouts: no order is half there, and the books agree."""

import os
import random
import threading
import time
from contextlib import suppress
from http.client import HTTPException

import pytest

from tests.operations.processes import LiveSite
from tests.shop.holding.browser import Browser
from tests.shop.holding.market import buy, fill_cart, opened, to_the_counter

pytestmark = [pytest.mark.every_database, pytest.mark.slow]

# `make torture` asks for 200.
DEATHS = int(os.environ.get("DEATHS", "4"))
BUYERS = 4
PIECES = 100_000


def test_no_order_is_half_there_after_the_server_was_killed(live_site: LiveSite) -> None:
    seed = random.Random(2569)
    with opened(live_site, stock=PIECES) as shop:
        for _death in range(DEATHS):
            ready = [(browser, to_the_counter(browser)) for browser in (fill_cart(shop) for _ in range(BUYERS))]
            crowd = [threading.Thread(target=_order, args=one) for one in ready]
            for buyer in crowd:
                buyer.start()
            # Somewhere within the time that these orders take.
            time.sleep(seed.uniform(0, 0.25))
            shop.kill()
            for buyer in crowd:
                buyer.join()
            shop.start()
            for browser, filled in ready:
                # Who saw no answer sends the form again, and has one order.
                assert buy(browser, filled).bought
        assert shop.sold() == DEATHS * BUYERS
        assert shop.left() == PIECES - DEATHS * BUYERS
        shop.books_agree()


def _order(browser: Browser, filled: dict[str, str]) -> None:
    # The line breaks before, within or after the answer.
    with suppress(OSError, HTTPException):
        buy(browser, filled)
