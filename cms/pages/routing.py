"""Which page an address means: one query for its place in the tree, one for its content.

Wagtail walks the tree segment by segment, two queries each; our page types have no sub-routes, so the whole path decides.
"""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Locale, Page, Site

from search.memory import remember


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
    """The live page at `path` below `root` in its specific type, or None."""
    url_path = (root.url_path + path.strip("/")).rstrip("/") + "/"
    found = remember(("page at", url_path), lambda: _known_at(url_path), unless=lambda known: known is None)
    model = ContentType.objects.get_for_id(found[1]).model_class() if found is not None else None
    if found is None or model is None:
        return None
    rows = model.shown() if hasattr(model, "shown") else model._default_manager.all()
    page: Page | None = rows.filter(pk=found[0], live=True).order_by().first()
    if page is not None:
        page.locale = root.locale
    return page


def _known_at(url_path: str) -> tuple[int, int] | None:
    """Primary key and content type of the page there. Looks through all pages: the tree's addresses have no index."""
    found: tuple[int, int] | None = (
        Page.objects.filter(url_path=url_path, live=True).values_list("pk", "content_type_id").first()
    )
    return found


def is_default(language: str) -> bool:
    """Whether pages of this language have no prefix."""
    return language == default_language()


def default_language() -> str:
    """The language whose pages stand in for those that are not translated."""
    return str(Locale.get_default().language_code)


def current_language() -> str:
    """The language of the address that is being answered."""
    return translation.get_language() or default_language()
