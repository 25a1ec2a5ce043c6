"""An editor writes, a moderator publishes, everybody finds; then it is withdrawn and nowhere any more."""

import re
from collections.abc import Callable
from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.journeys.house import House

TITLE = "น้ำผึ้งป่าชุมชนบ้านทุ่งทดลอง"
SLUG = "น้ำผึ้งป่าชุมชนบ้านทุ่งทดลอง"
WORD = "ทุ่งทดลอง"
ADDRESS = f"/stories/{quote(SLUG)}/"
# Where a visitor meets a story, and by what.
EVERYWHERE = {
    "/": TITLE,
    "/stories/": TITLE,
    "/feeds/stories/": TITLE,
    "/sitemap-pages.xml": ADDRESS,
    f"/search/?q={WORD}": TITLE,
}


def stories(house: House) -> int:
    """The primary key of the Thai stories section."""
    query = """
        SELECT page_ptr_id FROM stories_storyindexpage JOIN wagtailcore_page ON id = page_ptr_id
        WHERE url_path LIKE '/home/%'"""
    return int(house.rows(query)[0][0])


def places(page: Page) -> list[str]:
    """Where a visitor meets the story; marks of the search are looked through."""
    answers = {path: re.sub(r"</?mark[^>]*>", "", page.request.get(path).text()) for path in EVERYWHERE}
    return [path for path, sign in EVERYWHERE.items() if sign in answers[path]]


def choose_cover(page: Page) -> None:
    """Choose the first picture there is as the cover."""
    page.locator("#id_cover-chooser .chooser__choose-button").click()
    page.locator(".modal [data-chooser-modal-choice]").first.click()
    page.locator(".modal").wait_for(state="detached")


def write(page: Page, house: House) -> str:
    """Write a story and hand it to moderation; returns the address of its editor."""
    page.goto(f"/admin/pages/add/stories/storypage/{stories(house)}/")
    page.locator("#id_title").press_sequentially(TITLE)
    page.keyboard.press("Tab")
    expect(page.locator("#id_slug")).to_have_value(SLUG)
    page.locator("#id_summary").fill("เล่าโดยการทดสอบ")
    choose_cover(page)
    page.get_by_role("button", name="บันทึกฉบับร่าง").first.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    return page.url


def hand_in(editor: Page) -> None:
    """Give the page to moderation; there is no button to publish it."""
    expect(editor.get_by_role("button", name=re.compile("^เผยแพร่"))).to_have_count(0)
    editor.get_by_role("button", name="More actions").first.click()
    editor.locator("button[name=action-submit]").first.click()
    editor.wait_for_load_state("networkidle")


def approve(moderator: Page, edit_url: str) -> None:
    """Find the page among what waits, and approve it."""
    moderator.goto("/admin/")
    expect(moderator.get_by_role("link", name=TITLE).first).to_be_visible()
    moderator.goto(edit_url)
    moderator.get_by_role("button", name="More actions").first.click()
    moderator.locator("button[data-workflow-action-name=approve]").first.click()
    moderator.wait_for_url(re.compile(r"/admin/pages/(?!\d+/edit)"))


def withdraw(moderator: Page, number: str) -> None:
    """Take the page off the site."""
    moderator.goto(f"/admin/pages/{number}/unpublish/")
    moderator.locator("main form button[type=submit], main form input[type=submit]").first.click()
    moderator.wait_for_load_state()


def test_a_story_goes_from_an_editor_over_a_moderator_to_everybody_and_away_again(
    signed_in: Callable[[str], Page], visit: Callable[..., Page], house: House
) -> None:
    visitor, editor = visit(), signed_in("editor")
    edit_url = write(editor, house)
    expect(editor.locator("#id_slug")).to_have_value(SLUG)
    number = re.findall(r"/(\d+)/edit/", edit_url)[0]
    assert TITLE in editor.request.get(f"/admin/pages/{number}/view_draft/").text()
    assert places(visitor) == []
    assert visitor.request.get(ADDRESS).status == 404

    hand_in(editor)
    assert places(visitor) == []

    moderator = signed_in("moderator")
    approve(moderator, edit_url)
    assert places(visitor) == list(EVERYWHERE)
    visitor.goto(f"/search/?q={WORD}")
    visitor.get_by_role("link", name=TITLE).first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)

    withdraw(moderator, number)
    assert places(visitor) == []
    answer = visitor.goto(ADDRESS)
    assert answer is not None
    assert answer.status == 404
