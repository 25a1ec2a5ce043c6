"""The sources and facets that areas declare in their `search_sources` modules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from search.sources import Addition, Facet, Follower, Source

_MODULE = "search_sources"


class Registry:
    """What is declared, read from the installed apps when it is first asked for."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] | None = None
        self._facets: dict[str, Facet] = {}
        self._additions: list[Addition] = []
        self._followers: list[Follower] = []

    def sources(self) -> dict[str, Source]:
        """Sources by kind, in the order of the installed apps."""
        if self._sources is None:
            self._load()
        return self._sources or {}

    def facets(self) -> dict[str, Facet]:
        """Facets by name."""
        self.sources()
        return self._facets

    def added_facets(self, kind: str, keys: Sequence[str]) -> dict[str, dict[str, tuple[str, ...]]]:
        """By key, the facets that other areas add to these documents."""
        self.sources()
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for addition in self._additions:
            told: Mapping[str, Mapping[str, tuple[str, ...]]] = addition.facets(keys) if addition.kind == kind else {}
            for key, facets in told.items():
                found.setdefault(key, {}).update(facets)
        return found

    def followers(self, kind: str) -> list[Follower]:
        """Who is written anew with documents of this kind."""
        self.sources()
        return [follower for follower in self._followers if follower.of == kind]

    def are_translated(self, kinds: Sequence[str] | str | None) -> bool:
        """Whether everything of these kinds exists in every language, as their sources promise."""
        named = (kinds,) if isinstance(kinds, str) else tuple(kinds or ())
        sources = self.sources()
        return bool(named) and all(getattr(sources.get(kind), "in_every_language", False) for kind in named)

    def _load(self) -> None:
        sources: dict[str, Source] = {}
        for module in modules():
            sources.update({source.kind: source for source in getattr(module, "SOURCES", ())})
            self._facets.update({facet.name: facet for facet in getattr(module, "FACETS", ())})
            self._additions += getattr(module, "ADDITIONS", ())
            self._followers += getattr(module, "FOLLOWERS", ())
        self._sources = sources

    @contextmanager
    def only(self, sources: Iterable[Source], facets: Iterable[Facet] = ()) -> Iterator[None]:
        """While the block runs, nothing but these is declared."""
        before = self._sources, self._facets, self._additions, self._followers
        self._sources = {source.kind: source for source in sources}
        self._facets = {facet.name: facet for facet in facets}
        self._additions, self._followers = [], []
        try:
            yield
        finally:
            self._sources, self._facets, self._additions, self._followers = before


def modules() -> Iterator[ModuleType]:
    """The `search_sources` modules of the installed apps."""
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, _MODULE):
            yield import_module(f"{app.name}.{_MODULE}")


registry = Registry()
