"""How an area tells search what is findable.

An area writes a module `search_sources.py` whose `SOURCES` is a list of objects of the shape `Source`. Search finds the
module by its name in every installed app; nobody imports it. A `Source` has

- `kind`: a short name that stays ("story", "lao", "product"), unique over the whole site;
- `label`: what a visitor reads above results of this kind;
- `keys()` and `documents(keys)`: see below;
- where everything of the kind exists in every language of the site, `in_every_language = True`: lists are then quicker.

The area that knows what the codes of a facet mean adds `FACETS`, a list of `Facet`, to the same module. Only facets
named there are offered as filters and counted; any facet can be filtered by in `browse()` and `find()`.
Names in use: province (2 digits), region, lao (Lao.key), lao_type, sdg ("1" to "17"), ring, condition, practice,
practitioner, phase (of the programme, on LAOs), enterprise_kind, category and enterprise (slugs), story (key), mark; of research
strategy (slug), programme (translation key), year (fiscal, CE), institution (key); rating, rated (buyers' stars, of products); sep_level
(set:level) of Kalyanamitr; certificate (scheme, or scheme-stars) and certified (badges as codes, for cards) of products and enterprises.

An area may say more of another's documents: `ADDITIONS`, a list of `Addition`, in the same module. Where a document of
one area stands only while another's does not, `FOLLOWERS`, a list of `Follower`, writes it anew with the other.

After every change the area calls `search.services.index(kind, keys)` in the transaction of the change.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet that visitors choose by.

    `labels(codes)` gives the names of these codes in the active language, in the order in which they are to be shown; a
    code that it leaves out is not shown. It is asked with at most a few hundred codes and makes at most one query.
    """

    name: str
    label: str | Promise
    labels: Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Addition:
    """Facets that another area adds to documents of this kind.

    `facets(keys)` gives, by the document's key, facets beside the document's own; keys it leaves out get none. It is
    asked with at most `search.indexing.BATCH` keys and makes a handful of queries however many there are.
    """

    kind: str
    facets: Callable[[Sequence[str]], Mapping[str, Mapping[str, tuple[str, ...]]]]


@dataclass(frozen=True, slots=True)
class Follower:
    """Documents of the kind `kind` that depend on whether those of the kind `of` may be found.

    `keys(keys)` gives the keys of `kind` to write anew when these of `of` were.
    """

    of: str
    kind: str
    keys: Callable[[Sequence[str]], Collection[str]]
