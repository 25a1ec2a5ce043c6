"""Keeps the sums of standings and scores: a place (a round in a province) is added up anew whenever a standing there
comes, goes or changes.

Everything here belongs to the caller's transaction. Nothing is added to what was there, so whatever happened before, a
place that was added up is right.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Cast
from django.db.models.functions import Round as Rounded

from cms.assessment.models import Layer, ResultScore, Round, ScoreSum, Standing, StandingSum

BATCH = 500
# A round's primary key and a province's code.
Place = tuple[int, str]
HUNDREDTHS = Cast(Rounded(F("percent") * 100), BigIntegerField())
RISEN = Q(rank__gt=F("before"))
# What names a row of the sums within its place, and what it adds up.
_CELL, _OF_CELL = ("lao_type", "rank", "has_risen"), ("number", "hundredths", "with_before", "demo")
_SCORE, _OF_SCORE = ("layer", "code"), ("number", "hundredths")


@dataclass
class Sums:
    """What one place adds up to: rows by what names them."""

    standings: dict[tuple[Any, ...], dict[str, int]] = field(default_factory=dict)
    scores: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)


def places_of(organisations: Collection[int], *, since: int = 0) -> set[Place]:
    """Where these organisations stand from a year on.

    What is written in a year changes the sums of the years after it too, which compare themselves with it.
    """
    found: set[Place] = set()
    wanted = sorted(organisations)
    for start in range(0, len(wanted), BATCH):
        rows = Standing.objects.filter(organisation__in=wanted[start : start + BATCH], year__gte=since)
        found.update(rows.order_by().values_list("round_id", "province_id").distinct())
    return found


def sum_up(places: Collection[Place]) -> None:
    """Add up these places anew. Whoever else does meanwhile waits until the caller's transaction ends.

    The rounds are held until then: of two who publish in one province at once the later sees what the earlier wrote.
    """
    rounds = sorted({pk for pk, _province in places})
    list(Round.objects.filter(pk__in=rounds).select_for_update(no_key=True).order_by("pk").values_list("pk"))
    for pk in rounds:
        provinces = sorted(province for of, province in places if of == pk)
        for model in (StandingSum, ScoreSum):
            model._default_manager.filter(round=pk, province__in=provinces).delete()
        sums = {province: added_up((pk, province)) for province in provinces}
        StandingSum.objects.bulk_create(
            (
                StandingSum(round_id=pk, province_id=province, **dict(zip(_CELL, name, strict=True)), **row)
                for province, of in sums.items()
                for name, row in of.standings.items()
            ),
            batch_size=BATCH,
        )
        ScoreSum.objects.bulk_create(
            (
                ScoreSum(round_id=pk, province_id=province, **dict(zip(_SCORE, name, strict=True)), **row)
                for province, of in sums.items()
                for name, row in of.scores.items()
            ),
            batch_size=BATCH,
        )


def added_up(place: Place) -> Sums:
    """What a place adds up to, from its standings and their scores; four queries."""
    there = Standing.objects.filter(round=place[0], province=place[1]).order_by()
    sums = Sums()
    cells = there.annotate(rose=Case(When(RISEN, then=True), default=False, output_field=BooleanField()))
    grouped = cells.values_list("lao_type", "rank", "rose").annotate(
        number=Count("pk"),
        hundredths=Sum(HUNDREDTHS),
        with_before=Count("before"),
        demo=Count("pk", filter=Q(is_demo=True)),
    )
    for *name, number, hundredths, with_before, demo in grouped:
        sums.standings[tuple(name)] = dict(zip(_OF_CELL, (number, hundredths, with_before, demo), strict=True))
    risen = there.filter(RISEN)
    _add(sums, there.values("result"), Q(), "number", "hundredths")
    if any(has_risen for *_name, has_risen in sums.standings):
        dimensions = Q(layer=Layer.DIMENSION)
        _add(sums, risen.values("result"), dimensions, "risen", "risen_hundredths")
        _add(
            sums,
            risen.annotate(was=Subquery(earlier().values("result")[:1])).values("was"),
            dimensions,
            "earlier",
            "earlier_hundredths",
        )
    return sums


def _add(sums: Sums, results: "QuerySet[Standing, Any]", which: Q, number: str, hundredths: str) -> None:
    rows = ResultScore.objects.filter(which, result__in=results, percent__isnull=False).order_by()
    for layer, code, counted, added in rows.values_list(*_SCORE).annotate(n=Count("pk"), h=Sum(HUNDREDTHS)):
        sums.scores.setdefault((layer, code), {}).update({number: counted, hundredths: added})


def earlier() -> "QuerySet[Standing]":
    """Within a query of standings: the earlier ones of the same organisation by the same set, the last first."""
    same = Standing.objects.filter(
        organisation=OuterRef("organisation"), round__indicator_set=OuterRef("round__indicator_set")
    )
    return same.filter(year__lt=OuterRef("year")).order_by("-year")


def wrong_places() -> Iterator[Place]:
    """The places whose stored sums are not what their standings add up to; also those where nobody stands any more."""
    places: set[Place] = set()
    for model in (Standing, StandingSum, ScoreSum):
        places.update(model._default_manager.order_by().values_list("round_id", "province_id").distinct())
    for place in sorted(places):
        if stored(place) != added_up(place):
            yield place


def stored(place: Place) -> Sums:
    """What is stored of a place."""
    sums = Sums()
    for cell in StandingSum.objects.filter(round=place[0], province=place[1]):
        sums.standings[tuple(getattr(cell, name) for name in _CELL)] = {name: getattr(cell, name) for name in _OF_CELL}
    pairs = [_OF_SCORE, *((name, f"{name}_hundredths") for name in ("risen", "earlier"))]
    for row in ScoreSum.objects.filter(round=place[0], province=place[1]):
        told = {name: getattr(row, name) for pair in pairs if getattr(row, pair[0]) for name in pair}
        sums.scores[row.layer, row.code] = told
    return sums
