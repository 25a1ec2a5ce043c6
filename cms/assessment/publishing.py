"""Publishing: what was verified is written down for good, and the row by which it is read stands until it is reopened.

Everything here belongs to the caller's transaction, or makes one. Many results cost as many queries as a few.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from cms.accounts.models import User
from cms.assessment.findable import standings_changed
from cms.assessment.frozen import Frozen, GoalRow, LayerRow, Percents, of_answers, of_percents
from cms.assessment.given import AnswerGiven
from cms.assessment.many_rows import insert_many
from cms.assessment.models import (
    Answer,
    Assessment,
    Origin,
    Phase,
    Result,
    ResultGoal,
    ResultScore,
    ResultStrength,
    Standing,
    Strength,
)
from cms.assessment.recording import said
from cms.assessment.standings import BATCH, batches, compare_with_before, standing_of
from cms.assessment.sums import places_of, sum_up
from cms.indicators.models import Level
from cms.indicators.queries import instrument_of
from cms.places.models import Organisation

M = TypeVar("M", bound=models.Model)
_OF_LAYER = tuple(one.name for one in fields(LayerRow))
_OF_GOAL = tuple(one.name for one in fields(GoalRow))


@dataclass(frozen=True, slots=True)
class Strong:
    """A strength by its indicator's code."""

    code: str
    text_th: str
    text_en: str = ""


@dataclass(frozen=True)
class Publication:
    """What of one assessment is to be frozen. It is in PUBLISHED, and read with its version.

    `verified` are the answers that count by sub-indicators' codes, `own` the organisation's; where only scores are known,
    `percents` (and `own_percents`) are the indicators', and `origin` says so.
    """

    assessment: Assessment
    verified: Mapping[str, AnswerGiven] = field(default_factory=dict)
    own: Mapping[str, AnswerGiven] = field(default_factory=dict)
    percents: Percents = field(default_factory=dict)
    own_percents: Percents = field(default_factory=dict)
    strengths: Sequence[Strong] = ()
    origin: Origin = Origin.ASSESSED
    at: datetime | None = None
    by: User | None = None

    def frozen(self) -> Frozen:
        """What it comes to. Raises scoring.PointsOutsideRubric, and NothingApplies."""
        instrument = instrument_of(self.assessment.version)
        if self.origin == Origin.IMPORTED_SCORES:
            return of_percents(instrument, self.percents, self.own_percents)
        return of_answers(instrument, self.verified, self.own)


def publication_of(assessment: Assessment, by: User) -> Publication:
    """What was answered, verified and written of an assessment, to be published by this person. Three queries."""
    rows = Answer.objects.filter(assessment=assessment).select_related("sub_indicator")
    answers: dict[str, dict[str, AnswerGiven]] = {phase: {} for phase in Phase}
    for row in rows:
        answers[row.phase][row.sub_indicator.code] = said(row)
    strengths = Strength.objects.filter(assessment=assessment).select_related("indicator")
    return Publication(
        assessment=assessment,
        verified=answers[Phase.VERIFIED],
        own=answers[Phase.SELF],
        strengths=[Strong(row.indicator.code, row.text_th, row.text_en) for row in strengths],
        by=by,
    )


@transaction.atomic
def freeze_many(publications: Sequence[Publication]) -> list[Result]:
    """Write the results of published assessments, and where each organisation stands; in the order given.

    One assessment at most once. Whatever is refused, nothing is written. Raises as `Publication.frozen`, and
    IntegrityError where an assessment stands already.
    """
    organisations = {publication.assessment.organisation_id for publication in publications}
    hold_organisations(organisations)
    results = freeze(publications)
    settle(organisations, since=min((one.assessment.round.year for one in publications), default=0))
    return results


