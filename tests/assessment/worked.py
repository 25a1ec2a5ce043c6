"""An assessment being worked on: an officer answers, a researcher of the province verifies, a moderator publishes.

ground.answer("A1a", 3)              # by the officer
ground.fill(3, B1=1)                 # everything, see `made.answers`
ground.submitted()                   # … and handed on; `verified()`, `published()` go further
"""

from dataclasses import dataclass

import pytest
from django.utils import timezone

from cms.accounts.models import Affiliation, User
from cms.assessment import services
from cms.assessment.models import Answer, Assessment, Phase, Round, State
from cms.assessment.services import AnswerGiven
from tests.assessment import made
from tests.cast import Cast
from tests.pages_made import provinces


@dataclass
class Ground:
    """An assessment of this year with those who work on it."""

    assessment: Assessment
    officer: User
    researcher: User
    moderator: User

    def again(self) -> Assessment:
        """The assessment as a request reads it."""
        related = ("round__indicator_set", "version", "organisation")
        return Assessment.objects.select_related(*related).get(pk=self.assessment.pk)

    def answer(self, code: str, points: int | None, *, seen: int = 0, by: User | None = None, note: str = "") -> Answer:
        """An answer of whose turn it is, by the officer or researcher unless somebody is named; None: not applicable."""
        assessment = self.again()
        phase = Phase.VERIFIED if assessment.state == State.SUBMITTED else Phase.SELF
        user = by or (self.researcher if phase == Phase.VERIFIED else self.officer)
        given = AnswerGiven(points, not_applicable=points is None, note=note)
        return services.save_answer(assessment=assessment, code=code, phase=phase, given=given, seen=seen, user=user)

    def fill(self, points: int | None = 3, **by_code: int | None) -> None:
        """Answer everything that is not answered as is said here; what is, anew."""
        phase = Phase.VERIFIED if self.again().state == State.SUBMITTED else Phase.SELF
        rows = Answer.objects.filter(assessment=self.assessment, phase=phase)
        revisions = dict(rows.values_list("sub_indicator__code", "revision"))
        for code, given in made.answers(points, **by_code).items():
            self.answer(code, given.points, seen=revisions.get(code, 0))

    def submitted(self, points: int | None = 3, **by_code: int | None) -> Assessment:
        """Answered and handed to the researcher."""
        self.fill(points, **by_code)
        services.submit(assessment=self.again(), user=self.officer)
        return self.again()

    def verified(self, points: int | None = 3, **by_code: int | None) -> Assessment:
        """Submitted with 3 everywhere, verified as is said here."""
        self.submitted()
        self.fill(points, **by_code)
        services.verify(assessment=self.again(), user=self.researcher)
        return self.again()


def affiliate(user: User, assessment: Assessment) -> None:
    """Let a researcher assess in the organisation's province, anybody else speak for it."""
    role = user.groups.exclude(name="member").get().name
    where = (
        {"province": assessment.organisation.province}
        if role == "researcher"
        else {"organisation": assessment.organisation}
    )
    Affiliation.objects.create(user=user, role=role, **where)


def working(cast: Cast) -> Ground:
    """An assessment just begun, with its people."""
    provinces("40")
    made.small_set()
    in_round = Round.objects.get(pk=made.round_of(timezone.localdate().year).pk)
    begun = Assessment(organisation=made.organisation(), round=in_round)
    for who in ("lao_officer", "researcher"):
        affiliate(getattr(cast, who), begun)
    begun = services.begin(organisation=begun.organisation, round=begun.round, user=cast.lao_officer)
    return Ground(begun, cast.lao_officer, cast.researcher, cast.moderator)


@pytest.fixture
def ground(cast: Cast) -> Ground:
    """See the module."""
    return working(cast)
