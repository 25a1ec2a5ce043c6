"""What is published is found, what is withdrawn is nowhere, whichever way it went; or nothing changed at all."""

import pytest
from django.test import Client
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from cms.operations.scheduling import SchedulingError
from cms.pages.seo import absolute
from cms.stories.models import StoryPage
from search.models import Entry
from tests.cast import Cast
from tests.pages.press import Press, found, index_is_true, is_public, places_with
from tests.pages.ways import PUBLISH, WITHDRAW, IndexIsBrokenError, Way, broken_index, schedule

TITLE = "ผึ้งชันโรงบ้านปลายนา"
WORD = "ชันโรง"

pytestmark = pytest.mark.every_database


@pytest.mark.parametrize("way", PUBLISH.values(), ids=PUBLISH)
def test_a_published_page_is_found_and_listed_at_once(press: Press, cast: Cast, way: Way) -> None:
    photo = press.photo()
    page = press.story(TITLE, live=False, cover=photo)
    assert places_with(TITLE, words=WORD) == []
    way(page, cast)
    page.refresh_from_db()
    assert page.live
    assert Client().get(page.url).status_code == 200
    assert {"/", "/stories/", "/feeds/stories/", f"/search/?q={WORD}"} <= set(places_with(TITLE, words=WORD))
    assert found(WORD) == [TITLE]
    assert is_public(photo)
    index_is_true()


@pytest.mark.parametrize("way", WITHDRAW.values(), ids=WITHDRAW)
def test_a_withdrawn_page_is_nowhere(press: Press, cast: Cast, way: Way) -> None:
    photo = press.photo()
    page = press.story(TITLE, cover=photo)
    address = page.url
    assert places_with(TITLE, words=WORD)
    way(page, cast)
    assert Client().get(address).status_code == 404
    assert places_with(TITLE, words=WORD) == []
    assert found(WORD) == []
    assert not is_public(photo)
    index_is_true()


@pytest.mark.parametrize("way", PUBLISH.values(), ids=PUBLISH)
def test_a_page_that_cannot_be_indexed_stays_a_draft(press: Press, cast: Cast, way: Way) -> None:
    photo = press.photo()
    page = press.story(TITLE, live=False, cover=photo)
    with broken_index("story"), pytest.raises((IndexIsBrokenError, SchedulingError)):
        way(page, cast)
    kept = StoryPage.objects.get(pk=page.pk)
    assert not kept.live
    assert kept.first_published_at is None
    assert kept.live_revision is None
    assert not PageLogEntry.objects.filter(page=page.pk, action__startswith="wagtail.publish").exclude(
        action="wagtail.publish.schedule"
    )
    assert not is_public(photo)
    assert places_with(TITLE, words=WORD) == []
    index_is_true()


@pytest.mark.parametrize("way", WITHDRAW.values(), ids=WITHDRAW)
def test_a_page_that_cannot_be_taken_from_the_index_stays_as_it_was(press: Press, cast: Cast, way: Way) -> None:
    photo = press.photo()
    page = press.story(TITLE, cover=photo)
    with broken_index("story"), pytest.raises((IndexIsBrokenError, SchedulingError)):
        way(page, cast)
    kept = StoryPage.objects.get(pk=page.pk)
    assert kept.live
    assert not kept.expired
    assert not PageLogEntry.objects.filter(page=page.pk, action__startswith="wagtail.unpublish")
    assert is_public(photo)
    assert found(WORD) == [TITLE]
    index_is_true()


def test_a_scheduled_page_that_could_not_be_published_keeps_its_time(press: Press, cast: Cast) -> None:
    revision = schedule(press.story(TITLE, live=False))
    planned = revision.approved_go_live_at
    assert planned is not None
    with broken_index("story"), pytest.raises(IndexIsBrokenError):
        revision.publish()
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at == planned


def test_a_handler_that_fails_after_publishing_leaves_a_draft(press: Press) -> None:
    def fail(**kwargs: object) -> None:
        raise IndexIsBrokenError

    page = press.story(TITLE, live=False)
    page_published.connect(fail, sender=StoryPage)
    try:
        with pytest.raises(IndexIsBrokenError):
            page.save_revision().publish()
    finally:
        page_published.disconnect(fail, sender=StoryPage)
    assert not Page.objects.get(pk=page.pk).live
    assert found(WORD) == []
    assert not Entry.objects.filter(kind="story", key=str(page.pk)).exists()


def test_a_draft_of_a_live_page_leaks_nowhere(press: Press, cast: Cast) -> None:
    page = press.story(TITLE, summary="สรุปเดิม", before="คำเดิม")
    secret = StoryPage.objects.get(pk=page.pk)
    secret.title, secret.summary, secret.before = "ความลับบนหัวเรื่อง", "ความลับในสรุป", "ความลับในเนื้อหา"
    secret.save_revision()
    for text in ("ความลับบนหัวเรื่อง", "ความลับในสรุป", "ความลับในเนื้อหา"):
        assert places_with(text, words="zzz") == []
        assert text not in Client().get(page.url).content.decode()
    assert found("ความลับ") == []
    assert found(WORD) == [TITLE]
    index_is_true()


def test_reverting_shows_and_finds_the_older_words(press: Press, cast: Cast) -> None:
    page = press.story(TITLE)
    first = page.latest_revision
    page.title = "ชื่อที่สอง"
    page.save_revision().publish()
    assert found("ชื่อที่สอง") == ["ชื่อที่สอง"]
    older = first.as_object()
    older.save_revision(previous_revision=first).publish(previous_revision=first)
    assert found("ชื่อที่สอง") == []
    assert found(WORD) == [TITLE]
    index_is_true()


def test_an_alias_is_shown_but_found_only_once(press: Press) -> None:
    page = press.page(TITLE)
    shelf = press.page("คู่มือ")
    alias = page.create_alias(parent=shelf)
    answer = Client().get(alias.url).content.decode()
    assert TITLE in answer
    assert f'<link rel="canonical" href="{absolute(page.url)}">' in answer
    assert found(WORD) == [TITLE]
    assert Client().get("/sitemap-pages.xml").content.decode().count(page.slug) <= 1
    page.title = f"{TITLE} ปีที่สอง"
    page.save_revision().publish()
    assert "ปีที่สอง" in Client().get(alias.url).content.decode()
    page.unpublish()
    assert Client().get(alias.url).status_code == 404
    index_is_true()