def freeze(publications: Sequence[Publication]) -> list[Result]:
    """A part of what `freeze_many` does: only the rows. The caller has held the organisations, and settles them at last."""
    computed = [(publication, publication.frozen()) for publication in publications]
    models.prefetch_related_objects([one.assessment for one in publications], "round", "organisation__province")
    results = _results(computed)
    insert_many(
        ResultScore,
        ("result_id", "round_id", *_OF_LAYER),
        (row for pair in zip(computed, results, strict=True) for row in _layers(*pair)),
    )
    insert_many(
        ResultGoal,
        ("result_id", *_OF_GOAL),
        (row for pair in zip(computed, results, strict=True) for row in _goals(*pair)),
    )
    _write(ResultStrength, (row for pair in zip(computed, results, strict=True) for row in _strengths(*pair)))
    _write(Standing, (_standing(frozen, result) for (_one, frozen), result in zip(computed, results, strict=True)))
    return results


def settle(organisations: Collection[int], *, since: int) -> None:
    """After the standings of these organisations were written from a year on: what is compared, added up and found."""
    compare_with_before(organisations)
    sum_up(places_of(organisations, since=since))
    standings_changed(organisations)


def withdraw(assessment: Assessment) -> None:
    """Take away the row by which its result is read; the result stays written."""
    organisation = assessment.organisation_id
    hold_organisations([organisation])
    standing = Standing.objects.filter(assessment=assessment)
    left = set(standing.values_list("round_id", "province_id"))
    standing.delete()
    compare_with_before([organisation])
    sum_up(left | places_of([organisation], since=assessment.round.year))
    standings_changed([organisation])


def hold_organisations(organisations: Collection[int]) -> None:
    """Two years of one organisation published at once would each not see the other."""
    for batch in batches(sorted(organisations)):
        held = Organisation.objects.filter(pk__in=batch).select_for_update(no_key=True).order_by("pk")
        list(held.values_list("pk", flat=True))


def _results(computed: Sequence[tuple[Publication, Frozen]]) -> list[Result]:
    numbers = _last_numbers([publication.assessment.pk for publication, _frozen in computed])
    levels = _levels({publication.assessment.version_id for publication, _frozen in computed})
    now = timezone.now()
    return _write(
        Result,
        (
            Result(
                assessment=one.assessment,
                number=numbers.get(one.assessment.pk, 0) + 1,
                version=one.assessment.version,
                origin=one.origin,
                marks=frozen.marks,
                percent=frozen.percent,
                self_percent=frozen.self_percent,
                level_id=levels[one.assessment.version_id, frozen.level] if frozen.level else None,
                scores=frozen.scores,
                working=frozen.working,
                published_at=one.at or now,
                published_by=one.by,
            )
            for one, frozen in computed
        ),
    )


def _last_numbers(assessments: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for batch in batches(assessments):
        numbered = Result.objects.filter(assessment__in=batch).order_by().values_list("assessment")
        found |= dict(numbered.annotate(last=Max("number")))
    return found


def _levels(versions: Collection[int]) -> dict[tuple[int, str], int]:
    rows = Level.objects.filter(version__in=versions).values_list("version", "code", "pk")
    return {(version, code): pk for version, code, pk in rows}


def _layers(computed: tuple[Publication, Frozen], result: Result) -> Iterator[tuple[Any, ...]]:
    publication, frozen = computed
    for row in frozen.layers:
        yield (result.pk, publication.assessment.round_id, *(getattr(row, name) for name in _OF_LAYER))


def _goals(computed: tuple[Publication, Frozen], result: Result) -> Iterator[tuple[Any, ...]]:
    for row in computed[1].goals:
        yield (result.pk, *(getattr(row, name) for name in _OF_GOAL))


def _standing(frozen: Frozen, result: Result) -> Standing:
    return Standing(assessment=result.assessment, **standing_of(result, frozen.rank))


def _strengths(computed: tuple[Publication, Frozen], result: Result) -> Iterator[ResultStrength]:
    for strong in computed[0].strengths:
        yield ResultStrength(result=result, **asdict(strong))


def _write(model: type[M], rows: Iterable[M]) -> list[M]:
    return model._default_manager.bulk_create(rows, batch_size=BATCH)
