"""64 people want 10 pieces at the same moment, from two server processes."""

import pytest

from tests.operations.processes import LiveSite
from tests.shop.holding.browser import Browser
from tests.shop.holding.market import Outcome, Shop, at_once, buy, fill_cart, opened, to_the_counter, told

pytestmark = [pytest.mark.every_database, pytest.mark.slow]

BUYERS, PIECES = 64, 10
LONGEST_WAIT = 5  # seconds


def come(shop: Shop) -> tuple[Browser, dict[str, str]]:
    browser = fill_cart(shop)
    return browser, to_the_counter(browser)


def test_ten_pieces_are_sold_to_ten_of_sixty_four_and_the_others_are_told(live_site: LiveSite) -> None:
    with opened(live_site, stock=PIECES) as shop:
        ready = at_once(lambda number: come(shop), BUYERS, hands=8)

        def order(number: int) -> Outcome:
            return buy(*ready[number])

        outcomes = at_once(order, BUYERS)
        assert sum(outcome.bought for outcome in outcomes) == PIECES, told(outcomes)
        assert sum(outcome.told for outcome in outcomes) == BUYERS - PIECES, told(outcomes)
        assert max(outcome.longest for outcome in outcomes) <= LONGEST_WAIT
        assert (shop.left(), shop.sold()) == (0, PIECES)
        shop.books_agree()


def test_a_form_sent_eight_times_at_once_places_one_order_and_leads_to_one_page(live_site: LiveSite) -> None:
    with opened(live_site, stock=PIECES) as shop:
        browser = fill_cart(shop, pieces=2)
        filled = to_the_counter(browser)

        def again(number: int) -> Outcome:
            twin = Browser(shop.url)
            twin.cookies = dict(browser.cookies)
            return buy(twin, filled)

        outcomes = at_once(again, 8)
        assert all(outcome.bought for outcome in outcomes), told(outcomes)
        assert buy(browser, filled).bought
        assert (shop.left(), shop.sold()) == (PIECES - 2, 2)
        assert shop.site.rows("SELECT count(*) FROM shop_orders_order")[0][0] == 1
        shop.books_agree()
