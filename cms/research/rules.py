"""Arithmetic over what documents say of money. Pure; money is in baht, years are fiscal and of the Common Era."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

N = TypeVar("N", int, Decimal)


@dataclass(frozen=True, slots=True)
class Stated:
    """What one document says of one fiscal year or a run of them (`until` is None for a single year)."""

    year: int
    until: int | None
    projects: int | None
    budget: Decimal | None

    @property
    def span(self) -> tuple[int, int | None]:
        """The years that it speaks of."""
        return self.year, self.until


@dataclass(frozen=True, slots=True)
class Total:
    """What `parts` parts of a programme add up to; None where none of them says it."""

    parts: int
    projects: int | None
    budget: Decimal | None


def total_of_parts(rows: Sequence[Stated], parts: Iterable[Sequence[Stated]]) -> Total | None:
    """The sum of the parts for the years that all `rows` speak of, where no row states it; else None.

    Rows of the same years may speak of different money (asked for, granted, contracted), so the sum is held beside all of
    them at once and called wrong by none. A part that says two things of the same years contradicts itself: nothing is
    added up then, since which of the two is true is not ours to choose. A part that says nothing of these years is not
    counted.
    """
    said: list[Stated] = []
    for part in parts:
        found = {(row.projects, row.budget): row for row in part if row.span == rows[0].span}
        if len(found) > 1:
            return None
        said.extend(found.values())
    projects = _added([row.projects for row in rows], [row.projects for row in said])
    budget = _added([row.budget for row in rows], [row.budget for row in said])
    return Total(len(said), projects, budget) if projects is not None or budget is not None else None


def _added(stated: Sequence[N | None], parts: Sequence[N | None]) -> N | None:
    """The sum where every part gives a number, there are at least two, and something is stated but not this."""
    numbers = [part for part in parts if part is not None]
    if not any(number is not None for number in stated) or len(numbers) < 2 or len(numbers) < len(parts):
        return None
    added = sum(numbers[1:], numbers[0])
    return None if added in stated else added
