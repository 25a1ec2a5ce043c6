"""Several short lists in one query: what a page shows beside its own words, each of another kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search import listing
from search.registry import registry
from search.results import Hit
from search.scope import Scope, language, scope


@dataclass(frozen=True, slots=True)
class ShortList:
    """The first `limit` things of a kind (or of several) in `order` that have these facets.

    A facet given as blank gives nothing, so that a page about nowhere does not list everything. `without` leaves out
    (kind, key) pairs.
    """

    kind: str | tuple[str, ...]
    limit: int
    filters: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    order: str = "newest"
    without: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing needs to be asked."""
        return self.limit < 1 or any(not codes for codes in self.filters.values())

    def scope(self, locale: str) -> Scope:
        """What may be in it."""
        translated = registry.are_translated(self.kind)
        return scope(locale, self.kind, self.filters, self.without, is_translated=translated)


def browse_each(wanted: Mapping[str, ShortList], locale: str | None = None) -> dict[str, tuple[Hit, ...]]:
    """What each list holds, by its name, in `locale` (default: the active language); one query for all of them.

    Shows what `browse()` would. Raises ValueError for an order that is not known.
    """
    spoken = locale or language()
    asked = {name: one for name, one in wanted.items() if not one.is_empty}
    cuts = [listing.Cut(one.scope(spoken), one.order, one.limit) for one in asked.values()]
    found = dict(zip(asked, listing.rows_of_each(cuts), strict=True))
    return {name: found.get(name, ()) for name in wanted}
