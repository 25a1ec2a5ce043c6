"""How an area tells search what is findable.

An area writes a module `search_sources.py` whose `SOURCES` is a list of objects of this shape. Search finds the module
by its name in every installed app; nobody imports it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from django.utils.functional import Promise

from search.documents import Document


class Source(Protocol):
    """All things of one kind."""

    kind: str
    label: str | Promise

    def keys(self) -> Iterator[str]:
        """Every key of this kind that a visitor may find now."""

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        """The documents of those among `keys` that a visitor may find now; the others are left out."""
