"""The results page."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.registry import registry
from search.results import Choice, Hit, Results
from search.services import find

PER_PAGE = 20
FACETS = ("region", "province")
_LONGEST_CODE = 80


class _Counted(Paginator[Hit]):
    """A paginator over results that are cut into pages already."""

    def __init__(self, results: Results) -> None:
        super().__init__([], results.per_page)
        self.results = results

    @property
    def count(self) -> int:
        return self.results.total

    @property
    def num_pages(self) -> int:
        return self.results.pages


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What is found by `q`, narrowed by `kind`, `region`, `province`; values that mean nothing do not narrow."""
    data = request.GET
    kind = data.get("kind", "") if data.get("kind") in registry.sources() else ""
    chosen = {name: data[name] for name in FACETS if _could_be_a_code(data.get(name, ""))}
    found = find(data.get("q", ""), kind, chosen, page=_number(data), per_page=PER_PAGE, facets=FACETS)
    title = _("Search: %(words)s") % {"words": found.typed} if found.typed else _("Search")
    context = {
        "results": found,
        "kind": kind,
        "kinds": [(choice, _address(data, kind=choice.code)) for choice in found.kinds],
        "all_kinds": Choice("", _("Everything"), found.in_all_kinds, is_chosen=not kind),
        "all_kinds_url": _address(data, kind=""),
        "is_narrowed": bool(chosen),
        "clear_url": _address(data, **dict.fromkeys(FACETS, "")),
        "listed": Page(list(found.hits), found.page, _Counted(found)),
        "seo": {"title": title, "robots": "noindex"},
    }
    return render(request, "search/results.html", context)


def _could_be_a_code(text: str) -> bool:
    """PostgreSQL takes no text with a NUL in it, not even to look for."""
    return 0 < len(text) <= _LONGEST_CODE and "\0" not in text


def _address(data: QueryDict, **changes: str) -> str:
    """The query string of the first page with these values instead; a blank value is left out."""
    query = data.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def _number(data: QueryDict) -> int:
    raw = data.get("page", "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else 1
