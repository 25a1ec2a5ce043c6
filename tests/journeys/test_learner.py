"""A learner goes from a story into its course, learns on a phone, goes on elsewhere, and completes."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.house import House
from tests.journeys.learning import COURSE, FIRST, SECOND

PHONE = {"width": 360, "height": 720}


def fits(page: Page) -> bool:
    """Whether nothing stands beyond the screen's edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def wait_until_told(page: Page, house: House, place: str) -> None:
    """The page that was left tells its place by itself, a moment later than the next one is shown."""
    for _moment in range(100):
        if (place,) in house.rows("SELECT last_anchor FROM academy_enrolment"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(house.rows("SELECT last_anchor FROM academy_enrolment"))


def sign_in(page: Page, house: House) -> None:
    """Fill the form that the visitor was sent to."""
    page.fill("input[name=login]", "community-representative@demo.example")
    page.fill("input[name=password]", house.password)
    page.click("main button[type=submit]")


def test_a_learner_goes_from_a_story_into_its_course_and_goes_on_at_the_same_place_on_another_device(
    visit: Callable[..., Page], signed_in: Callable[..., Page], house: House
) -> None:
    [(story,)] = house.rows(
        "SELECT page.url_path FROM wagtailcore_page page JOIN academy_coursestory row ON row.story_id = page.id"
    )
    phone = visit(viewport=PHONE)
    phone.goto("/" + story.removeprefix("/home/"))
    phone.get_by_role("link", name=COURSE).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(COURSE)
    phone.get_by_role("link", name="เข้าสู่ระบบเพื่อลงเรียน").click()
    sign_in(phone, house)
    expect(phone.get_by_role("heading", level=1)).to_have_text(COURSE)
    phone.get_by_role("button", name="ลงเรียนหลักสูตรนี้").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(FIRST)
    assert fits(phone)
    phone.get_by_role("button", name="เรียนบทนี้แล้ว ไปบทต่อไป").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(SECOND)
    phone.locator("#part-2").evaluate("heading => heading.scrollIntoView()")
    phone.goto("/learning/")
    wait_until_told(phone, house, "part-2")
    assert fits(phone)

    desk = signed_in("community_representative")
    desk.goto("/learning/")
    desk.get_by_role("link", name="เรียนต่อ").click()
    expect(desk).to_have_url(re.compile("#part-2$"))
    expect(desk.locator("#part-2")).to_be_in_viewport()
    desk.get_by_role("button", name="เรียนบทนี้แล้ว ไปบทต่อไป").click()
    expect(desk.get_by_text("หน้าบันทึกการเรียนจบ")).to_be_visible()
    expect(desk.get_by_role("heading", level=1)).to_have_text(COURSE)
    expect(desk.get_by_text("ไม่ใช่ประกาศนียบัตร")).to_be_visible()
