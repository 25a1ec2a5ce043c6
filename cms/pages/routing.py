"""Which page an address means: one query for its place in the tree, one for its content.

Wagtail walks the tree segment by segment, two queries each; our page types have no sub-routes, so the whole path decides.
"""

from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Locale, Page, Site


def root_of(request: HttpRequest, language: str) -> Page | None:
    """The home page of this site in `language`, or None."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    roots = Page.objects.filter(translation_key=site.root_page.translation_key).select_related("locale")
    for root in roots:
        if root.locale.language_code == language:
            return root
    return None


def page_at(root: Page, path: str) -> Page | None:
    """The live page at `path` below `root` in its specific type, or None."""
    url_path = root.url_path + path.strip("/")
    page = Page.objects.filter(url_path=url_path.rstrip("/") + "/", live=True).first()
    if page is None:
        return None
    specific: Page = page.specific
    specific.locale = root.locale
    return specific


def is_default(language: str) -> bool:
    """Whether pages of this language have no prefix."""
    return language == default_language()


def default_language() -> str:
    """The language whose pages stand in for those that are not translated."""
    return str(Locale.get_default().language_code)


def current_language() -> str:
    """The language of the address that is being answered."""
    return translation.get_language() or default_language()
