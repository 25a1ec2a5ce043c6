"""The rows of one demo assessment: answers, evidence, strengths, and the events that led to where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from cms.accounts import demo as people
from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.assessment.demo.giving import Answers
from cms.assessment.demo.invented import SEED
from cms.assessment.models import (
    Answer,
    Assessment,
    AssessmentEvent,
    Evidence,
    EvidenceKind,
    Phase,
    Round,
    State,
    Strength,
)
from cms.assessment.publishing import Strong
from cms.indicators.instrument import Instrument
from cms.indicators.models import Version
from cms.places.models import Organisation

# Days after it was begun on which an assessment is moved on.
_MOVES = (
    (State.DRAFT, State.SUBMITTED, 30, Role.LAO_OFFICER),
    (State.SUBMITTED, State.VERIFIED, 75, Role.RESEARCHER),
    (State.VERIFIED, State.PUBLISHED, 110, Role.MODERATOR),
)
_SHOWN = "เอกสารสาธิต (แต่งขึ้น): {}"


@dataclass(frozen=True)
class Pens:
    """Who writes: the demo's people by role, and what names a code in the database."""

    people: Mapping[Role, User]
    subs: Mapping[str, int]
    indicators: Mapping[str, int]
    instrument: Instrument
    version: Version


def pens_of(version: Version, instrument: Instrument) -> Pens:
    """Everything needed to write assessments with this version; three queries."""
    addresses = {people.address(role): role for role in Role}
    found = {addresses[user.email]: user for user in User.objects.filter(email__in=addresses)}
    return Pens(
        found,
        dict(version.sub_indicators.values_list("code", "pk")),
        dict(version.indicators.values_list("code", "pk")),
        instrument,
        version,
    )


def begun(of: Organisation, round: Round, state: State, by: User) -> Assessment:
    """An assessment begun on some day of the round's spring; not saved."""
    days = Random(f"{SEED} {of.key} {round.year} begun").randrange(60)  # noqa: S311 - the same everywhere
    at = datetime(round.year, 3, 1, 3, tzinfo=UTC) + timedelta(days=days)
    return Assessment(round=round, organisation=of, version=round.version, state=state, begun_by=by, begun_at=at)


def published_at(assessment: Assessment) -> datetime:
    """When it was published."""
    return assessment.begun_at + timedelta(days=_MOVES[-1][2])


def events(assessment: Assessment, pens: Pens, speaker: Role = Role.LAO_OFFICER) -> Iterator[AssessmentEvent]:
    """Its life up to the state it is in; `speaker` answers for it."""
    who = pens.people[speaker]
    yield AssessmentEvent(
        subject=assessment, actor=who, from_state="", to_state=State.DRAFT, reason="", at=assessment.begun_at
    )
    for before, after, days, role in _MOVES:
        if assessment.state == before:
            return
        at = assessment.begun_at + timedelta(days=days)
        actor = who if role == Role.LAO_OFFICER else pens.people[role]
        yield AssessmentEvent(subject=assessment, actor=actor, from_state=before, to_state=after, reason="", at=at)


def answers(assessment: Assessment, phase: Phase, given: Answers, by: User, pens: Pens) -> Iterator[Answer]:
    """The answers of one phase."""
    days = 20 if phase == Phase.SELF else 60
    for code, answer in given.items():
        yield Answer(
            assessment=assessment,
            sub_indicator_id=pens.subs[code],
            phase=phase,
            points=answer.points,
            value=answer.value,
            not_applicable=answer.not_applicable,
            note=answer.note,
            by=by,
            at=assessment.begun_at + timedelta(days=days),
        )


def evidence(assessment: Assessment, own: Answers, by: User, pens: Pens) -> Iterator[Evidence]:
    """What the sub-indicators that need evidence are shown by, where they scored anything."""
    for code, sub in pens.instrument.subs.items():
        if sub.evidence_required and code in own and own[code].points:
            yield Evidence(
                assessment=assessment,
                sub_indicator_id=pens.subs[code],
                kind=EvidenceKind.TEXT,
                text=_SHOWN.format(sub.evidence_th),
                by=by,
                at=assessment.begun_at + timedelta(days=20),
            )


def strengths(assessment: Assessment, told: Sequence[Strong], by: User, pens: Pens) -> Iterator[Strength]:
    """Strengths in the organisation's words."""
    for strong in told:
        yield Strength(
            assessment=assessment,
            indicator_id=pens.indicators[strong.code],
            text_th=strong.text_th,
            text_en=strong.text_en,
            by=by,
            at=assessment.begun_at + timedelta(days=20),
        )
