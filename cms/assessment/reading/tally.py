"""What the results of rounds add up to, counted once for every page that tells sums: lists, maps, provinces.

One query reads a round's sums by province, level and whether the level rose; all counts and means of any choice follow
from its cells without asking again. The sums are kept by publishing, see `cms.assessment.sums`: nothing here reads
standings or scores, so that no cost grows with the organisations.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.db.models import Sum

from cms.assessment.models import Layer, ScoreSum, StandingSum
from cms.places.regions import REGION_OF
from search.memory import remember

CENT = Decimal("0.01")


class Cell(NamedTuple):
    """So many organisations that agree in all of this; `hundredths` is the sum of their percentages in hundredths.

    `type` is empty where types were not told apart.
    """

    province: str
    rank: int
    has_risen: bool
    number: int
    hundredths: int
    with_before: int
    demo: int
    type: str = ""

    @property
    def region(self) -> str:
        """The province's region."""
        return REGION_OF[self.province]


@dataclass(frozen=True, slots=True)
class Total:
    """What some cells add up to."""

    number: int
    mean: Decimal | None
    by_rank: dict[int, int]
    risen: int
    with_before: int
    demo: int


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean percentage of a dimension or an indicator over `number` organisations to which it applies."""

    code: str
    percent: Decimal
    number: int


_CELL = ("round_id", "province_id", "rank", "has_risen")
_ADDED = ("number", "hundredths", "with_before", "demo")


def cells(rounds: Collection[int]) -> dict[int, tuple[Cell, ...]]:
    """The cells of these rounds, all types together; one query, remembered."""
    named = tuple(sorted(rounds))
    return remember(("kalyanamitr cells", named), lambda: _cells(named))


def _cells(rounds: tuple[int, ...]) -> dict[int, tuple[Cell, ...]]:
    grouped = StandingSum.objects.filter(round__in=rounds).order_by().values(*_CELL)
    rows = grouped.annotate(**{f"all_{name}": Sum(name) for name in _ADDED})
    found: dict[int, list[Cell]] = {pk: [] for pk in rounds}
    for pk, *row in rows.values_list(*_CELL, *(f"all_{name}" for name in _ADDED)):
        found[pk].append(Cell(*row))
    return {pk: tuple(of) for pk, of in found.items()}


def cells_by_type(round_id: int) -> tuple[Cell, ...]:
    """The cells of a round, each of one type of organisation; one query, remembered."""
    return remember(("kalyanamitr cells by type", round_id), lambda: _cells_by_type(round_id))


def _cells_by_type(round_id: int) -> tuple[Cell, ...]:
    rows = StandingSum.objects.filter(round=round_id).values_list(*_CELL[1:], *_ADDED, "lao_type")
    return tuple(Cell(*row) for row in rows)


def total(counted: Iterable[Cell]) -> Total:
    """What these cells add up to."""
    number = hundredths = risen = with_before = demo = 0
    by_rank: dict[int, int] = {}
    for cell in counted:
        number += cell.number
        hundredths += cell.hundredths
        by_rank[cell.rank] = by_rank.get(cell.rank, 0) + cell.number
        risen += cell.number if cell.has_risen else 0
        with_before += cell.with_before
        demo += cell.demo
    return Total(number, mean_of(hundredths, number) if number else None, by_rank, risen, with_before, demo)


def totals_by(counted: Iterable[Cell], what: Callable[[Cell], str]) -> dict[str, Total]:
    """What the cells add up to, by what they have in common."""
    groups: dict[str, list[Cell]] = {}
    for cell in counted:
        groups.setdefault(what(cell), []).append(cell)
    return {name: total(group) for name, group in groups.items()}


def numbers_by(counted: Iterable[Cell], what: Callable[[Cell], str]) -> dict[str, int]:
    """How many the cells count, by what they have in common."""
    found: dict[str, int] = {}
    for cell in counted:
        name = what(cell)
        found[name] = found.get(name, 0) + cell.number
    return found


def dimension_means(rounds: Collection[int], province: str = "") -> dict[int, dict[str, Mean]]:
    """The means of dimensions by round, in the country or a province; one query, remembered."""
    named = ("kalyanamitr means", tuple(sorted(rounds)), province)
    return remember(named, lambda: _dimension_means(rounds, province))


def _dimension_means(rounds: Collection[int], province: str) -> dict[int, dict[str, Mean]]:
    rows = ScoreSum.objects.filter(round__in=rounds, layer=Layer.DIMENSION)
    if province:
        rows = rows.filter(province=province)
    found: dict[int, dict[str, Mean]] = {pk: {} for pk in rounds}
    grouped = rows.order_by().values_list("round_id", "code")
    for pk, code, number, hundredths in grouped.annotate(Sum("number"), Sum("hundredths")):
        if number:
            found[pk][code] = Mean(code, mean_of(hundredths, number), number)
    return found


def region_means(round_id: int, code: str) -> dict[str, Mean]:
    """The means of one indicator by region, that of the country under the empty name; one query, remembered."""
    return remember(("kalyanamitr regions", round_id, code), lambda: _region_means(round_id, code))


def _region_means(round_id: int, code: str) -> dict[str, Mean]:
    rows = ScoreSum.objects.filter(round=round_id, layer=Layer.INDICATOR, code=code)
    sums: dict[str, tuple[int, int]] = {}
    for province, number, hundredths in rows.values_list("province_id", "number", "hundredths"):
        for name in (REGION_OF[province], ""):
            before = sums.get(name, (0, 0))
            sums[name] = (before[0] + number, before[1] + hundredths)
    return {name: Mean(code, mean_of(added, number), number) for name, (number, added) in sums.items() if number}


def risen_means(round_id: int) -> dict[str, tuple[Decimal, Decimal]]:
    """Of those whose level rose, the mean of each dimension now and in their last round before; one query."""
    rows = ScoreSum.objects.filter(round=round_id, layer=Layer.DIMENSION).order_by().values("code")
    names = ("risen", "risen_hundredths", "earlier", "earlier_hundredths")
    added = rows.annotate(**{f"all_{name}": Sum(name) for name in names})
    return {
        code: (mean_of(now, risen), mean_of(then, earlier))
        for code, risen, now, earlier, then in added.values_list("code", *(f"all_{name}" for name in names))
        if risen and earlier
    }


def mean_of(hundredths: int, number: int) -> Decimal:
    """The mean percentage of `number` that add up to so many hundredths of a percent."""
    return rounded(Decimal(hundredths) / (100 * number))


def rounded(number: Decimal) -> Decimal:
    """Two places, halves up."""
    return number.quantize(CENT, ROUND_HALF_UP)
