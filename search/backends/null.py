"""No engine: lists and filters work, a search by words finds nothing."""

from collections.abc import Mapping, Sequence

from search.backends.base import Backend, Match
from search.query import Query
from search.scope import Scope, Sql


class NullBackend(Backend):
    """Stands where a site has no search by words."""

    def install(self) -> None:
        """There is nothing to make."""

    def matching(self, query: Query) -> Sql:
        """Nothing matches."""
        return Sql("SELECT id FROM search_entry WHERE 1 = 0")

    def match(self, query: Query, scope: Scope, *, limit: int, offset: int = 0) -> list[Match]:
        """Nothing matches."""
        return []

    def titles(self, query: Query, scope: Scope, *, limit: int) -> list[Match]:
        """Nothing matches."""
        return []

    def frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """No term is known."""
        return {}

    def problems(self) -> list[str]:
        """What is not there cannot be wrong."""
        return []

    def rebuild(self) -> None:
        """There is nothing to make."""
