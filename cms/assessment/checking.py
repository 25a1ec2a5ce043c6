"""Proves that what is stored of results is what the answers come to, that standings say what the results say, and that
the sums by province are what the standings add up to.

Every result is computed anew from what it froze: its answers, or its indicators' percentages where only those are known.
The result that counts is held against the answers too. What a result froze cannot be repaired, for the database lets
nobody change it; standings and sums can, see `repair`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from cms.assessment.errors import NothingApplies
from cms.assessment.findable import standings_changed
from cms.assessment.frozen import Frozen, of_answers, of_percents
from cms.assessment.given import AnswerGiven
from cms.assessment.models import (
    Answer,
    Assessment,
    AssessmentEvent,
    Layer,
    Origin,
    Phase,
    Result,
    ResultScore,
    Standing,
    State,
)
from cms.assessment.scoring import PointsOutsideRubric
from cms.assessment.standings import compare_with_before, standing_of, with_rank_before
from cms.assessment.sums import sum_up, wrong_places
from cms.indicators.queries import instrument_of
from search.services import raise_generation

CHUNK = 200
READ_WITH = ("assessment__round", "assessment__organisation__province", "version", "level")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not add up: what, and of which assessment. `organisation` where a repair may help."""

    what: str
    where: str
    organisation: int | None = None

    def __str__(self) -> str:
        return f"{self.what}: {self.where}"


def problems() -> Iterator[Problem]:
    """Everything that is wrong; nothing is changed. Memory stays small however many results there are."""
    yield from _of_results()
    yield from _of_lifecycles()
    yield from _of_standings()
    for pk, province in wrong_places():
        yield Problem("sums differ from the standings", f"round #{pk}, province {province}")


@transaction.atomic
def repair() -> tuple[int, int]:
    """Write anew every standing that is wrong, missing or one too many, and every sum that is not what standings add up to.

    Returns how many organisations that touched, and how many sums of a province in a round.
    """
    touched = {problem.organisation for problem in _of_standings() if problem.organisation is not None}
    if touched:
        _stand_anew(touched)
    places = list(wrong_places())
    if places:
        sum_up(places)
        raise_generation()
    return len(touched), len(places)


def _stand_anew(touched: Collection[int]) -> None:
    for row in _published().filter(organisation__in=touched):
        result = _latest(row)
        if result is not None:
            true = standing_of(result, result.level.rank if result.level else 0)
            Standing.objects.update_or_create(assessment=row, defaults=true)
    _unpublished().filter(organisation__in=touched).delete()
    compare_with_before(touched)
    standings_changed(touched)


# Results.


def _of_results() -> Iterator[Problem]:
    rows = Result.objects.select_related(*READ_WITH).prefetch_related("layers", "goals").order_by("pk")
    for result in rows.iterator(chunk_size=CHUNK):
        where = _named(result.assessment, result.number)
        try:
            true = recomputed(result)
        except (PointsOutsideRubric, NothingApplies):
            yield Problem("result that its answers cannot have", where)
            continue
        for what in _differences(result, true):
            yield Problem(what, where)
        yield from _beside_answers(result, where)


def recomputed(result: Result) -> Frozen:
    """What the result comes to, from what it froze. Raises PointsOutsideRubric, NothingApplies."""
    instrument = instrument_of(result.version)
    if result.origin == Origin.IMPORTED_SCORES:
        mine = [row for row in result.layers.all() if row.layer == Layer.INDICATOR]
        own = {row.code: row.self_percent for row in mine if row.self_percent is not None}
        return of_percents(instrument, {row.code: row.percent for row in mine}, own)
    verified = {code: _given(row, "") for code, row in result.scores.items()}
    own_said = {code: _given(row, "self_") for code, row in result.scores.items()}
    said_anything = any(answer != AnswerGiven() for answer in own_said.values())
    return of_answers(instrument, verified, own_said if said_anything else None)


def _given(row: dict[str, Any], prefix: str) -> AnswerGiven:
    value = row["value"] if not prefix else None
    return AnswerGiven(
        row[f"{prefix}points"], Decimal(value) if value is not None else None, not_applicable=row[f"{prefix}na"]
    )


