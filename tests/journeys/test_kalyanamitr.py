"""An officer assesses on a phone whose line is cut, a researcher verifies, it is published, and a citizen learns from it."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from tests.journeys.assessing import GOOD, OWN, WAITING
from tests.journeys.house import House
from tests.shots import chromium

PHONE = {"width": 360, "height": 740}
SAVED, UNSAVED, CHANGED = "บันทึกแล้ว เวลา", "ยังไม่ได้บันทึก: ไม่มีสัญญาณ", "ข้อนี้ถูกแก้ไขจากที่อื่น"
TO_DISK = 6_000  # milliseconds until Chromium has written what a page keeps


def fits(page: Page) -> bool:
    """Whether nothing stands beyond the screen's edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def sub(page: Page, code: str) -> Locator:
    """The card of a sub-indicator."""
    return page.locator(f'[data-ask="sub-{code}"]')


def choose(page: Page, code: str, choice: str) -> Locator:
    """Tap an answer; the place where it says what became of it."""
    sub(page, code).locator(f'input[type=radio][value="{choice}"]').check()
    return sub(page, code).locator("[data-state]")


def points(house: House, name: str, code: str, phase: str = "self") -> list[int]:
    """What the database has."""
    rows = house.rows(
        "SELECT answer.points FROM assessment_answer answer"
        " JOIN assessment_assessment done ON done.id = answer.assessment_id"
        " JOIN places_organisation place ON place.id = done.organisation_id"
        " JOIN indicators_subindicator sub ON sub.id = answer.sub_indicator_id"
        " WHERE place.name_th = ? AND sub.code = ? AND answer.phase = ?",
        name,
        code,
        phase,
    )
    return [int(row[0]) for row in rows]


def sheet_of(page: Page, name: str, code: str) -> None:
    """From everything that one may assess to a sheet of this organisation."""
    page.goto("/kalyanamitr/assess/")
    card = page.locator(".assess-card").filter(has_text=name)
    card.get_by_role("link", name=re.compile("ทำต่อ|เปิดดู")).first.click()
    page.wait_for_url(re.compile(r"/assess/\d+/$"))
    assert fits(page)
    page.goto(f"{page.url}{code}/")


@contextmanager
def own_browser(chrome: Browser, house: House, profile: Path) -> Iterator[BrowserContext]:
    """A browser with a profile of its own on disk, so that it can be killed and opened again."""
    context = chrome.browser_type.launch_persistent_context(
        profile,
        executable_path=chromium.executable(),
        args=list(chromium.FLAGS),
        base_url=house.url,
        locale="th-TH",
        viewport={"width": 360, "height": 740},
    )
    try:
        yield context
    finally:
        # One that was killed cannot be closed.
        with suppress(Error):
            context.close()


