"""What can be done with an assessment. Each verb asks `access` itself, is one transaction, and changes nothing when refused."""

from django.db import transaction

from cms.accounts.models import User
from cms.assessment import letters
from cms.assessment.access import Act, acts, may_begin
from cms.assessment.errors import Incomplete, NotAllowed, NotOpen, RoundClosed, RoundNotOfKind, VersionNotPublished
from cms.assessment.evidence import add_evidence as add_evidence
from cms.assessment.evidence import remove_evidence as remove_evidence
from cms.assessment.given import AnswerGiven as AnswerGiven
from cms.assessment.holding import STATES, allow, check_round, never_again, takes_answers
from cms.assessment.models import MOVES, Answer, Assessment, AssessmentEvent, Evidence, Phase, Result, Round, State
from cms.assessment.publishing import freeze_many, publication_of, withdraw
from cms.assessment.recording import agree as agree
from cms.assessment.recording import save_answer as save_answer
from cms.assessment.recording import save_strength as save_strength
from cms.assessment.recording import take_back_answer as take_back_answer
from cms.indicators.models import State as VersionState
from cms.indicators.queries import instrument_of
from cms.lifecycle import services as lifecycle
from cms.places.models import Organisation


def begin(*, organisation: Organisation, round: Round, user: User) -> Assessment:
    """Begin the assessment of an organisation in a round, or the one that was begun already.

    Raises NotAllowed, RoundNotOfKind, RoundClosed, VersionNotPublished.
    """
    if not may_begin(user, organisation):
        raise NotAllowed
    begun = Assessment.objects.filter(round=round, organisation=organisation)
    if (found := begun.first()) is not None:
        return found
    if organisation.kind_id != round.indicator_set.kind_id:
        raise RoundNotOfKind
    if not takes_answers(round):
        raise RoundClosed
    if round.version.state != VersionState.PUBLISHED:
        raise VersionNotPublished
    with transaction.atomic():
        # Two devices at once: the constraint lets one row in, and whoever holds it first writes its event.
        row = Assessment(round=round, organisation=organisation, version=round.version, begun_by=user)
        Assessment.objects.bulk_create([row], ignore_conflicts=True)
        made = begun.select_for_update().get()
        if not made.events.exists():
            lifecycle.begin(subject=made, events=AssessmentEvent, actor=user)
    return made


def submit(*, assessment: Assessment, user: User) -> None:
    """Hand the self-assessment to who verifies.

    What was verified before and answered anew since is to be verified anew. Raises NotAllowed, RoundClosed, NotOpen, and
    Incomplete naming what is missing.
    """
    allow(user, assessment, Act.SUBMIT)
    check_round(assessment)
    with transaction.atomic():
        _lock(assessment, STATES[Phase.SELF])
        missing = incomplete(assessment, Phase.SELF)
        if missing is not None:
            raise missing
        _forget_outdated(assessment)
        _move(assessment, State.SUBMITTED, user)
        letters.tell_submitted(assessment, user)


def verify(*, assessment: Assessment, user: User) -> None:
    """Hand what was verified to who publishes. Raises NotAllowed, NotOpen, Incomplete."""
    allow(user, assessment, Act.VERIFY)
    with transaction.atomic():
        _lock(assessment, STATES[Phase.VERIFIED])
        missing = incomplete(assessment, Phase.VERIFIED)
        if missing is not None:
            raise missing
        _move(assessment, State.VERIFIED, user)
        letters.tell_verified(assessment, user)


def publish(*, assessment: Assessment, user: User) -> Result:
    """Freeze what was verified, and let everybody read it. Raises NotAllowed, NotOpen, NothingApplies."""
    allow(user, assessment, Act.PUBLISH)
    with transaction.atomic():
        _lock(assessment, (State.VERIFIED,))
        _move(assessment, State.PUBLISHED, user)
        letters.tell_published(assessment, user)
        (result,) = freeze_many([publication_of(assessment, user)])
    return result


def incomplete(assessment: Assessment, phase: Phase) -> Incomplete | None:
    """What is missing before the assessment can be handed on by this phase; None where nothing is.

    Evidence is asked of the organisation only, and not where an answer scores nothing or does not apply.
    """
    instrument = instrument_of(assessment.version)
    rows = Answer.objects.filter(assessment=assessment, phase=phase)
    points = dict(rows.values_list("sub_indicator__code", "points"))
    unanswered = [code for code in instrument.subs if code not in points]
    without: list[str] = []
    if phase == Phase.SELF:
        shown = set(Evidence.objects.filter(assessment=assessment).values_list("sub_indicator__code", flat=True))
        needing = (code for code, sub in instrument.subs.items() if sub.evidence_required and points.get(code))
        without = [code for code in needing if code not in shown]
    return Incomplete(unanswered=unanswered, without_evidence=without) if unanswered or without else None


def _forget_outdated(assessment: Assessment) -> None:
    """Take away verified answers to what the organisation has answered anew since."""
    at = dict(Answer.objects.filter(assessment=assessment, phase=Phase.SELF).values_list("sub_indicator", "at"))
    verified = Answer.objects.filter(assessment=assessment, phase=Phase.VERIFIED)
    outdated = [answer for answer in verified if at[answer.sub_indicator_id] > answer.at]
    if outdated:
        Answer.objects.filter(pk__in=[answer.pk for answer in outdated]).delete()
        never_again(assessment, max(answer.revision for answer in outdated))


def _lock(assessment: Assessment, states: tuple[State, ...]) -> None:
    lifecycle.lock(assessment)
    if assessment.state not in states:
        raise NotOpen(MOVES.label(assessment.state))


def _move(assessment: Assessment, to: State, user: User, reason: str = "") -> None:
    lifecycle.move(subject=assessment, to=to, lifecycle=MOVES, events=AssessmentEvent, actor=user, reason=reason)


def reopen(*, assessment: Assessment, user: User, reason: str) -> None:
    """Give it back to the organisation, saying why; its result is read no more, and stays written.

    Whoever verifies may send back what waits for them; who publishes may reopen anything handed on. Raises NotAllowed,
    MoveNotAllowed, ReasonMissing.
    """
    allowed = acts(user, assessment)
    if not allowed & {Act.REOPEN, Act.VERIFY}:
        raise NotAllowed
    with transaction.atomic():
        _lock(assessment, tuple(State) if Act.REOPEN in allowed else (State.SUBMITTED,))
        was_published = assessment.state == State.PUBLISHED
        _move(assessment, State.REOPENED, user, reason)
        letters.tell_reopened(assessment, user, reason)
        if was_published:
            withdraw(assessment)
