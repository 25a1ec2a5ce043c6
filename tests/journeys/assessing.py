"""What the journeys assess: a small set, an organisation that begins, one that waits for verification, and some to compare."""

from django.utils import timezone

from cms.accounts.models import Affiliation, User
from cms.accounts.roles import Role
from cms.assessment import services
from cms.assessment.models import Answer, Assessment, Phase
from cms.indicators.models import SubIndicator
from tests.assessment import made

OWN, WAITING, GOOD = "ตำบลเริ่มต้น", "ตำบลรอตรวจ", "ตำบลเด่น"
# In the indicator B1 the one that waits is weak, and another one of its kind is good.
WEAK = "B1"


def load_assessing() -> None:
    """The officer speaks for two organisations of Khon Kaen, and the researcher assesses in that province."""
    year = timezone.localdate().year
    version = made.small_set("journey")
    own, waiting, good = (made.organisation(name) for name in (OWN, WAITING, GOOD))
    officer, researcher = _person(Role.LAO_OFFICER), _person(Role.RESEARCHER)
    for one in (own, waiting):
        Affiliation.objects.create(user=officer, role=Role.LAO_OFFICER, organisation=one)
    Affiliation.objects.create(user=researcher, role=Role.RESEARCHER, province_id="40")
    made.published(own, year - 1, 2, version=version)
    made.published(good, year, 4, version=version, strengths={WEAK: "ทุกหมู่บ้านมีกองทุนสำรอง"})
    in_round = made.round_of(year, version)
    begun = services.begin(organisation=own, round=in_round, user=officer)
    _answer(begun, officer, [code for code in made.SUBS if code[:2] != "A1"], 3)
    _answered(services.begin(organisation=waiting, round=in_round, user=officer), officer)


def _answered(assessment: Assessment, officer: User) -> None:
    """Everything, and handed to who verifies."""
    _answer(assessment, officer, [code for code in made.SUBS if code[:2] != WEAK], 3)
    _answer(assessment, officer, [code for code in made.SUBS if code[:2] == WEAK], 1)
    services.submit(assessment=assessment, user=officer)


def _answer(assessment: Assessment, officer: User, codes: list[str], points: int) -> None:
    subs = SubIndicator.objects.filter(version=assessment.version_id, code__in=codes)
    Answer.objects.bulk_create(
        Answer(assessment=assessment, sub_indicator=sub, phase=Phase.SELF, points=points, by=officer) for sub in subs
    )


def _person(role: Role) -> User:
    return User.objects.get(email=f"{role.value.replace('_', '-')}@demo.example")
