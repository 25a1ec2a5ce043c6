"""A seller at the market enters what was sold with three taps, also while the line is cut, and once."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
MOST_TAPS = 4


def fits(page: Page) -> bool:
    """Whether nothing stands beyond the screen's edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


class Thumb:
    """Taps, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, chosen: str) -> None:
        """Tap what is found by this."""
        self.page.locator(chosen).first.tap()
        self.taps += 1


def open_form(page: Page) -> None:
    """The form of the first enterprise that this seller acts for."""
    page.goto("/shop/desk/")
    desk = page.locator("main a[href^='/shop/desk/']").first.get_attribute("href")
    page.goto(f"{desk}sales/new/")


def sell(page: Page, number: str) -> int:
    """The first product, so many pieces, done; how many taps it took."""
    thumb = Thumb(page)
    thumb.tap(".sale-tile")
    thumb.tap(f'.sale-chip:has([name="quick"][value="{number}"])')
    thumb.tap(".sale-save button")
    return thumb.taps


def test_a_sale_is_entered_with_three_taps_and_survives_a_cut_line(signed_in: Callable[..., Page]) -> None:
    page = signed_in("seller", **PHONE)
    open_form(page)
    assert fits(page)
    latest = page.locator("[data-sale-latest] .order-list li")
    assert sell(page, "2") <= MOST_TAPS
    expect(latest.first).to_contain_text("2 ×")
    waiting = page.locator("[data-sale-waiting] li")
    expect(waiting).to_have_count(0)
    page.context.set_offline(True)
    sell(page, "3")
    sell(page, "4")
    expect(waiting).to_have_count(2)
    page.context.set_offline(False)
    expect(waiting).to_have_count(0)
    # Each once, although each was sent more than once.
    page.reload()
    lines = [re.split(r"\s×", line)[0].strip() for line in latest.all_inner_texts()]
    assert sorted(lines[:3]) == ["2", "3", "4"]
    assert len([line for line in lines if line in {"3", "4"}]) == 2
    expect(page.locator('[name="what"]:checked')).to_have_count(0)


def test_what_was_typed_is_there_after_a_reload(signed_in: Callable[..., Page]) -> None:
    page = signed_in("seller", **PHONE)
    open_form(page)
    page.locator(".sale-tile").first.tap()
    page.fill('[name="total"]', "77")
    page.reload()
    expect(page.locator('[name="total"]')).to_have_value("77")
    expect(page.locator('[name="what"]').first).to_be_checked()
