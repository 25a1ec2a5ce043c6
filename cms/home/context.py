"""What every page of the site shows around itself."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

from cms.home import queries
from search.memory import remember
from themes.templatetags.localised import path_of

# Where Kalyanamitr and the showroom stand in the menu, behind the stories and the directory.
OWN_AT = 2


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame shows, each read when it is shown and remembered while nothing visible changes.

    `navigation`: title, address and whether it is where the visitor is, for each page in the menu. `site_words`: what an
    editor set for the whole site. `where`: which of the menu's pages the visitor is at or under, all that the frame
    differs in.
    """
    navigation = SimpleLazyObject(lambda: _navigation(request))
    return {
        "navigation": navigation,
        "site_words": SimpleLazyObject(_site_words),
        # A function and not a lazy object: it gives what can be part of a name in memory without holding the request.
        "where": cache(lambda: tuple(place for _title, _url, place in navigation)),
    }


def _site_words() -> queries.SiteWords:
    language = get_language() or "th"
    return remember(("site words", language), lambda: queries.site_words(language))


def _navigation(request: HttpRequest) -> list[tuple[str, str, str]]:
    language = get_language() or "th"
    menu = remember(("menu", language), lambda: queries.menu(language))
    # These are no pages of the tree; the showroom even belongs to another world. Their addresses are asked for by name.
    own = [(gettext("Kalyanamitr"), path_of("assessment:overview")), (gettext("Showroom"), path_of("shop_list"))]
    shown = [*menu[:OWN_AT], *own, *menu[OWN_AT:]] if menu else []
    return [(title, url, _place(request.path, url)) for title, url in shown]


def _place(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
