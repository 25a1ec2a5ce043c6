"""Which page an address means: one query for its place in the tree and what stands above it, one for its content.

Wagtail walks the tree segment by segment, two queries each; our page types have no sub-routes, so the whole path decides.
"""

from collections.abc import Hashable
from copy import copy

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.utils import translation
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Site

from search.memory import remember

DEEPEST = 30  # segments of an address, that of the home page among them; nobody builds a tree as deep as this


def root_of(request: HttpRequest, language: str) -> Page | None:
    """The home page of this site in `language`, or None; remembered while nothing visible changes."""
    roots = remember(("roots", request.get_host()), lambda: _roots(request))
    return roots.get(language)


def _roots(request: HttpRequest) -> dict[str, Page]:
    site = Site.find_for_request(request)
    if site is None:
        return {}
    roots = Page.objects.filter(translation_key=site.root_page.translation_key).select_related("locale")
    return {root.locale.language_code: root for root in roots}


def page_at(root: Page, path: str) -> Page | None:
    """The live page at `path` below `root` in its specific type, or None.

    Read once while nothing visible changes. Whoever comes later is given a copy without its bricks, which most visits
    do not look at, since what they were drawn as is remembered too; they are read when somebody does.
    """
    url_path = (root.url_path + path.strip("/")).rstrip("/") + "/"
    read: list[Page | None] = []

    def kept() -> Page | None:
        read.append(_read(root, url_path))
        return _without_bricks(read[0])

    known = remember(("page at", url_path), kept, unless=lambda page: page is None)
    page = read[0] if read else copy(known)
    if page is not None:
        page.locale = root.locale
    return page


def _read(root: Page, url_path: str) -> Page | None:
    found = _known_at(root, url_path)
    model = ContentType.objects.get_for_id(found[1]).model_class() if found is not None else None
    if found is None or model is None:
        return None
    rows = model.shown() if hasattr(model, "shown") else model._default_manager.all()
    page: Page | None = rows.filter(pk=found[0], live=True).order_by().first()
    return page


def _without_bricks(page: Page | None) -> Page | None:
    light = copy(page)
    for field in page._meta.concrete_fields if page is not None else ():
        if isinstance(field, StreamField):
            light.__dict__.pop(field.attname, None)
    return light


def _known_at(root: Page, url_path: str) -> tuple[int, int] | None:
    """Primary key and content type of the live page there; what stands above it is remembered by the way.

    The tree's addresses have no index, slugs have; an address is made of the slugs on its way.
    """
    names = url_path.strip("/").split("/")
    if len(names) > DEEPEST:
        return None
    ways = ["/" + "".join(f"{name}/" for name in names[:depth]) for depth in range(1, len(names) + 1)]
    on_the_way = Q(slug__in=set(names), url_path__in=ways) | Q(path=root.path[: root.steplen])
    line = list(Page.objects.filter(on_the_way).select_related("locale").order_by("path"))
    page = next((one for one in line if one.url_path == url_path and one.live), None)
    if page is None:
        return None
    above = [one for one in line if page.path.startswith(one.path) and one.depth < page.depth]
    if len(above) == page.depth - 1:
        remember(above_name(page), lambda: above)
    return page.pk, page.content_type_id


def above_name(page: Page) -> Hashable:
    """What names the pages above this one in memory; they are the same for all pages of a section."""
    return "above", page.path[: -page.steplen]


def is_default(language: str) -> bool:
    """Whether pages of this language have no prefix."""
    return language == default_language()


def default_language() -> str:
    """The language whose pages stand in for those that are not translated."""
    return str(Locale.get_default().language_code)


def current_language() -> str:
    """The language of the address that is being answered."""
    return translation.get_language() or default_language()
