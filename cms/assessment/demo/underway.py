"""What the demo's people have to do: an officer's half-filled assessment, one to verify, one to publish, a village to begin."""

from collections.abc import Iterator

from django.db import transaction

from cms.accounts.models import Affiliation
from cms.accounts.roles import Role
from cms.assessment import services
from cms.assessment.demo import giving, loading, rows
from cms.assessment.demo.invented import HOME, LIVING, UNDERSTANDING, YEARS, Assessed, Invented, assessed
from cms.assessment.models import Answer, AssessmentEvent, Evidence, Phase, Round, State
from cms.indicators.queries import instrument_of
from cms.places.models import Organisation

COUNT = 4
# Its representative can begin the round of the last year.
VILLAGE = "demo-ban-lan-fang-fan"


def load() -> Iterator[str]:
    """Let the demo's people speak for what is theirs and begin their work, where it is not begun; yields each key."""
    version = loading.version_of(loading.SET)
    instrument = instrument_of(version)
    pens = rows.pens_of(version, instrument)
    round = loading.round_of(version, YEARS[-1])
    plan = loading.planned()
    theirs, *waiting = _of_home(plan)
    _affiliate(pens, Role.LAO_OFFICER, theirs.key)
    _affiliate(pens, Role.COMMUNITY_REPRESENTATIVE, VILLAGE)
    _affiliate(pens, Role.RESEARCHER, "")
    _half_filled(theirs, round, pens)
    yield theirs.key
    for one, state in zip(waiting, (State.SUBMITTED, State.VERIFIED), strict=True):
        _handed_on(one, round, state, pens)
        yield one.key
    yield VILLAGE


def _of_home(plan: list[Invented]) -> list[Invented]:
    """Of the people's province: one that was assessed before but not in the last year, and those never assessed."""
    years: dict[str, list[int]] = {}
    for row in assessed(plan):
        years.setdefault(row.organisation.key, []).append(row.year)
    here = [one for one in plan if one.province == HOME]
    before = next(one for one in here if one.key in years and YEARS[-1] not in years[one.key])
    return [before, *(one for one in here if one.key not in years)]


def _affiliate(pens: rows.Pens, role: Role, key: str) -> None:
    """Somebody speaks for this organisation; without a key, a researcher in the province of all of them."""
    place = {"organisation": Organisation.objects.get(key=key)} if key else {"province_id": HOME}
    Affiliation.objects.get_or_create(
        user=pens.people[role], role=role, ended_at=None, **place, defaults={"granted_by": pens.people[Role.MODERATOR]}
    )


def _half_filled(one: Invented, round: Round, pens: rows.Pens) -> None:
    """Begun, and the first half answered, through the services as an officer does it."""
    organisation = Organisation.objects.get(key=one.key)
    if round.assessments.filter(organisation=organisation).exists():
        return
    officer = pens.people[Role.LAO_OFFICER]
    own, _verified = giving.answers(Assessed(one, round.year, UNDERSTANDING), pens.instrument)
    with transaction.atomic():
        begun = services.begin(organisation=organisation, round=round, user=officer)
        for code in list(own)[: len(own) // 2]:
            services.save_answer(assessment=begun, code=code, phase=Phase.SELF, given=own[code], seen=0, user=officer)


@transaction.atomic
def _handed_on(one: Invented, round: Round, state: State, pens: rows.Pens) -> None:
    """Answered, and in the state in which it waits for somebody."""
    organisation = Organisation.objects.get(key=one.key)
    if round.assessments.filter(organisation=organisation).exists():
        return
    officer = pens.people[Role.LAO_OFFICER]
    level = LIVING if state == State.VERIFIED else UNDERSTANDING
    own, verified = giving.answers(Assessed(one, round.year, level), pens.instrument)
    assessment = rows.begun(organisation, round, state, officer)
    assessment.save()
    AssessmentEvent.objects.bulk_create(rows.events(assessment, pens))
    Answer.objects.bulk_create(rows.answers(assessment, Phase.SELF, own, officer, pens))
    Evidence.objects.bulk_create(rows.evidence(assessment, own, officer, pens))
    if state == State.VERIFIED:
        second = pens.people[Role.RESEARCHER]
        Answer.objects.bulk_create(rows.answers(assessment, Phase.VERIFIED, verified, second, pens))
