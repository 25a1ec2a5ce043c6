"""Thai first, English beside it; facts live once, and a page without translation is offered in Thai."""

import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.places.models import Province
from cms.stories.models import StoryPage
from search.models import Entry
from tests.lao.reading import words
from tests.pages.press import Press, found, index_is_true, places_with, publish
from tests.pages.ways import IndexIsBrokenError, broken_index
from tests.pages_made import provinces

TITLE = "ผึ้งชันโรงบ้านปลายนา"


def facets(page: StoryPage) -> dict[str, list[str]]:
    """What search filters this page by."""
    found: dict[str, list[str]] = Entry.objects.get(kind="story", key=str(page.pk)).facets
    return found


@pytest.fixture
def pair(press: Press) -> tuple[StoryPage, StoryPage]:
    """A Thai story of Khon Kaen and its translation, which has no facts of its own."""
    provinces()
    thai = press.story(TITLE, province=Province.objects.get(code="40"), shows_moderation=True)
    return thai, press.story("Stingless bees", of=thai)


def test_a_translation_is_found_by_the_facts_of_the_thai_page(pair: tuple[StoryPage, StoryPage]) -> None:
    thai, english = pair
    assert facets(english) == facets(thai)
    assert facets(english)["province"] == ["40"]
    assert found("Khon Kaen", locale="en") == ["Stingless bees"]


@pytest.mark.every_database
def test_new_facts_of_the_thai_page_are_found_on_the_translation_at_once(pair: tuple[StoryPage, StoryPage]) -> None:
    thai, english = pair
    assert "Khon Kaen" in Client().get(english.url).content.decode()
    thai.province, thai.shows_virtue = Province.objects.get(code="50"), True
    publish(thai)
    assert facets(english)["province"] == ["50"]
    assert facets(english)["condition"] == ["virtue"]
    assert found("Khon Kaen", locale="en") == []
    assert "Chiang Mai" in Client().get(english.url).content.decode()
    index_is_true()


def test_facts_that_cannot_be_indexed_on_the_translation_are_not_published(pair: tuple[StoryPage, StoryPage]) -> None:
    thai, english = pair
    thai.province = Province.objects.get(code="50")
    with broken_index("story"), pytest.raises(IndexIsBrokenError):
        publish(thai)
    assert StoryPage.objects.get(pk=thai.pk).province_id == "40"
    assert facets(english)["province"] == ["40"]


def test_the_draft_of_a_thai_page_lends_nobody_its_facts(press: Press) -> None:
    provinces()
    thai = press.story(TITLE, live=False, province=Province.objects.get(code="40"))
    english = press.story("Stingless bees", of=thai)
    assert "province" not in facets(english)
    assert "Khon Kaen" not in Client().get(english.url).content.decode()
    publish(thai)
    assert facets(english)["province"] == ["40"]
    thai.unpublish()
    assert "province" not in facets(english)
    index_is_true()


def test_a_restricted_thai_page_lends_nobody_its_facts(pair: tuple[StoryPage, StoryPage]) -> None:
    thai, english = pair
    PageViewRestriction.objects.create(page=thai, restriction_type=PageViewRestriction.LOGIN)
    assert "province" not in facets(english)
    assert "Khon Kaen" not in Client().get(english.url).content.decode()
    index_is_true()


@pytest.mark.every_database
def test_a_translation_outlives_its_thai_page(pair: tuple[StoryPage, StoryPage]) -> None:
    thai, english = pair
    address = thai.url
    thai.delete()
    answer = Client().get(english.url)
    assert answer.status_code == 200
    assert 'rel="alternate"' not in answer.content.decode()
    assert Client().get(address).status_code == 404
    assert found("Stingless", locale="en") == ["Stingless bees"]
    assert "province" not in facets(english)
    index_is_true()


def test_a_page_without_translation_is_offered_in_thai_below_the_english_prefix(press: Press) -> None:
    page = press.story(TITLE)
    answer = Client().get("/en" + page.url)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="en"' in html
    assert '<div lang="th">' in html
    assert "This page has not been translated yet" in html
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{page.url}">' in html
    assert "hreflang" not in html.split("</head>")[0]
    assert "This page has not been translated yet" not in Client().get(page.url).content.decode()


def test_the_labels_of_an_untranslated_page_are_in_the_language_that_it_says(press: Press) -> None:
    provinces()
    khon_kaen = Province.objects.get(code="40")
    page = press.story(
        TITLE,
        before="ก่อน",
        after="หลัง",
        shows_moderation=True,
        province=khon_kaen,
        practice="business",
        fiscal_year=2024,
    )
    html = Client().get("/en" + page.url).content.decode()
    told, offered = html[html.index("<main") : html.index("</main>")].split('<div lang="th">')
    assert "This page has not been translated yet" in told
    assert "จังหวัดขอนแก่น" in offered
    assert re.findall(r"[A-Za-z]{2,}", words(offered)) == []
    [crumbs] = re.findall(r'<nav class="breadcrumbs wrap" lang="th".*?</nav>', html, re.DOTALL)
    assert re.findall(r"[A-Za-z]{2,}", words(crumbs)) == []
    assert "หน้าแรก" in crumbs
    assert "Skip to content" in html


def test_an_untranslated_page_of_words_is_offered_too(press: Press) -> None:
    page = press.page("บัญชีครัวเรือน", parent=press.page("คู่มือ"))
    assert Client().get("/en" + page.url).status_code == 200


def test_a_thai_address_below_the_english_prefix_leads_to_the_translation(press: Press) -> None:
    thai = press.story(TITLE)
    english = press.story("Stingless bees", of=thai)
    answer = Client().get("/en" + thai.url)
    assert answer.status_code == 301
    assert answer["Location"] == english.url


def test_an_unknown_address_is_not_found_in_either_language(press: Press) -> None:
    for path in ("/ไม่มี/", "/en/ไม่มี/", "/stories/none/", "/en/stories/none/"):
        assert Client().get(path).status_code == 404


def test_a_draft_is_not_offered_below_the_english_prefix(press: Press) -> None:
    page = press.story(TITLE, live=False)
    assert Client().get(f"/en/stories/{page.slug}/").status_code == 404


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_a_restricted_page_is_not_shown_below_the_english_prefix(press: Press, kind: str) -> None:
    page = press.story(TITLE, before="คำที่ไม่ให้ใครเห็น")
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    answer = Client().get("/en" + page.url, follow=True).content.decode()
    assert "คำที่ไม่ให้ใครเห็น" not in answer
    assert places_with("คำที่ไม่ให้ใครเห็น", words="zzz") == []


def test_a_restricted_translation_is_not_told_of(press: Press) -> None:
    thai = press.story(TITLE)
    english = press.story("Stingless bees", of=thai)
    PageViewRestriction.objects.create(page=english, restriction_type=PageViewRestriction.LOGIN)
    assert "hreflang" not in Client().get(thai.url).content.decode().split("</head>")[0]
    answer = Client().get("/en" + thai.url)
    assert answer.status_code == 200
    assert english.slug not in answer.content.decode()


def test_an_alias_in_another_language_says_that_it_is_not_translated(press: Press) -> None:
    page = press.page("คู่มือบัญชี")
    alias = page.copy_for_translation(press.english, alias=True)
    html = Client().get(alias.url).content.decode()
    assert "This page has not been translated yet" in html
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{page.url}">' in html
    assert Entry.objects.filter(kind="page", key=str(alias.pk)).count() == 0
    index_is_true()
