"""A published page's words are drawn once; a draft, a preview and a restricted page are nobody else's."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from cms.home.models import HomePage
from cms.pages import routing
from cms.pages.pieces import kept_as
from cms.stories.models import StoryPage
from search import memory
from tests.cast import Cast
from tests.lao.reading import words
from tests.pages.press import Press, publish

pytestmark = pytest.mark.usefixtures("remembering")

OLD, NEW = "คำที่เผยแพร่แล้ว", "คำในฉบับร่าง"


def text(words: str) -> list[dict[str, Any]]:
    """A body of one brick."""
    return [{"type": "text", "value": f"<p>{words}</p>"}]


def read(url: str, client: Client | None = None) -> str:
    """What a visitor reads there, made afresh rather than taken from the kept pages."""
    # With a session cookie that names no session, whole pages are not kept.
    client = client or Client(headers={"cookie": "sessionid=none"})
    return client.get(url).content.decode()


def test_what_a_page_says_is_in_memory_after_the_first_visit(press: Press) -> None:
    page = press.story("เรื่อง", body=text(OLD))
    first = read(page.url)
    # Behind the site's back, as nothing of ours writes.
    type(page).objects.filter(pk=page.pk).update(body=text(NEW), after=NEW)
    assert read(page.url) == first
    publish(type(page).objects.get(pk=page.pk))
    assert NEW in read(page.url)
    assert OLD not in read(page.url)


def test_a_page_that_was_read_before_is_each_visitors_own_with_its_bricks(
    press: Press, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = press.story("เรื่อง", body=text(OLD))
    memory._begin()
    root = routing.root_of(RequestFactory().get("/"), "th")
    assert root is not None
    path = f"stories/{page.slug}/"
    first = routing.page_at(root, path)
    with django_assert_num_queries(0):
        second, third = routing.page_at(root, path), routing.page_at(root, path)
    assert isinstance(second, StoryPage)
    assert isinstance(third, StoryPage)
    second.title = NEW
    with django_assert_num_queries(1):
        assert OLD in str(third.body)
    assert (first, third.title) == (third, "เรื่อง")


def test_a_preview_shows_the_draft_and_leaves_the_published_page_as_it_is(press: Press, cast: Cast) -> None:
    page = press.story("เรื่อง", body=text(OLD))
    page.body = text(NEW)
    page.save_revision(user=cast.administrator)
    draft = f"/admin/pages/{page.pk}/view_draft/"
    editor = cast.client("administrator")
    for _time in range(2):
        assert NEW in read(draft, editor)
        assert OLD in read(page.url)
        assert NEW not in read(page.url)


def test_what_a_draft_of_the_home_page_chooses_is_on_no_home_page(press: Press, cast: Cast) -> None:
    chosen, draft = press.story("ที่เลือกไว้", summary=OLD), press.story("ที่ร่างว่าจะเลือก", summary=NEW)
    for number in range(4):
        press.story(f"ใหม่กว่า {number}")
    home = HomePage.objects.get(pk=press.home.pk)
    home.chosen = [{"type": "page", "value": chosen.pk}]
    publish(home)
    home.chosen = [{"type": "page", "value": draft.pk}]
    home.save_revision(user=cast.administrator)
    assert NEW in read(f"/admin/pages/{home.pk}/view_draft/", cast.client("administrator"))
    assert OLD in words(read("/"))
    assert NEW not in words(read("/"))


def test_a_restricted_page_is_drawn_for_those_it_is_for_and_left_to_nobody(press: Press, cast: Cast) -> None:
    page = press.story("เรื่อง", body=text(OLD))
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    memory._begin()
    assert kept_as(type(page).objects.get(pk=page.pk), RequestFactory().get("/")) is None
    assert OLD in read(page.url, cast.client("member"))
    assert OLD not in read(page.url)
    restriction.delete()
    assert OLD in read(page.url)


def test_a_restricted_section_keeps_what_is_below_it_out_of_memory(press: Press) -> None:
    page = press.page("ในหมวด", parent=press.page("หมวด"))
    assert kept_as(page, RequestFactory().get("/")) is not None
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert kept_as(type(page).objects.get(pk=page.pk), RequestFactory().get("/")) is None


def test_a_page_that_is_not_published_is_kept_under_no_name(press: Press) -> None:
    assert kept_as(press.story("ร่าง", live=False), RequestFactory().get("/")) is None


def test_who_signed_in_leaves_nothing_of_theirs_in_memory(press: Press, cast: Cast) -> None:
    page = press.story("เรื่อง", body=text(OLD))
    theirs = read(page.url, cast.client("editor"))
    assert "/account/me/" in theirs
    other = Client().get(page.url).content.decode()
    assert cast.editor.name not in other
    assert "/account/me/" not in other


def test_the_same_page_offered_under_english_keeps_its_frame_apart(press: Press) -> None:
    page = press.story("เรื่อง", body=text(OLD))
    assert 'lang="th"' in read(page.url)
    english = read(f"/en{page.url}")
    assert OLD in english
    assert "Skip to content" in english
    assert "Skip to content" not in read(page.url)
