"""Editors choose a thing of another area by searching for it, among what visitors may find."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site
from wagtail.users.models import UserProfile

from search.services import hide
from tests.cast import Cast
from tests.search.shelf import Shelf

CHOOSE, RESULTS, CHOSEN = "/admin/things/choose/", "/admin/things/results/", "/admin/things/chosen/"


@pytest.fixture
def editor(site: Site, cast: Cast) -> Client:
    """Somebody who may enter the admin."""
    return cast.client("editor")


def titles(editor: Client, **asked: Any) -> list[str]:
    """What the listing shows, in its order."""
    answer = editor.get(RESULTS, asked)
    assert answer.status_code == 200
    return [hit.title for hit in answer.context["results"]]


def test_the_search_opens_with_the_newest_of_the_kinds_asked_for(editor: Client, stories: Shelf, goods: Shelf) -> None:
    stories.put("1", "ป้าทองใบ", summary="ปลูกผัก")
    goods.put("1", "ข้าวหอม")
    answer = editor.get(CHOOSE, {"kind": "story"})
    opened = answer.json()
    assert opened["step"] == "choose"
    assert "ป้าทองใบ" in opened["html"]
    assert "ปลูกผัก" in opened["html"]
    assert "Stories" in opened["html"]
    assert "ข้าวหอม" not in opened["html"]
    assert f"{CHOSEN}story_3A1/" in opened["html"]


def test_every_kind_is_offered_where_none_is_asked_for(editor: Client, stories: Shelf, goods: Shelf) -> None:
    stories.put("1", "ป้าทองใบ")
    goods.put("1", "ข้าวหอม")
    assert set(titles(editor)) == {"ป้าทองใบ", "ข้าวหอม"}


@pytest.mark.parametrize("typed", ["ข้าว", "หอม", "ข้าวหอมมะ", "เเสงอรุณ ข้าว"])
def test_typed_thai_finds_also_inside_words_and_before_a_word_is_whole(
    editor: Client, stories: Shelf, typed: str
) -> None:
    stories.put("1", "ข้าวหอมมะลิของบ้านเรา")
    stories.put("2", "เลี้ยงปลาดุก")
    assert titles(editor, kind="story", q=typed) == ["ข้าวหอมมะลิของบ้านเรา"]


def test_the_listing_has_pages(editor: Client, stories: Shelf) -> None:
    for number in range(12):
        stories.put(str(number), f"เรื่อง {number:02}")
    first, second = titles(editor, kind="story"), titles(editor, kind="story", p="2")
    assert (len(first), len(second)) == (10, 2)
    assert not set(first) & set(second)
    html = editor.get(RESULTS, {"kind": "story"}).content.decode()
    assert "kind=story" in html
    assert "p=2" in html


@pytest.mark.parametrize("asked", [{"p": "9"}, {"p": "0"}, {"p": "x"}, {"p": "๒"}, {"kind": "secrets"}])
def test_what_is_not_there_is_not_found(editor: Client, stories: Shelf, asked: dict[str, str]) -> None:
    assert editor.get(RESULTS, asked).status_code == 404


@pytest.mark.parametrize("words", ["", "\0", "'; --", "ก" * 500], ids=["blank", "nul", "sql", "long"])
def test_any_text_is_accepted(editor: Client, stories: Shelf, words: str) -> None:
    assert editor.get(RESULTS, {"kind": "story", "q": words}).status_code == 200


def test_what_was_chosen_is_named_by_the_first_language_and_shown_in_the_editors(
    editor: Client, cast: Cast, stories: Shelf
) -> None:
    stories.put("7", "ป้าทองใบ", translation_key="t")
    stories.put("8", "Aunt Thongbai", locale="en", translation_key="t")
    UserProfile.objects.create(user=cast.editor, preferred_language="en")
    assert titles(editor, kind="story") == ["Aunt Thongbai"]
    answer = editor.get(f"{CHOSEN}story_3A8/").json()
    assert answer["step"] == "chosen"
    assert answer["result"]["id"] == "story:7"
    assert answer["result"]["title"].startswith("Aunt Thongbai")


@pytest.mark.parametrize("reference", ["story:2", "story:9", "secrets:1", "nonsense", "story:a\0b"])
def test_what_visitors_may_not_find_cannot_be_chosen(editor: Client, stories: Shelf, reference: str) -> None:
    stories.put("2", "เรื่องที่ถูกซ่อน")
    hide("story", ["2"])
    assert titles(editor, kind="story") == []
    assert editor.get(f"{CHOSEN}{reference}/").status_code == 404


@pytest.mark.parametrize("address", [CHOOSE, RESULTS, f"{CHOSEN}story_3A1/"])
def test_only_those_who_may_enter_the_admin_may_search_here(
    site: Site, cast: Cast, stories: Shelf, address: str
) -> None:
    stories.put("1", "ป้าทองใบ")
    assert cast.client("visitor").get(address).status_code == 302
    assert cast.client("owner").get(address).status_code in {302, 403}


def test_a_listing_asks_the_database_a_few_times_however_much_there_is(
    editor: Client, stories: Shelf, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        stories.put(str(number), f"เรื่อง {number}", photo_id=number + 1)
    titles(editor, kind="story")
    with django_assert_max_num_queries(10):
        titles(editor, kind="story")