def _differences(result: Result, true: Frozen) -> Iterator[str]:
    stored = (result.marks, result.percent, result.self_percent, result.level.code if result.level else None)
    if stored != (true.marks, true.percent, true.self_percent, true.level):
        yield "result differs from its recomputation"
    layers = [
        (row.layer, row.code, row.weight, row.effective, row.percent, row.self_percent) for row in _layers(result)
    ]
    computed = [(r.layer, r.code, r.weight, r.effective, r.percent, r.self_percent) for r in true.layers]
    if sorted(layers) != sorted(computed):
        yield "scores differ from their recomputation"
    goals = {(row.goal, row.percent, row.attainment) for row in result.goals.all()}
    if goals != {(row.goal, row.percent, row.attainment) for row in true.goals}:
        yield "goals differ from their recomputation"
    if result.scores != true.scores:
        yield "frozen answers differ from their recomputation"
    if result.working != true.working:
        yield "working differs from its recomputation"
    if any(row.round_id != result.assessment.round_id for row in _layers(result)):
        yield "scores of another round"


def _layers(result: Result) -> list[ResultScore]:
    return list(result.layers.all())


def _beside_answers(result: Result, where: str) -> Iterator[Problem]:
    """What counts now beside the answers as they stand; imports need not keep answers."""
    standing = result.assessment.state == State.PUBLISHED and result.origin != Origin.IMPORTED_SCORES
    if not standing or Result.objects.filter(assessment=result.assessment, number__gt=result.number).exists():
        return
    rows = Answer.objects.filter(assessment=result.assessment).order_by("phase", "sub_indicator")
    found = list(rows.values_list("phase", "sub_indicator__code", "points", "not_applicable"))
    frozen = {(Phase.VERIFIED.value, code, row["points"], row["na"]) for code, row in result.scores.items()}
    if result.origin == Origin.ASSESSED:
        frozen |= {(Phase.SELF.value, code, row["self_points"], row["self_na"]) for code, row in result.scores.items()}
    elif not found:
        return
    if set(found) != frozen:
        yield Problem("answers differ from what was published", where)


# Lifecycles.


def _of_lifecycles() -> Iterator[Problem]:
    last = AssessmentEvent.objects.filter(subject=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    wrong = Assessment.objects.annotate(last=Subquery(last)).filter(Q(last=None) | ~Q(last=F("state")))
    for row in _read(wrong):
        yield Problem("history differs from the assessment's state", _named(row))
    for row in _read(Assessment.objects.filter(state=State.PUBLISHED, results=None)):
        yield Problem("published without a result", _named(row))


# Standings.


def _of_standings() -> Iterator[Problem]:
    for row in _read(_published().filter(standing=None).exclude(results=None)):
        yield Problem("published without a standing", _named(row), row.organisation_id)
    for standing in _unpublished().select_related("assessment__round", "assessment__organisation"):
        yield Problem("standing of what is not published", _named(standing.assessment), standing.organisation_id)
    for standing in _stands().iterator(chunk_size=CHUNK):
        if (what := _wrong_in(standing)) is not None:
            yield Problem(what, _named(standing.assessment), standing.organisation_id)


def _wrong_in(standing: Any) -> str | None:
    """What of a standing, read with `last` and `rank_before`, is not true."""
    result = standing.result
    if standing.last != result.number or result.assessment_id != standing.assessment_id:
        return "standing of an older result"
    result.assessment = standing.assessment
    true = standing_of(result, result.level.rank if result.level else 0)
    if any(getattr(standing, name) != value for name, value in true.items()):
        return "standing differs from its result"
    return "rank before differs" if standing.before != standing.rank_before else None


def _stands() -> "QuerySet[Any]":
    rows = Standing.objects.filter(assessment__state=State.PUBLISHED).select_related(
        "assessment__round", "assessment__organisation__province", "result__level"
    )
    numbers = Result.objects.filter(assessment=OuterRef("assessment")).order_by().values("assessment")
    last = numbers.annotate(last=Max("number")).values("last")
    found: QuerySet[Any] = with_rank_before(rows).annotate(last=Subquery(last)).order_by("pk")
    return found


def _unpublished() -> "QuerySet[Standing]":
    return Standing.objects.filter(~Q(assessment__state=State.PUBLISHED))


def _published() -> "QuerySet[Assessment]":
    return Assessment.objects.filter(state=State.PUBLISHED)


def _latest(row: Assessment) -> Result | None:
    return Result.objects.filter(assessment=row).select_related(*READ_WITH).order_by("-number").first()


def _read(rows: "QuerySet[Assessment]") -> Iterator[Assessment]:
    yield from rows.select_related("round", "organisation").order_by("pk").iterator(chunk_size=CHUNK)


def _named(row: Assessment, number: int = 0) -> str:
    """How an assessment is found again: organisation, year, its number, and that of the publication."""
    name = f"{row.organisation.key} {row.round.year} (#{row.pk})"
    return f"{name} publication {number}" if number else name
