"""Lists of what search knows, as pages show them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as DjangoPage
from django.core.paginator import Paginator
from django.http import QueryDict

from media.queries import photos_by_id
from search.labels import province_names
from search.results import Hit, Results


@dataclass(frozen=True)
class Card:
    """One thing in a list; the parameters of the theme's card."""

    title: str
    url: str
    summary: str
    photo: Any
    meta: str
    kind: str
    lang: str
    key: str

    @property
    def kept_as(self) -> Hashable:
        """What names this card in memory: all that it says."""
        return self


class ListedPage(DjangoPage[Any]):
    """One page of a list that search has already cut."""


class _Counted(Paginator[Any]):
    """A paginator that is told how many there are."""

    def __init__(self, total: int, per_page: int) -> None:
        super().__init__([], per_page)
        self.total = total

    @property
    def count(self) -> int:
        return self.total


def listed(results: Results) -> ListedPage:
    """The page of these results, for the pagination."""
    return ListedPage(list(results.hits), results.page, _Counted(results.total, results.per_page))


def page_number(data: QueryDict) -> int:
    """The page asked for; 1 for anything that is no number."""
    raw = data.get("page", "1")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else 1


def cards(hits: Sequence[Hit], *, with_places: bool = True, beside: Sequence[Hit] = ()) -> list[Card]:
    """Cards of these hits with their pictures and the names of their provinces: two queries however many.

    Without places a query less. The pictures of what stands `beside` them, drawn elsewhere, are read in the same query.
    """
    photos = photos_by_id([hit.photo_id for hit in (*hits, *beside)])
    codes = {code for hit in hits for code in hit.facets.get("province", ())} if with_places else set()
    names = province_names(codes)
    return [
        Card(
            title=hit.title,
            url=hit.url,
            summary=hit.summary,
            photo=photos.get(hit.photo_id or 0),
            meta=", ".join(names[code] for code in hit.facets.get("province", ()) if code in names),
            kind=hit.kind,
            lang=hit.lang,
            key=hit.key,
        )
        for hit in hits
    ]
