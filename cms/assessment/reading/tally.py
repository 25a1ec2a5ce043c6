"""What the results of rounds add up to, counted once for every page that tells sums: lists, maps, provinces.

One query groups a round's standings by place, type, level and whether the level rose; all counts and means of any
choice follow from its cells without asking again, so that their cost does not grow with the organisations.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Avg, Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When

from cms.assessment.models import Layer, ResultScore, Standing
from search.memory import remember

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Cell:
    """So many organisations that agree in all of this; `percents` is the sum of their percentages."""

    province: str
    region: str
    type: str
    rank: int
    has_risen: bool
    number: int
    percents: Decimal
    with_before: int
    demo: int


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


def cells(rounds: Collection[int]) -> dict[int, tuple[Cell, ...]]:
    """The cells of these rounds; one query, remembered."""
    named = tuple(sorted(rounds))
    return remember(("kalyanamitr cells", named), lambda: _cells(named))


def _cells(rounds: tuple[int, ...]) -> dict[int, tuple[Cell, ...]]:
    found: dict[int, list[Cell]] = {pk: [] for pk in rounds}
    risen = Case(When(rank__gt=F("before"), then=Value(1)), default=Value(0))
    grouped = (
        Standing.objects.filter(round__in=rounds)
        .order_by()
        .annotate(risen=risen)
        .values_list("round_id", "province_id", "region", "lao_type", "rank", "risen")
        .annotate(
            number=Count("pk"),
            percents=Sum("percent"),
            with_before=Count("before"),
            demo=Count("pk", filter=Q(is_demo=True)),
        )
    )
    for pk, province, region, kind, rank, has_risen, number, percents, with_before, demo in grouped:
        found[pk].append(
            Cell(province, region, kind, rank, bool(has_risen), number, Decimal(percents), with_before, demo)
        )
    return {pk: tuple(rows) for pk, rows in found.items()}


def total(counted: Iterable[Cell]) -> Total:
    """What these cells add up to."""
    number = risen = with_before = demo = 0
    percents = Decimal(0)
    by_rank: dict[int, int] = {}
    for cell in counted:
        number += cell.number
        percents += cell.percents
        by_rank[cell.rank] = by_rank.get(cell.rank, 0) + cell.number
        risen += cell.number if cell.has_risen else 0
        with_before += cell.with_before
        demo += cell.demo
    return Total(number, rounded(percents / number) if number else None, by_rank, risen, with_before, demo)


def totals_by(counted: Iterable[Cell], what: Callable[[Cell], str]) -> dict[str, Total]:
    """What the cells add up to, by what they have in common."""
    groups: dict[str, list[Cell]] = {}
    for cell in counted:
        groups.setdefault(what(cell), []).append(cell)
    return {name: total(group) for name, group in groups.items()}


def dimension_means(rounds: Collection[int], **where: object) -> dict[int, dict[str, Mean]]:
    """The means of dimensions by round; `where` narrows the standings, such as `province`. One query, remembered."""
    named = ("kalyanamitr means", tuple(sorted(rounds)), tuple(sorted(where.items())))
    return remember(named, lambda: _dimension_means(rounds, where))


def _dimension_means(rounds: Collection[int], where: dict[str, object]) -> dict[int, dict[str, Mean]]:
    standings = Standing.objects.filter(round__in=rounds, **where)
    rows = ResultScore.objects.filter(round__in=rounds, layer=Layer.DIMENSION, result__in=standings.values("result"))
    found: dict[int, dict[str, Mean]] = {pk: {} for pk in rounds}
    for pk, mean in _means(rows, "round_id"):
        found[int(str(pk))][mean.code] = Mean(mean.code, rounded(mean.percent), mean.number)
    return found


def region_means(round_id: int, code: str) -> dict[str, Mean]:
    """The means of one indicator by region, that of the country under the empty name; one query, remembered."""
    return remember(("kalyanamitr regions", round_id, code), lambda: _region_means(round_id, code))


def _region_means(round_id: int, code: str) -> dict[str, Mean]:
    # Asked for by itself, row by row: a join would go by way of the results, which are large.
    region = Standing.objects.filter(result=OuterRef("result")).values("region")[:1]
    scores = ResultScore.objects.filter(round=round_id, layer=Layer.INDICATOR, code=code)
    rows = scores.annotate(region=Subquery(region)).filter(region__isnull=False)
    found = {str(region): mean for region, mean in _means(rows, "region")}
    number = sum(mean.number for mean in found.values())
    if number:
        whole = sum((mean.percent * mean.number for mean in found.values()), Decimal(0)) / number
        found[""] = Mean(code, whole, number)
    return {name: Mean(mean.code, rounded(mean.percent), mean.number) for name, mean in found.items()}


def _means(rows: QuerySet[ResultScore], by: str) -> Iterable[tuple[object, Mean]]:
    """By what is said, the mean of each code, over what applies."""
    grouped = rows.filter(percent__isnull=False).order_by().values_list(by, "code")
    for what, code, mean, number in grouped.annotate(mean=Avg("percent"), number=Count("pk")):
        yield what, Mean(code, Decimal(str(mean)), number)


def rounded(number: Decimal) -> Decimal:
    """Two places, halves up."""
    return number.quantize(CENT, ROUND_HALF_UP)
