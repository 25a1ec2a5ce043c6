"""What visitors do not see is in no answer, of no kind."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from shop.catalogue.services import withdraw
from shop.enterprises.services import suspend
from tests.api.asking import ask, response
from tests.api.world import World

pytestmark = pytest.mark.django_db

PAGES = ("page", "story", "course", "lesson", "programme", "result", "profile")
LISTS = {
    "page": "/pages/",
    "story": "/stories/",
    "course": "/courses/",
    "lesson": "/lessons/",
    "programme": "/programmes/",
    "result": "/research/",
    "profile": "/pages/?kind=lao",
}


def unpublish(page: Page) -> None:
    page.unpublish()


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def is_told(world: World, name: str) -> bool:
    """Whether any answer has the page's key as its own."""
    page = getattr(world, name)
    place = {"result": "research"}.get(name, name)
    key, told = str(page.pk), False
    for lang in ("th", "en"):
        told = told or response(f"{world.addresses[place]}?lang={lang}").status_code == 200
        told = told or response(f"/pages/{page.translation_key}?lang={lang}").status_code == 200
        told = told or response(f"/pages/by-path?lang={lang}&path={page.url or page.url_path}").status_code == 200
        for path in (LISTS[name], "/pages/", f"/search/?q={page.title}"):
            listing = ask(f"{path}{'&' if '?' in path else '?'}lang={lang}")
            told = told or key in [item["id"] for item in listing["items"]]
    return told


@pytest.mark.parametrize("close", [unpublish, restrict])
@pytest.mark.parametrize("name", PAGES)
def test_a_closed_page_is_told_nowhere(world: World, name: str, close: Callable[[Page], None]) -> None:
    if name == "story":
        world.story_en.unpublish()
    assert is_told(world, name)
    close(getattr(world, name))
    assert not is_told(world, name)


def test_words_that_are_not_published_are_told_nowhere(world: World) -> None:
    story = world.story
    story.title, story.before = "ร่างลับ", "ร่างลับ"
    story.save_revision()
    for path in (f"/stories/{story.pk}", "/stories/", f"/pages/by-path?path={story.url}", "/search/?q=ร่างลับ"):
        assert "ร่างลับ" not in response(path).content.decode().replace("q=%", "")
    assert ask("/search/?q=ร่างลับ")["total"] == 0


def test_what_is_scheduled_waits(world: World) -> None:
    story = world.story_en
    story.unpublish()
    story.go_live_at = timezone.now() + timedelta(days=1)
    story.save_revision().publish()
    assert ask(f"/stories/{story.translation_key}?lang=en")["language"] == "th"


def test_a_withdrawn_product_and_what_a_suspended_enterprise_sells_are_told_nowhere(world: World) -> None:
    product, enterprise = world.addresses["product"], world.addresses["enterprise"]
    assert ask("/products/")["total"] == 1
    withdraw(product=world.product, actor=None)
    assert ask("/products/")["total"] == 0
    ask(product, status=404)
    suspend(enterprise=world.enterprise, actor=world.cast.moderator, reason="ทดสอบ")
    assert ask("/enterprises/")["total"] == 0
    ask(enterprise, status=404)


def test_a_closed_page_is_named_by_no_other(world: World) -> None:
    unpublish(world.programme)
    result = ask(f"/research/{world.result.pk}")
    assert result["programme"] is None
    restrict(world.course)
    assert response(f"/lessons/{world.lesson.pk}").status_code == 404
    restrict(world.profile)
    assert ask(f"/laos/{world.lao.key}")["profile"] is None
