"""A result is published; a figure without its period stops it, beside its field, and nothing that was typed is lost."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.findings import TITLE
from tests.journeys.house import House

GOAL = "ให้ครัวเรือนขายน้ำผึ้งได้ทั้งปี"


def draft_of(house: House) -> int:
    """The primary key of the draft."""
    return int(house.rows("SELECT id FROM wagtailcore_page WHERE title = ?", TITLE)[0][0])


def publish(page: Page) -> None:
    """Press the button that publishes, wherever the editor keeps it."""
    page.get_by_role("button", name="More actions").first.click()
    page.locator("button[name=action-publish]").first.click()
    page.wait_for_load_state("networkidle")


def test_an_editor_publishes_a_result_and_is_stopped_by_the_figure_without_a_period(
    signed_in: Callable[[str], Page], visit: Callable[..., Page], house: House
) -> None:
    moderator, visitor = signed_in("moderator"), visit()
    number = draft_of(house)
    moderator.goto(f"/admin/pages/{number}/edit/")
    moderator.locator("[name=goal]").fill(GOAL)
    publish(moderator)
    expect(moderator.get_by_text("ตัวเลขต้องมีช่วงเวลา").first).to_be_visible()
    expect(moderator.locator("[name=goal]")).to_have_value(GOAL)
    expect(moderator.locator("[name=outcomes-0-value-label]")).to_have_value("รายได้จากน้ำผึ้ง")
    assert TITLE not in visitor.request.get("/research/").text()

    moderator.locator("[name=outcomes-0-value-period]").fill("ปีงบประมาณ 2567")
    publish(moderator)
    moderator.wait_for_url(re.compile(r"/admin/pages/(?!\d+/edit)"))
    visitor.goto("/research/")
    visitor.get_by_role("link", name=TITLE).first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(visitor.get_by_text("4,321").first).to_be_visible()
    expect(visitor.get_by_text(GOAL)).to_be_visible()
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="CSV").click()
    assert "4321" in download.value.path().read_text(encoding="utf-8-sig")
