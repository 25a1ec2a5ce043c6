"""What of a page may be remembered, and what is read only when it is shown."""

from collections.abc import Callable, Collection, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

if TYPE_CHECKING:
    from cms.pages.models import SepPage

# Names what a page says to everybody in memory, within one generation.
KeptAs = tuple[int, str]


def kept_as(page: "SepPage", request: HttpRequest) -> KeptAs | None:
    """What names this page's words in memory; None for a draft, a preview or a restricted page, which are not for everybody."""
    if page.pk is None or not page.live or getattr(request, "is_preview", False):
        return None
    if page.get_view_restrictions().exists():
        return None
    return page.pk, get_language() or ""


def lazily(names: Collection[str], make: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
    """These of what `make` gives, for a template: it is asked once, when the first of them is looked at."""
    made = cache(make)
    return {name: SimpleLazyObject(partial(_one_of, made, name)) for name in names}


def _one_of(made: Callable[[], Mapping[str, Any]], name: str) -> Any:
    return made()[name]
