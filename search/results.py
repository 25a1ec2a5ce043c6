"""What search answers with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from django.utils.functional import Promise

from search.text.snippets import Parts


@dataclass(frozen=True, slots=True)
class Hit:
    """One findable thing in a list or among results.

    `title_parts` and `snippet` are the original text as (text, is_hit) pairs, empty where nothing was searched for;
    `is_cut` says that the snippet's text goes on. `lang` is the language of the text where it is not the one asked
    for, else empty. `price` is in satang.
    """

    kind: str
    kind_label: str | Promise
    key: str
    locale: str
    lang: str
    title: str
    url: str
    summary: str
    photo_id: int | None
    facets: Mapping[str, tuple[str, ...]]
    published_at: datetime | None
    price: int | None
    in_stock: bool | None
    title_parts: Parts = ()
    snippet: Parts = ()
    is_cut: bool = False
    translation_key: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind or a facet's code that results can be narrowed to, with how many there would be."""

    code: str
    label: str | Promise
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """A facet and its choices."""

    name: str
    label: str | Promise
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found.

    `kinds` and `facets` count what each choice would give with the other choices kept. `in_all_kinds` is the number
    of results before a kind was chosen.
    """

    typed: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    in_all_kinds: int = 0
    kinds: tuple[Choice, ...] = ()
    facets: tuple[FacetChoices, ...] = field(default=())
    page: int = 1
    per_page: int = 20

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, ceil(self.total / self.per_page))
