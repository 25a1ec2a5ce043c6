"""What search asks of an engine.

The words of every entry are rows of `EntryText`, the same under every engine. An engine keeps its own index over those
rows by itself (triggers, generated columns), so that whoever writes a row cannot forget it, and answers which entries
match. What may be seen and what was chosen comes as a `Scope`, and holds inside the engine's own query.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from search.query import Query
from search.scope import Scope, Sql

# Weights of words in titles, in bodies, and of parts of compounds in each.
WEIGHTS = {"title_words": 4.0, "body_words": 1.0, "title_parts": 4.0, "body_parts": 1.0}


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and how well it matches; more is better, scores of two engines do not compare."""

    entry: int
    score: float


class Backend(ABC):
    """One engine."""

    # How many of the best by words are ranked once more.
    candidates = 30

    @abstractmethod
    def install(self) -> None:
        """Make what the index needs in the database; what is there already stays."""

    @abstractmethod
    def matching(self, query: Query) -> Sql:
        """A SELECT of the ids of all entries that hold a term or a phrase of the query."""

    @abstractmethod
    def match(self, query: Query, scope: Scope, *, limit: int, offset: int = 0) -> list[Match]:
        """The matching entries in the scope, best first."""

    @abstractmethod
    def titles(self, query: Query, scope: Scope, *, limit: int) -> list[Match]:
        """Entries in the scope whose titles share trigrams with the query, best first."""

    @abstractmethod
    def frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """In how many entries each term occurs."""

    def reading(self) -> AbstractContextManager[None]:
        """Held while one search asks its questions."""
        return nullcontext()

    def refresh(self) -> None:  # noqa: B027 (most engines have nothing to do)
        """Bring up to date what the engine knows of the whole, after many rows were written."""

    @abstractmethod
    def problems(self) -> list[str]:
        """What is wrong with the engine's own index, a sentence each; empty where it agrees with the rows."""

    @abstractmethod
    def rebuild(self) -> None:
        """Make the engine's own index anew from the rows."""
