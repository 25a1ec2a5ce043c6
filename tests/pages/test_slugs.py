"""Slugs keep Thai whole, and what is saved can be served."""

import re
import unicodedata
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from cms.home.models import HomePage, StandardPage
from cms.pages.slugs import MAX_LENGTH, RESERVED, SERVE_PATTERN, slugify, validate_slug
from tests.cast import Cast
from tests.pages.press import Press

THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from(" -\u200b"), max_size=200)
ANYTHING = st.text(max_size=200)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("น้ำใจเพื่อนบ้าน", "น้ำใจเพื่อนบ้าน"),
        ("กำไร ๒,๕๐๐ บาท!", "กำไร-๒-๕๐๐-บาท"),
        ("เศรษฐกิจ\u200bพอเพียง", "เศรษฐกิจพอเพียง"),
        ("\ufeffปุ๋ย\u2060หมัก", "ปุ๋ยหมัก"),
        ("Cafe\u0301 Straße", "café-strasse"),
        ("  --ข้าว -- ปลา--  ", "ข้าว-ปลา"),
        ("!?…", ""),
        ("่ไม่มีตัวอักษร", "ไม่มีตัวอักษร"),
    ],
)
def test_a_title_becomes_this_slug(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_sara_am_stays_one_character() -> None:
    assert "\u0e33" in slugify("น้ำ")
    assert "\u0e4d" not in slugify("น้ำ")


def test_a_long_title_is_not_cut_between_a_letter_and_its_marks() -> None:
    title = "ก" * (MAX_LENGTH - 2) + "ก้าน"
    assert slugify(title) == "ก" * (MAX_LENGTH - 2) + "ก้"
    assert slugify("ก" + title) == "ก" * (MAX_LENGTH - 1)


@given(THAI | ANYTHING)
@settings(deadline=None)
def test_every_slug_can_be_kept_and_served(text: str) -> None:
    slug = slugify(text)
    assert len(slug) <= MAX_LENGTH + 1
    assert slug == unicodedata.normalize("NFC", slug)
    if slug:
        validate_slug(slug)
        assert re.match(SERVE_PATTERN, f"เรื่อง/{slug}/")
        assert slugify(slug) == slug
        assert unicodedata.category(slug[0])[0] != "M"


@pytest.mark.parametrize("slug", ["", "a b", "a/b", "a.b", "a?b", "น\u0e4d\u0e32%", "cafe\u0301"])
def test_what_could_not_be_served_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_slug(slug)
    assert refused.value.code == "unservable_slug"


@pytest.mark.parametrize("title", ["น้ำใจเพื่อนบ้าน", "ปุ๋ยหมัก ๓ สูตร", "ผู้ใหญ่กุ้ง", "Café & friends", "!!!"])
def test_a_page_with_this_title_is_served_at_its_address(press: Press, title: str) -> None:
    page = press.page(title)
    assert page.url is not None
    assert Client().get(page.url).status_code == 200


def test_a_title_that_is_taken_gets_a_number(press: Press) -> None:
    slugs = [press.page("ป่าชุมชน").slug for _ in range(3)]
    assert slugs == ["ป่าชุมชน", "ป่าชุมชน-2", "ป่าชุมชน-3"]


def test_a_title_that_belongs_to_the_software_gets_more_words(press: Press) -> None:
    page = press.page("Search")
    assert page.slug.startswith("search-")
    assert Client().get(page.url).status_code == 200


def test_reserved_slugs_are_refused_below_both_homes_and_nothing_is_kept(press: Press) -> None:
    for home in (press.home, press.home_en):
        for slug in ("search", "shop", "admin", "en"):
            before = Page.objects.count()
            with pytest.raises(ValidationError) as refused:
                press.page("หน้า", parent=home, slug=slug)
            assert list(refused.value.message_dict) == ["slug"]
            assert Page.objects.count() == before


def test_a_reserved_slug_is_free_further_down(press: Press) -> None:
    page = press.page("ค้นหา", parent=press.page("คู่มือ"), slug="search")
    assert Client().get(page.url).status_code == 200


def test_every_first_segment_of_the_software_is_reserved() -> None:
    def first_segments(patterns: list[Any]) -> set[str]:
        found: set[str] = set()
        for entry in patterns:
            route = str(entry.pattern)
            if isinstance(entry, URLResolver) and route in {"", "en/"}:
                found |= first_segments(entry.url_patterns)
            elif isinstance(entry, (URLPattern, URLResolver)) and (word := re.match(r"\^?([\w-]+)", route)):
                found.add(word[1])
        return found

    assert first_segments(get_resolver().url_patterns) - {"sitemap-"} <= RESERVED


def _posted(page: Page, **changes: str) -> dict[str, str]:
    streams = {f"body-{name}": "0" for name in ("count",)}
    return {"title": page.title, "slug": page.slug, "summary": "", "cover": "", **streams, **changes}


@pytest.mark.parametrize("home", ["home", "home_en"])
def test_the_editor_is_told_beside_the_slug_and_keeps_what_was_typed(cast: Cast, press: Press, home: str) -> None:
    parent: HomePage = getattr(press, home)
    before = Page.objects.count()
    answer = cast.client("moderator").post(
        f"/admin/pages/add/home/standardpage/{parent.pk}/",
        {**_posted(StandardPage(title="ค้นดู", slug="")), "slug": "search", "comments-TOTAL_FORMS": "0"}
        | {"comments-INITIAL_FORMS": "0", "action-publish": "1"},
    )
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["slug"]
    assert 'value="search"' in answer.content.decode()
    assert Page.objects.count() == before


def test_a_copy_keeps_its_thai_slug_and_may_not_take_a_reserved_one(cast: Cast, press: Press) -> None:
    page = press.page("ป่าชุมชน")
    client = cast.client("moderator")
    asked = f"/admin/pages/{page.pk}/copy/"
    fields = {"new_title": "ป่าชุมชน", "new_parent_page": str(press.home.pk), "publish_copies": "on"}
    form = client.get(asked).context["form"]
    assert form["new_slug"].value() == "ป่าชุมชน"
    refused = client.post(asked, {**fields, "new_slug": "search"})
    assert list(refused.context["form"].errors) == ["new_slug"]
    assert client.post(asked, {**fields, "new_slug": "ป่าชุมชน-บ้านใต้"}).status_code == 302
    assert Client().get(StandardPage.objects.get(slug="ป่าชุมชน-บ้านใต้").url).status_code == 200


def test_a_page_is_not_moved_to_an_address_of_the_software(press: Press, cast: Cast) -> None:
    page = press.page("ค้นหา", parent=press.page("คู่มือ"), slug="search")
    assert not page.permissions_for_user(cast.administrator).can_move_to(press.home)
    assert page.permissions_for_user(cast.administrator).can_move_to(press.page("อื่น ๆ"))


def test_an_alias_keeps_the_thai_slug(press: Press) -> None:
    page = press.page("ป่าชุมชน")
    alias = page.create_alias(parent=press.page("คู่มือ"))
    assert alias.slug == "ป่าชุมชน"
    assert Client().get(alias.url).status_code == 200


def test_a_translation_keeps_its_thai_slug_below_the_other_prefix(press: Press) -> None:
    page = press.page("ป่าชุมชน")
    twin = page.copy_for_translation(press.english)
    twin.save_revision().publish()
    assert twin.url.startswith("/en/%E0%B8%9B")
    assert Client().get(twin.url).status_code == 200
