"""What the home page and the frame around every page read."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.pages.lists import cards
from cms.pages.seo import absolute
from cms.pages.visibility import visible
from media.queries import RENDITIONS
from search.services import browse

if TYPE_CHECKING:
    from cms.home.models import HomePage

MENU_LENGTH = 8
MENU_DEPTH = 3  # below the home page, which stands below the root
NEW_LENGTH = 3
SECTIONS = (("story", "stories.StoryIndexPage"), ("lao", "lao.LaoIndexPage"))


def menu(language: str) -> list[tuple[str, str]]:
    """Title and address of the published pages that an editor put into the menu of this language, in tree order."""
    sections = Page.objects.filter(depth=MENU_DEPTH, locale__language_code=language, show_in_menus=True)
    pages = visible(sections).select_related("locale").order_by("path")
    return [(page.title, page.url or "") for page in pages[:MENU_LENGTH]]


def chosen(page: "HomePage") -> list[Page]:
    """The pages that an editor chose, those only that a visitor may see, in the editor's order."""
    keys = [block.value.pk for block in page.chosen if block.value is not None]
    found = {
        item.pk: item
        for item in Page.objects.filter(pk__in=keys).live().public().specific().prefetch_related(f"cover__{RENDITIONS}")
    }
    return [found[key] for key in keys if key in found]


def front(page: "HomePage") -> dict[str, Any]:
    """What the home page shows beside its own words."""
    parts = [_part(page, kind, model) for kind, model in SECTIONS]
    return {"chosen": chosen(page), "parts": [part for part in parts if part is not None]}


def _part(page: "HomePage", kind: str, model: str) -> dict[str, Any] | None:
    """The newest things of a kind, with the section that has them all; None where there is nothing."""
    section: Any = apps.get_model(model).objects.child_of(page).live().public().first()
    language = page.locale.language_code
    found = browse(kind=kind, locale=language, per_page=NEW_LENGTH, count=False) if section is not None else None
    if found is None or not found.hits:
        return None
    return {
        "title": section.title,
        "lead": section.summary,
        "href": section.url,
        "anchor": f"new-{kind}",
        "items": cards(found.hits),
    }


def site_search(page: "HomePage") -> dict[str, Any]:
    """schema.org's SearchAction of the one search box."""
    with translation.override(page.locale.language_code):
        target = absolute(reverse("search")) + "?q={search_term_string}"
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {"publisher": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME}, "potentialAction": action}
