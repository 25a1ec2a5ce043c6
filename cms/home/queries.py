"""What the home page and the frame around every page read."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.pages.lists import cards
from cms.pages.pieces import KeptAs
from cms.pages.publishing import sep_page_models
from cms.pages.seo import absolute
from cms.pages.visibility import visible
from search.memory import remember
from search.results import Hit
from search.services import ShortList, browse_each, resolve

if TYPE_CHECKING:
    from cms.home.models import HomePage

MENU_LENGTH = 8
MENU_DEPTH = 3  # below the home page, which stands below the root
NEW_LENGTH = 3
GOODS_LENGTH = 16  # of which a few are shown, of as many makers as there are
MOST_SECTIONS = 20
SECTIONS = (
    ("story", "stories.StoryIndexPage"),
    ("course", "academy.AcademyIndexPage"),
    ("lao", "lao.LaoIndexPage"),
    ("research", "research.ResearchIndexPage"),
)


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


def front(page: "HomePage", kept_as: KeptAs | None) -> dict[str, Any]:
    """What the home page shows beside its own words, remembered under `kept_as` until something changes."""
    return remember(kept_as and ("front", kept_as), lambda: _front(page))


def _front(page: "HomePage") -> dict[str, Any]:
    """What was chosen, the newest things of each kind with the section that has them all, and the newest products."""
    language = page.locale.language_code
    sections = _sections(page)
    wanted = {kind: ShortList(kind, NEW_LENGTH) for kind in sections}
    newest = browse_each({**wanted, "product": ShortList("product", GOODS_LENGTH)}, language)
    goods = newest.pop("product")
    picked = chosen(page)
    shown = iter(cards([*picked, *(hit for hits in newest.values() for hit in hits)], beside=goods))
    return {
        "chosen": [replace(next(shown), meta="") for _hit in picked],
        "parts": [{**sections[kind], "items": [next(shown) for _hit in hits]} for kind, hits in newest.items() if hits],
        "goods": goods,
    }


def chosen(page: "HomePage") -> list[Hit]:
    """The pages that an editor chose, those only that a visitor may see, in the editor's order, in the page's language."""
    # The stored keys: the bricks' values would be the pages, looked up before it is known who may see them.
    keys = [str(block["value"]) for block in page.chosen.raw_data if block["value"]]
    kinds = sorted({model.kind for model in sep_page_models()})
    found = resolve([(kind, key) for key in keys for kind in kinds], page.locale.language_code)
    by_key = {key: hit for (_kind, key), hit in found.items()}
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def _sections(page: "HomePage") -> dict[str, dict[str, str]]:
    """The section of each kind that is published below the home page, in the order of SECTIONS; one query for all."""
    models: dict[str, Any] = {kind: apps.get_model(label) for kind, label in SECTIONS}
    types = {kind: ContentType.objects.get_for_model(model).pk for kind, model in models.items()}
    # Each type keeps its summary in a table of its own; of a page all but one are missing.
    lead = Coalesce(*(F(f"{model._meta.model_name}__summary") for model in models.values()))
    below = Page.objects.child_of(page).filter(content_type_id__in=types.values())
    rows = visible(below.order_by("path").annotate(lead=lead).select_related("locale"))
    found = {row.content_type_id: row for row in rows[:MOST_SECTIONS]}
    return {
        kind: {"title": row.title, "lead": row.lead, "href": row.url or "", "anchor": f"new-{kind}"}
        for kind, pk in types.items()
        if (row := found.get(pk)) is not None
    }


def site_search(page: "HomePage") -> dict[str, Any]:
    """schema.org's SearchAction of the one search box."""
    with translation.override(page.locale.language_code):
        target = absolute(reverse("search")) + "?q={search_term_string}"
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {"publisher": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME}, "potentialAction": action}