def kill(profile: Path) -> None:
    """End the browser of this profile as a phone does that runs out of memory."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if f"--user-data-dir={profile}" in told and "--type=" not in told:
            os.kill(int(process.name), signal.SIGKILL)


def sign_in(page: Page, house: House) -> None:
    """Sign in as the officer, on the page that asks for it."""
    page.fill("input[name=login]", "lao-officer@demo.example")
    page.fill("input[name=password]", house.password)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)


def answer_while_the_line_is_cut_twice(phone: BrowserContext, page: Page) -> None:
    """One answer over a good line, one that waits for it to come back, and one that waits still."""
    assert fits(page)
    expect(choose(page, "A1a", "3")).to_contain_text(SAVED)
    phone.set_offline(True)
    expect(choose(page, "A1b", "1")).to_contain_text(UNSAVED)
    phone.set_offline(False)
    expect(sub(page, "A1b").locator("[data-state]")).to_contain_text(SAVED)
    phone.set_offline(True)
    expect(choose(page, "A1b", "2")).to_contain_text(UNSAVED)
    page.wait_for_timeout(TO_DISK)


def choose_between_two_answers(page: Page, desk: Page, house: House) -> None:
    """The desk answers while the phone shows what was before: the phone sees both, and nothing is overwritten unseen."""
    expect(choose(desk, "A1a", "1")).to_contain_text(SAVED)
    expect(choose(page, "A1a", "2")).to_contain_text(CHANGED)
    assert points(house, OWN, "A1a") == [1]
    assert fits(page)
    sub(page, "A1a").get_by_role("button", name="เก็บของฉัน").click()
    expect(sub(page, "A1a").locator("[data-state]")).to_contain_text(SAVED)
    assert points(house, OWN, "A1a") == [2]


def test_no_answer_is_lost_by_a_cut_line_or_a_killed_browser_and_none_overwritten_by_a_second_device(
    chrome: Browser, house: House, signed_in: Callable[..., Page], tmp_path: Path
) -> None:
    with own_browser(chrome, house, tmp_path) as phone:
        page = phone.new_page()
        page.goto("/account/login/")
        sign_in(page, house)
        sheet_of(page, OWN, "A1")
        answer_while_the_line_is_cut_twice(phone, page)
        kill(tmp_path)
    assert points(house, OWN, "A1b") == [1]

    desk = signed_in("lao_officer")
    sheet_of(desk, OWN, "A1")
    expect(sub(desk, "A1a").locator('input[type=radio][value="3"]')).to_be_checked()
    expect(choose(desk, "A1a", "4")).to_contain_text(SAVED)

    with own_browser(chrome, house, tmp_path) as phone:
        page = phone.new_page()
        page.goto("/kalyanamitr/assess/")
        if "/login/" in page.url:
            sign_in(page, house)
        expect(page.locator("[data-left]")).to_contain_text("บันทึกครบแล้ว")
        assert points(house, OWN, "A1b") == [2]
        sheet_of(page, OWN, "A1")
        expect(sub(page, "A1b").locator('input[type=radio][value="2"]')).to_be_checked()
        choose_between_two_answers(page, desk, house)
        page.get_by_role("link", name="ภาพรวม").click()
        page.get_by_role("button", name="ส่งให้ตรวจสอบ").click()
        expect(page.locator(".assess-head .chip").first).to_contain_text("รอ")


def test_a_researcher_verifies_a_moderator_publishes_and_a_citizen_learns_from_a_friend(
    signed_in: Callable[..., Page], visit: Callable[..., Page], house: House
) -> None:
    page = signed_in("researcher", viewport=PHONE)
    page.goto("/kalyanamitr/assess/?show=verify")
    page.locator(".assess-card").filter(has_text=WAITING).get_by_role("link", name="เปิดดู").click()
    page.wait_for_url(re.compile(r"/assess/\d+/$"))
    whole = page.url
    page.get_by_role("link", name=re.compile("เริ่มที่")).click()
    for indicator in ("A1", "A2", "B1", "B2"):
        page.wait_for_url(re.compile(rf"/{indicator}/$"))
        for small in "ab":
            expect(choose(page, f"{indicator}{small}", "agree")).to_contain_text(SAVED)
        if indicator == "B1":
            expect(choose(page, "B1a", "0")).to_contain_text("กรุณาบอกว่าทำไมจึงต่าง")
            card = sub(page, "B1a")
            card.get_by_text("หมายเหตุ: ทำไมจึงต่าง").click()
            card.locator("textarea[name=sub-B1a-note]").fill("ไม่พบกองทุนในทะเบียน")
            expect(card.locator("[data-state]")).to_contain_text(SAVED)
        page.locator(".assess-ways a").last.click()
    page.goto(whole)
    assert fits(page)
    page.get_by_role("button", name="ส่งต่อเพื่อเผยแพร่").click()
    expect(page.get_by_role("heading", name="ขั้นต่อไป")).to_be_visible()
    assert points(house, WAITING, "B1a", "verified") == [0]

    desk = signed_in("moderator")
    desk.goto(re.sub(r".*/assess/(\d+)/$", r"/admin/assessments/\1/", whole))
    desk.locator("button[name=act][value=publish]").click()
    desk.wait_for_load_state()
    read_by_a_citizen(visit(viewport=PHONE, accept_downloads=True), house)


def read_by_a_citizen(page: Page, house: House) -> None:
    """The result, beside another one, whom to learn from, and the figures to keep."""
    keys = dict(house.rows("SELECT name_th, key FROM places_organisation"))
    one, other = keys[WAITING], keys[GOOD]
    page.goto(f"/kalyanamitr/organisations/{one}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(WAITING)
    expect(page.locator("main")).to_contain_text("ข้อมูลสาธิต")
    assert fits(page)
    page.goto(f"/kalyanamitr/compare/?o={one}&o={other}")
    expect(page.locator(".compare-table")).to_contain_text("B1")
    assert fits(page)
    page.goto(f"/kalyanamitr/organisations/{one}/friends/")
    expect(page.locator("main")).to_contain_text(GOOD)
    expect(page.locator("main")).to_contain_text("ทุกหมู่บ้านมีกองทุนสำรอง")
    assert fits(page)
    page.goto(f"/kalyanamitr/organisations/{one}/")
    with page.expect_download() as kept:
        page.locator(f'a[href*="/organisations/{one}/result.csv"]').first.click()
    assert WAITING in kept.value.path().read_text()
