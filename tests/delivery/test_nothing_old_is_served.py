"""After any change that a visitor could see, no process serves what was before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from pytest_django import Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from cms.blocks.models import Source
from cms.home.models import SiteSettings
from cms.lao.models import LaoIndexPage
from cms.pages.models import SepPage
from cms.places.models import Lao
from cms.stories.models import StorySource
from media.models import Photo
from media.rendering import render
from search.services import generation
from tests.cast import Cast
from tests.pages.press import Press, publish
from tests.pages_made import make_lao, provinces

pytestmark = pytest.mark.usefixtures("remembering")

OLD, NEW = "ก่อนเปลี่ยน", "หลังเปลี่ยน"


@dataclass
class Processes:
    """Two web processes, each with kept pages of its own."""

    settings: Settings
    # Names that no test before had: generations begin anew with every test.
    names: tuple[str, str] = field(default_factory=lambda: (uuid4().hex, uuid4().hex))
    client: Client = field(default_factory=Client)

    def answers(self, path: str) -> list[str]:
        """What each answers to a visitor."""
        found = []
        for name in self.names:
            kept = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
            self.settings.CACHES = {**django_settings.CACHES, "pages": kept}
            found.append(self.client.get(path, follow=True).content.decode())
        return found


@pytest.fixture
def processes(settings: Settings) -> Processes:
    """Both have kept nothing yet."""
    return Processes(settings)


def changed(processes: Processes, path: str, change: Callable[[], object]) -> None:
    """Let both processes keep the page, change something, and see that neither shows what was."""
    for _visitor in range(2):
        assert all(OLD in answer for answer in processes.answers(path))
    change()
    for answer in processes.answers(path):
        assert OLD not in answer
        assert NEW in answer


def saved(thing: Any, **fields: Any) -> None:
    """Change these fields of a row."""
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def titled(page: SepPage, title: str) -> None:
    """Publish the page under this title."""
    page.title = title
    publish(page)


def test_a_new_title_is_seen_on_the_page_and_in_the_list(press: Press, processes: Processes) -> None:
    page = press.story(OLD, slug="story")
    for path in (page.url, "/stories/", "/", "/feeds/stories/"):
        changed(processes, path, lambda: titled(page, NEW))
        titled(page, OLD)


def test_a_withdrawn_page_is_served_by_nobody(press: Press, processes: Processes) -> None:
    page = press.story(OLD, slug="story")
    assert all(OLD in answer for answer in processes.answers(page.url))
    page.unpublish()
    assert not any(OLD in answer for answer in processes.answers(page.url))


def test_a_restricted_page_is_served_by_nobody(press: Press, processes: Processes) -> None:
    page = press.story(OLD)
    assert all(OLD in answer for answer in processes.answers(page.url))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert not any(OLD in answer for answer in processes.answers(page.url))


def test_a_new_alternative_text_is_seen(press: Press, processes: Processes) -> None:
    photo = press.photo()
    Photo.objects.filter(pk=photo.pk).update(description=OLD)
    brick = {"type": "picture", "value": {"photo": photo.pk, "caption": ""}}
    page = press.story("เรื่อง", body=[brick])
    render(photo.pk)
    changed(processes, page.url, lambda: saved(Photo.objects.get(pk=photo.pk), description=NEW))


def test_a_picture_is_seen_as_soon_as_it_is_drawn(press: Press, processes: Processes) -> None:
    photo = press.photo()
    page = press.story("เรื่อง", cover=photo)
    assert not any("<picture" in answer for answer in processes.answers(page.url))
    render(photo.pk)
    assert all("<picture" in answer for answer in processes.answers(page.url))


def test_a_new_title_of_a_source_is_seen(press: Press, processes: Processes) -> None:
    source = Source.objects.create(key="s", title_th=OLD, title_en="Source")
    page = press.story("เรื่อง", story_sources=[StorySource(source=source)])
    changed(processes, page.url, lambda: saved(source, title_th=NEW))


def test_a_new_notice_for_the_whole_site_is_seen(press: Press, processes: Processes) -> None:
    settings = SiteSettings.load()
    saved(settings, footer_th=OLD, notice_th=OLD)
    changed(processes, "/", lambda: saved(settings, footer_th=NEW, notice_th=NEW))


def test_a_new_name_in_the_registry_is_seen(press: Press, processes: Processes) -> None:
    provinces("40")
    press.put(press.home, LaoIndexPage(title="ทำเนียบ", slug="lao"))
    lao = make_lao(OLD)
    changed(processes, "/lao/", lambda: saved(Lao.objects.get(pk=lao.pk), name_th=NEW))


def test_a_page_that_leaves_the_menu_is_in_no_menu(press: Press, processes: Processes) -> None:
    page = press.page(OLD, show_in_menus=True)
    assert all(OLD in answer for answer in processes.answers("/stories/"))
    page.show_in_menus = False
    publish(page)
    assert not any(OLD in answer for answer in processes.answers("/stories/"))


def test_a_moved_page_is_served_at_its_new_address_only(press: Press, processes: Processes) -> None:
    page = press.page(OLD, parent=press.page("ที่เดิม"))
    gone = page.url
    processes.answers(gone)
    page.move(press.page("ที่ใหม่"), pos="last-child")
    answer = Client().get(gone)
    assert answer.status_code == 301
    assert all(OLD in answer for answer in processes.answers(Page.objects.get(pk=page.pk).url))


@pytest.mark.parametrize("model", [Redirect, Photo])
def test_what_visitors_do_not_see_of_a_picture_raises_nothing(press: Press, model: type) -> None:
    if model is Photo:
        photo = press.photo()
        before = generation()
        saved(photo, description="ภาพส่วนตัว")
        assert generation() == before
    else:
        before = generation()
        Redirect.add_redirect("/old/", press.stories)
        assert generation() > before


def test_a_change_that_was_taken_back_leaves_the_kept_pages(press: Press) -> None:
    page = press.story(OLD)
    before = generation()
    with transaction.atomic():
        page.title = NEW
        publish(page)
        transaction.set_rollback(True)
    assert generation() == before


def test_a_draft_of_a_live_page_leaves_the_kept_pages(press: Press, cast: Cast) -> None:
    page = press.story(OLD)
    before = generation()
    page.title = NEW
    page.save_revision(user=cast.editor)
    assert generation() == before
