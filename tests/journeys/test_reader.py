"""A reader finds a story by a word inside a compound and reads it in both languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import House

# Part of ท่องเที่ยว, which a dictionary takes for one word.
INSIDE = "เที่ยว"


def a_story(house: House) -> tuple[str, str]:
    """Titles of a story that is told in both languages."""
    query = """
        SELECT th.title, en.title FROM wagtailcore_page th
        JOIN wagtailcore_page en ON en.translation_key = th.translation_key AND en.id != th.id
        JOIN stories_storypage story ON story.page_ptr_id = th.id
        JOIN wagtailcore_locale tongue ON tongue.id = th.locale_id
        WHERE tongue.language_code = 'th' AND th.slug LIKE '%เชียงดาว%'"""
    rows = house.rows(query)
    assert rows, "the demo has no story of Chiang Dao in both languages"
    return rows[0]


@pytest.mark.parametrize("with_javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_reader_finds_a_story_by_part_of_a_compound_and_reads_it_in_both_languages(
    visit: Callable[..., Page], house: House, with_javascript: bool
) -> None:
    thai, english = a_story(house)
    page = visit(java_script_enabled=with_javascript)
    page.goto("/")
    page.get_by_role("searchbox").first.fill(INSIDE)
    page.get_by_role("searchbox").first.press("Enter")
    page.get_by_role("link", name=thai).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(thai)
    expect(page.locator("html")).to_have_attribute("lang", "th")
    page.get_by_role("group", name="ภาษา").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(english)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("group", name="Language").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(thai)


def test_a_story_without_translation_is_offered_in_thai_and_says_so(visit: Callable[..., Page], house: House) -> None:
    query = """
        SELECT page.url_path FROM wagtailcore_page page JOIN stories_storypage story ON story.page_ptr_id = page.id
        WHERE (SELECT count(*) FROM wagtailcore_page twin WHERE twin.translation_key = page.translation_key) = 1"""
    path = house.rows(query)[0][0].removeprefix("/home/")
    page = visit()
    answer = page.goto(f"/en/{path}")
    assert answer is not None
    assert answer.status == 200
    expect(page.get_by_role("note")).to_contain_text("not been translated")
    expect(page.locator("main [lang=th]").first).to_be_visible()


def test_nobody_is_sent_out_into_the_world(visit: Callable[..., Page], house: House) -> None:
    asked: list[str] = []
    page = visit()
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/stories/", "/lao/", "/search/?q=ชุมชน"):
        page.goto(path)
    assert [url for url in asked if not url.startswith((house.url, "data:"))] == []
