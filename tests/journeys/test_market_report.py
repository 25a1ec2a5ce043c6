"""On a phone: a seller writes a month down, staff write and publish the year's report, a stranger reads and prints it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.axe import findings
from tests.journeys.buying import PHONE
from tests.journeys.showroom import MUSHROOMS

POINTS = "ปีนี้ขายดีขึ้นเพราะเปิดหน้าร้านออนไลน์"


def fits(page: Page) -> bool:
    """Whether nothing stands beyond the screen's edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_from_a_month_written_down_to_a_report_that_is_read(
    visit: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    seller = signed_in(MUSHROOMS, viewport=PHONE, java_script_enabled=False)
    seller.goto("/shop/desk/journey-mushrooms/returns/")
    assert fits(seller)
    seller.locator(".report-months a").first.click()
    seller.fill('[name="local_purchases"]', "๑,๒๕๐")
    seller.fill('[name="jobs"]', "สี่")
    seller.locator("main form button[type=submit]").click()
    # What was wrong stands beside its field, what was right is still there.
    expect(seller.locator(".field.has-error")).to_have_count(1)
    expect(seller.locator('[name="local_purchases"]')).to_have_value("๑,๒๕๐")
    seller.fill('[name="jobs"]', "4")
    seller.locator("main form button[type=submit]").click()
    expect(seller.locator(".report-months li").first).to_contain_text("฿1,250")

    staff = signed_in("moderator", viewport=PHONE)
    staff.goto("/shop/reports/drafts/")
    staff.locator("main form button[type=submit]").first.click()
    staff.fill('[name="summary_th"]', POINTS)
    staff.locator('button[value="publish"]').click()
    expect(staff.get_by_role("status")).to_be_visible()

    stranger = visit(viewport=PHONE)
    stranger.goto("/shop/reports/")
    stranger.locator(".report-list a").first.click()
    expect(stranger.locator("main")).to_contain_text(POINTS)
    # Two makers: what they earned is told to nobody.
    expect(stranger.locator("main")).not_to_contain_text("฿1,250")
    assert fits(stranger)
    assert findings(stranger) == []
    stranger.emulate_media(media="print")
    assert fits(stranger)
    expect(stranger.locator(".report-files")).to_be_hidden()
