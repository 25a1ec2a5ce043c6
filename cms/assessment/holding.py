"""What every service asks first: may they, and does the assessment take it, read anew and held until the end."""

from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from cms.accounts.models import User
from cms.assessment.access import Act, acts
from cms.assessment.errors import NotAllowed, NotOpen, RoundClosed, UnknownCode
from cms.assessment.models import MOVES, Assessment, Phase, Round, State
from cms.assessment.models.assessments import OPEN
from cms.indicators.models import SubIndicator

# Who answers in a phase, and in which states it is answered.
ACT = {Phase.SELF: Act.ANSWER, Phase.VERIFIED: Act.VERIFY}
STATES = {Phase.SELF: OPEN, Phase.VERIFIED: (State.SUBMITTED,)}


@dataclass(frozen=True, slots=True)
class Held:
    """What of the assessment is true until the transaction ends."""

    state: str
    taken_back: int


def allow(user: User, assessment: Assessment, act: Act) -> None:
    """Raises NotAllowed where this person may not do it in the state the assessment was read in."""
    if act not in acts(user, assessment):
        raise NotAllowed


def phase_of(assessment: Assessment) -> Phase:
    """Whose turn it is, in the state it was read in. Raises NotOpen where it is nobody's."""
    for phase, states in STATES.items():
        if assessment.state in states:
            return phase
    raise NotOpen(MOVES.label(assessment.state))


def takes_answers(of: Round) -> bool:
    """Whether the round takes answers today."""
    return of.opens_on <= timezone.localdate() <= of.closes_on


def is_in_time(assessment: Assessment) -> bool:
    """Whether it takes answers today: within the round's dates; what was reopened with a reason after them, too."""
    return assessment.state != State.DRAFT or takes_answers(assessment.round)


def check_round(assessment: Assessment) -> None:
    """Raises RoundClosed where it takes no answers today."""
    if not is_in_time(assessment):
        raise RoundClosed


def hold(assessment: Assessment, phase: Phase) -> Held:
    """Let nobody move the assessment until the caller's transaction ends. Raises NotOpen where somebody has.

    Only its row is held, and only against moves and other answers of the same assessment.
    """
    row = Assessment.objects.select_for_update(no_key=True).values_list("state", "taken_back").get(pk=assessment.pk)
    held = Held(*row)
    if held.state not in STATES[phase]:
        raise NotOpen(MOVES.label(held.state))
    return held


def never_again(assessment: Assessment, revision: int) -> None:
    """Remember that a row of this revision was taken back; see `Assessment.taken_back`."""
    Assessment.objects.filter(pk=assessment.pk).update(taken_back=Greatest(F("taken_back"), revision))


def key_of(assessment: Assessment, code: str) -> int:
    """The primary key of a sub-indicator of the assessment's version. Raises UnknownCode."""
    found = SubIndicator.objects.filter(version=assessment.version_id, code=code).values_list("pk", flat=True).first()
    if found is None:
        raise UnknownCode(code)
    return found
