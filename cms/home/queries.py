"""What the home page and the frame around every page read."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.pages.seo import absolute
from media.queries import RENDITIONS

if TYPE_CHECKING:
    from cms.home.models import HomePage

MENU_LENGTH = 8


def menu(root: Page) -> list[Page]:
    """The published children of a home page that an editor put into the menus, in tree order."""
    return list(root.get_children().live().public().in_menu().order_by("path")[:MENU_LENGTH])


def root_in(language: str) -> Page | None:
    """The home page in this language."""
    return (
        Page.objects.filter(depth=2, live=True, locale__language_code=language, sites_rooted_here__isnull=False).first()
        or Page.objects.filter(depth=2, live=True, locale__language_code=language).order_by("path").first()
    )


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
    return {"chosen": chosen(page), "section_pages": menu(page)}


def site_search(page: "HomePage") -> dict[str, Any]:
    """schema.org's SearchAction of the one search box."""
    with translation.override(page.locale.language_code):
        target = absolute(reverse("search:results")) + "?q={search_term_string}"
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {"publisher": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME}, "potentialAction": action}
