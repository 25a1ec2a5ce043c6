"""One page of results as Django's pagination knows it."""

from typing import Any

from django.core.paginator import Page, Paginator

from search.results import Results


class Counted(Paginator[Any]):
    """A paginator that is told how many there are, because search has counted and cut already."""

    def __init__(self, results: Results) -> None:
        super().__init__([], results.per_page)
        self.results = results

    @property
    def count(self) -> int:
        return self.results.total

    @property
    def num_pages(self) -> int:
        return self.results.pages


def paged(results: Results) -> "Page[Any]":
    """The page of these results, for the pagination."""
    return Page(list(results.hits), results.page, Counted(results))


def page_number(raw: str) -> int:
    """The page asked for in an address; 1 for anything that is no number."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else 1
