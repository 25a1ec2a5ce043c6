"""What the home page and the frame around every page read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.pages.lists import Card, cards
from cms.pages.pieces import KeptAs
from cms.pages.seo import absolute
from cms.pages.visibility import visible
from media.models import Photo
from media.queries import photos_by_id
from search.memory import remember
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


@dataclass(frozen=True)
class SiteWords:
    """What an editor set for the whole site, in one language; `elsewhere` pairs a name with an address."""

    notice: str
    footer: str
    elsewhere: tuple[tuple[str, str], ...]


def site_words(language: str) -> SiteWords:
    """The site's settings in this language; one query."""
    model = apps.get_model("home", "SiteSettings")
    # Not Wagtail's load(), which writes a row where there is none: a visitor's GET writes nothing.
    settings: Any = model._default_manager.first() or model()
    places = (("Facebook", settings.facebook), ("LINE", settings.line), ("YouTube", settings.youtube))
    return SiteWords(
        notice=settings.notice_en if language == "en" else settings.notice_th,
        footer=settings.footer_en if language == "en" else settings.footer_th,
        elsewhere=tuple((name, address) for name, address in places if address),
    )


def chosen(page: "HomePage") -> list[Card]:
    """The pages that an editor chose, those only that a visitor may see, in the editor's order."""
    # The stored keys: the bricks' values would be the pages, looked up before it is known who may see them.
    keys = [int(block["value"]) for block in page.chosen.raw_data if block["value"]]
    if not keys:
        return []
    pages: Any = visible(Page.objects.filter(pk__in=keys))
    found = {item.pk: item for item in pages.specific()}
    shown = [found[key] for key in keys if key in found]
    photos = photos_by_id([item.cover_id for item in shown])
    return [_card(item, photos) for item in shown]


def _card(page: Any, photos: Mapping[int, Photo]) -> Card:
    photo = photos.get(page.cover_id or 0)
    return Card(page.title, page.url or "", page.summary, photo, "", page.kind, "", str(page.pk))


def front(page: "HomePage", kept_as: KeptAs | None) -> dict[str, Any]:
    """What the home page shows beside its own words, remembered under `kept_as` until something changes."""
    return {
        "chosen": remember(kept_as and ("chosen", kept_as), lambda: chosen(page)),
        "parts": remember(kept_as and ("newest", kept_as), lambda: _parts(page)),
    }


def _parts(page: "HomePage") -> list[dict[str, Any]]:
    """The newest things of each kind with the section that has them all; nothing of a kind where there is nothing."""
    sections = _sections(page)
    language = page.locale.language_code
    newest = {kind: browse(kind=kind, locale=language, per_page=NEW_LENGTH, count=False).hits for kind in sections}
    items = cards([hit for hits in newest.values() for hit in hits])
    return [
        {**sections[kind], "items": [item for item in items if item.kind == kind]}
        for kind, hits in newest.items()
        if hits
    ]


def _sections(page: "HomePage") -> dict[str, dict[str, str]]:
    found = {}
    for kind, model in SECTIONS:
        section: Any = visible(apps.get_model(model).objects.child_of(page)).first()
        if section is not None:
            words = {"title": section.title, "lead": section.summary, "href": section.url or ""}
            found[kind] = {**words, "anchor": f"new-{kind}"}
    return found


def site_search(page: "HomePage") -> dict[str, Any]:
    """schema.org's SearchAction of the one search box."""
    with translation.override(page.locale.language_code):
        target = absolute(reverse("search")) + "?q={search_term_string}"
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {"publisher": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME}, "potentialAction": action}
