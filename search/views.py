"""The results page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.paging import page_number, paged
from search.prices import read
from search.registry import registry
from search.results import Choice
from search.services import find

PER_PAGE = 20
FACETS = ("region", "province")
# Offered where products are looked at, or where they were chosen by before.
OF_GOODS = ("category",)
GOODS = "product"
# Offered where what has a level is looked at.
OF_ASSESSED = ("sep_level",)
ASSESSED = ("lao", "organisation")
_PRICES = ("from", "to", "in_stock")
_LONGEST_CODE = 80


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What is found by `q`, narrowed by `kind`, place, category, price and stock; values that mean nothing do not narrow."""
    data = request.GET
    kind = data.get("kind", "") if data.get("kind") in registry.sources() else ""
    chosen = {name: data[name] for name in (*FACETS, *OF_GOODS, *OF_ASSESSED) if _could_be_a_code(data.get(name, ""))}
    prices = read(data)
    of_goods = kind == GOODS or prices.is_asked or any(name in chosen for name in OF_GOODS)
    of_assessed = kind in ASSESSED or any(name in chosen for name in OF_ASSESSED)
    found = find(
        data.get("q", ""),
        kind,
        chosen,
        page=page_number(data.get("page", "")),
        per_page=PER_PAGE,
        facets=(*FACETS, *(OF_GOODS if of_goods else ()), *(OF_ASSESSED if of_assessed else ())),
        price_from=prices.low,
        price_to=prices.high,
        in_stock=prices.in_stock,
    )
    title = _("Search: %(words)s") % {"words": found.typed} if found.typed else _("Search")
    context: dict[str, Any] = {
        "results": found,
        "kind": kind,
        "kinds": [(choice, _address(data, kind=choice.code)) for choice in found.kinds],
        "all_kinds": Choice("", _("Everything"), found.in_all_kinds, is_chosen=not kind),
        "all_kinds_url": _address(data, kind=""),
        "prices": prices if of_goods else None,
        "is_narrowed": bool(chosen) or prices.is_asked,
        "clear_url": _address(data, **dict.fromkeys((*FACETS, *OF_GOODS, *OF_ASSESSED, *_PRICES), "")),
        "listed": paged(found),
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
