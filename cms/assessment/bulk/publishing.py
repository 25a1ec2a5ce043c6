"""A judged round written down: assessments, answers, strengths and results, in the caller's transaction, in few queries.

What each row comes to was computed while it was judged: exact arithmetic takes longer than writing, and on SQLite nobody
else writes while this transaction is open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from cms.accounts.models import User
from cms.assessment import letters
from cms.assessment.bulk.columns import ANSWERS
from cms.assessment.bulk.judging import Judged, Outcome
from cms.assessment.bulk.organisations import Known
from cms.assessment.bulk.reading import ResultRow
from cms.assessment.frozen import Frozen
from cms.assessment.many_rows import insert_many
from cms.assessment.models import (
    Answer,
    Assessment,
    AssessmentEvent,
    Origin,
    Phase,
    Round,
    State,
    Strength,
)
from cms.assessment.publishing import Publication, freeze, hold_organisations, settle
from cms.indicators.models import Indicator, SubIndicator
from cms.places.models import Lao, Organisation
from cms.places.models.organisations import LAO

_OF_ANSWER = ("assessment_id", "sub_indicator_id", "phase", "points", "not_applicable", "by_id", "at")
# As many are held in memory at once.
AT_ONCE = 500
_BATCH = 2000


@dataclass(frozen=True)
class Computed(Publication):
    """A publication whose outcome is known."""

    outcome: Outcome = field(kw_only=True)

    def frozen(self) -> Frozen:
        """The outcome."""
        return self.outcome.unpacked()


Pairs = Sequence[tuple[ResultRow, Known]]


def publish(*, judged: Judged, round: Round, user: User, why: str) -> int:
    """Publish every row; returns how many. `why` becomes the reason of each event.

    Raises IntegrityError where somebody began one of the assessments meanwhile.
    """
    subs = dict(SubIndicator.objects.filter(version=round.version).values_list("code", "pk"))
    indicators = dict(Indicator.objects.filter(version=round.version).values_list("code", "pk"))
    hold_organisations([known.pk for _row, known in judged.rows if known.pk])
    organisations: set[int] = set()
    for start in range(0, len(judged.rows), AT_ONCE):
        rows = judged.rows[start : start + AT_ONCE]
        assessments = _assessments(rows, round, user, why)
        pairs = list(zip(assessments, (row for row, _known in rows), strict=True))
        insert_many(Answer, _OF_ANSWER, _answers(pairs, subs, user))
        Strength.objects.bulk_create(_strengths(pairs, indicators, user), batch_size=_BATCH)
        origin = Origin.IMPORTED_ANSWERS if judged.form == ANSWERS else Origin.IMPORTED_SCORES
        freeze(
            [
                Computed(
                    assessment=assessment,
                    verified=row.answers,
                    percents=row.percents,
                    strengths=row.strengths,
                    origin=origin,
                    by=user,
                    outcome=judged.outcomes[row.row],
                )
                for assessment, row in pairs
            ]
        )
        organisations.update(assessment.organisation_id for assessment in assessments)
        letters.tell_imported(assessments, user)
    settle(organisations, since=round.year)
    return len(judged.rows)


def _assessments(rows: Pairs, round: Round, user: User, why: str) -> list[Assessment]:
    organisations = _organisations([known for _row, known in rows])
    now = timezone.now()
    made = Assessment.objects.bulk_create(
        Assessment(
            round=round,
            organisation=organisations[known.key],
            version=round.version,
            state=State.PUBLISHED,
            begun_by=user,
            begun_at=now,
        )
        for _row, known in rows
    )
    AssessmentEvent.objects.bulk_create(
        AssessmentEvent(subject=assessment, actor=user, at=now, from_state="", to_state=State.PUBLISHED, reason=why)
        for assessment in made
    )
    return made


def _organisations(known: Sequence[Known]) -> dict[str, Organisation]:
    """The organisations by their keys; LAOs that have none yet get theirs."""
    laos = Lao.objects.in_bulk([item.lao for item in known if not item.pk])
    # As `places.services.organisation_of`, for many at once.
    new = [Organisation(key=lao.key, kind_id=LAO, lao=lao) for lao in laos.values()]
    for organisation in new:
        organisation.derive()
    Organisation.objects.bulk_create(new)
    keys = [item.key for item in known]
    return {row.key: row for row in Organisation.objects.select_related("province").filter(key__in=keys)}


def _answers(
    pairs: Sequence[tuple[Assessment, ResultRow]], subs: dict[str, int], user: User
) -> Iterator[tuple[object, ...]]:
    now = timezone.now()
    for assessment, row in pairs:
        for code, given in row.answers.items():
            yield (assessment.pk, subs[code], Phase.VERIFIED, given.points, given.not_applicable, user.pk, now)


def _strengths(
    pairs: Sequence[tuple[Assessment, ResultRow]], indicators: dict[str, int], user: User
) -> Iterator[Strength]:
    for assessment, row in pairs:
        for strong in row.strengths:
            yield Strength(
                assessment=assessment,
                indicator_id=indicators[strong.code],
                text_th=strong.text_th,
                text_en=strong.text_en,
                by=user,
            )
