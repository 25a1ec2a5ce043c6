"""The list of results: what was asked for, and one page of it. Everything comes from the index."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language

from cms.pages.lists import Card, ListedPage, cards, listed, page_number
from search.memory import remember
from search.registry import registry
from search.results import Choice, FacetChoices, Results
from search.services import browse, facet_counts, find

RESULT = "research"
PAGE_LENGTH = 12
LONGEST = 200  # characters of what is searched for
# Facets by which results are listed, in the order in which they are offered.
FILTERS = ("strategy", "year", "province", "institution", "sdg")
# Counted with them, for the tree of programmes.
COUNTED = (*FILTERS, "programme")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asked the list for; what means nothing is left out."""

    words: str
    chosen: tuple[tuple[str, str], ...]
    page: int

    @property
    def filters(self) -> dict[str, str]:
        """Code by facet."""
        return dict(self.chosen)


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that is on, and the query string without it."""

    label: str
    text: str | Promise
    href: str


def asked(data: QueryDict, language: str) -> Asked:
    """Read the address; a code that no result has narrows nothing."""
    counts = _counts(language)
    said = ((name, data.get(name, "")) for name in FILTERS)
    chosen = tuple((name, code) for name, code in said if code in counts[name])
    return Asked(" ".join(data.get("q", "").split())[:LONGEST], chosen, page_number(data))


def results(what: Asked, language: str, *, page: int, per_page: int) -> Results:
    """One page of results: by words the best first, without words the newest."""
    if what.words:
        return find(what.words, RESULT, what.filters, language, page, per_page, FILTERS)
    return browse(RESULT, what.filters, locale=language, page=page, per_page=per_page)


def listing(data: QueryDict, *, language: str) -> dict[str, Any]:
    """What the list's template shows."""
    what = asked(data, language)
    name = ("research", language, get_language(), what)
    # What somebody searched for is asked anew: there is no end to words.
    page, shown, facets = remember(None if what.words else name, lambda: _page(what, language))
    return {
        "asked": what,
        "listed": page,
        "cards": shown,
        "facets": facets,
        "chips": _chips(what, facets),
        "is_filtered": bool(what.words or what.chosen),
        "query": query_without(what, ""),
    }


def _page(what: Asked, language: str) -> tuple[ListedPage, list[Card], tuple[FacetChoices, ...]]:
    found = results(what, language, page=what.page, per_page=PAGE_LENGTH)
    return listed(found), cards(found.hits), found.facets if what.words else _choices(what, language)


def _counts(language: str) -> dict[str, dict[str, int]]:
    return facet_counts(RESULT, COUNTED, language)


def programme_counts(language: str) -> Mapping[str, int]:
    """How many results stand below each programme, by its translation key."""
    return _counts(language)["programme"]


def _choices(what: Asked, language: str) -> tuple[FacetChoices, ...]:
    """What there is to choose, counted over all results."""
    offered = remember(("research choices", language, get_language()), lambda: _labels(language))
    chosen = what.filters
    return tuple(
        FacetChoices(
            name, label, tuple(Choice(code, words, number, chosen.get(name) == code) for code, words, number in rows)
        )
        for name, label, rows in offered
    )


def _labels(language: str) -> list[tuple[str, str | Promise, list[tuple[str, str, int]]]]:
    counts, facets = _counts(language), registry.facets()
    labels = {name: facets[name].labels(sorted(counts[name])) for name in FILTERS if counts[name]}
    return [
        (name, facets[name].label, [(code, words, counts[name][code]) for code, words in named.items()])
        for name, named in labels.items()
    ]


def _chips(what: Asked, facets: tuple[FacetChoices, ...]) -> list[Chip]:
    labels = {facet.name: str(facet.label) for facet in facets}
    words = {(facet.name, choice.code): choice.label for facet in facets for choice in facet.choices}
    chips = [Chip("", f"“{what.words}”", query_without(what, "q"))] if what.words else []
    chips += [
        Chip(labels[name], words[name, code], query_without(what, name))
        for name, code in what.chosen
        if (name, code) in words
    ]
    return chips


def query_without(what: Asked, name: str) -> str:
    """The query string of what was asked, without one of its choices and without the page."""
    query = QueryDict(mutable=True)
    for key, value in (("q", what.words), *what.chosen):
        if value and key != name:
            query[key] = value
    return f"?{query.urlencode()}" if query else ""
