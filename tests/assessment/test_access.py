"""Who may do what with an assessment: a test for every cell of docs/kalyanamitr-access.md, through the database."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.accounts.models import Affiliation, User
from cms.accounts.roles import Role
from cms.assessment.access import Act, acts, affiliated, assessable, may_begin
from cms.assessment.access_table import PEOPLE, markdown
from cms.assessment.models import Answer, Assessment, AssessmentEvent, State
from cms.places.models import Organisation
from cms.settings.env import ROOT
from tests.assessment.made import organisation, round_of, small_set
from tests.cast import Cast
from tests.pages_made import provinces

pytestmark = pytest.mark.django_db

SEE, ANSWER, SUBMIT, VERIFY, PUBLISH, REOPEN, IMPORT = Act
NOTHING: dict[State, set[Act]] = {state: set() for state in State}
WORKS = {SEE, ANSWER, SUBMIT}
WITHIN = {
    State.DRAFT: WORKS,
    State.SUBMITTED: {SEE},
    State.VERIFIED: {SEE},
    State.PUBLISHED: {SEE},
    State.REOPENED: WORKS,
}
SECOND = {**WITHIN, State.SUBMITTED: {SEE, VERIFY}}
STAFF = {
    State.DRAFT: {SEE, IMPORT},
    State.SUBMITTED: {SEE, REOPEN, IMPORT},
    State.VERIFIED: {SEE, PUBLISH, REOPEN, IMPORT},
    State.PUBLISHED: {SEE, REOPEN, IMPORT},
    State.REOPENED: {SEE, IMPORT},
}
# A moderator who is a researcher of it and took no part: the second pair of eyes.
STAFF_SECOND = {state: STAFF[state] | SECOND[state] for state in State}
# Nobody decides about their own result.
STAFF_WITHIN = {state: (STAFF[state] - {PUBLISH, REOPEN}) | WITHIN[state] for state in State}
# Who -> in which state what. "own" and "province" are affiliations, "elsewhere" one that does not reach.
EXPECTED: dict[str, dict[State, set[Act]]] = {
    "member": NOTHING,
    "seller": NOTHING,
    "certifier": NOTHING,
    "editor": NOTHING,
    "community_representative": NOTHING,
    "lao_officer": NOTHING,
    "researcher": NOTHING,
    "community_representative elsewhere": NOTHING,
    "lao_officer elsewhere": NOTHING,
    "researcher elsewhere": NOTHING,
    "community_representative own": WITHIN,
    "lao_officer own": WITHIN,
    "researcher own": SECOND,
    "researcher province": SECOND,
    "researcher province answered": WITHIN,
    "researcher province submitted": WITHIN,
    "researcher province officer": WITHIN,
    "moderator": STAFF,
    "administrator": STAFF,
    "moderator officer_elsewhere": STAFF,
    "moderator officer": STAFF_WITHIN,
    "moderator representative": STAFF_WITHIN,
    "administrator officer": STAFF_WITHIN,
    "moderator assessor": STAFF_SECOND,
    "administrator assessor": STAFF_SECOND,
    "moderator assessor answered": STAFF_WITHIN,
    "moderator assessor submitted": STAFF_WITHIN,
    "moderator assessor officer": STAFF_WITHIN,
}
# Affiliations that somebody has beside the role of the line.
BESIDES = {
    "officer": Role.LAO_OFFICER.value,
    "representative": Role.COMMUNITY_REPRESENTATIVE.value,
    "assessor": Role.RESEARCHER.value,
}


@pytest.fixture
def assessment() -> Assessment:
    """An assessment of an organisation in Khon Kaen."""
    provinces()
    version = small_set()
    return Assessment.objects.create(round=round_of(2025, version), organisation=organisation(), version=version)


def affiliate(user: User, role: str, where: Organisation | str) -> Affiliation:
    """An affiliation of this role: of an organisation, or for a researcher of a province."""
    of = {"organisation": where} if isinstance(where, Organisation) else {"province_id": where}
    return Affiliation.objects.create(user=user, role=role, **of)


def stand(user: User, assessment: Assessment, role: str, *hows: str) -> None:
    """Put somebody where the line of the table says."""
    for how in hows:
        if how in BESIDES:
            user.groups.add(Group.objects.get(name=BESIDES[how]))
            affiliate(user, BESIDES[how], "40" if how == "assessor" else assessment.organisation)
        elif how == "officer_elsewhere":
            user.groups.add(Group.objects.get(name=Role.LAO_OFFICER))
            affiliate(user, Role.LAO_OFFICER, organisation("อื่น", "50"))
        elif how == "own":
            affiliate(user, role, assessment.organisation)
        elif how == "elsewhere":
            affiliate(user, role, "50" if role == "researcher" else organisation("อื่น", "50"))
        elif how == "province":
            affiliate(user, role, "40")
        elif how == "answered":
            sub = assessment.version.sub_indicators.get(code="A1a")
            Answer.objects.create(assessment=assessment, sub_indicator=sub, phase="self", points=1, by=user)
        else:
            AssessmentEvent.objects.create(subject=assessment, actor=user, from_state="draft", to_state=State.SUBMITTED)


@pytest.mark.parametrize("line", list(EXPECTED))
def test_each_may_in_each_state_what_the_table_says(cast: Cast, assessment: Assessment, line: str) -> None:
    who, *hows = line.split()
    user: User = getattr(cast, who)
    stand(user, assessment, who, *hows)
    found = {}
    for state in State:
        assessment.state = state
        found[state] = set(acts(user, assessment))
    assert found == EXPECTED[line]


def test_a_visitor_may_nothing_and_costs_no_query(
    assessment: Assessment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert acts(AnonymousUser(), assessment) == frozenset()
        assert not may_begin(AnonymousUser(), assessment.organisation)
        assert not assessable(AnonymousUser()).exists()


def test_what_somebody_may_is_asked_with_six_queries_at_most(
    cast: Cast, assessment: Assessment, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    stand(cast.researcher, assessment, "researcher", "province")
    assessment = Assessment.objects.select_related("organisation").get(pk=assessment.pk)
    assessment.state = State.SUBMITTED
    with django_assert_max_num_queries(6):
        acts(cast.researcher, assessment)
    stand(cast.moderator, assessment, "moderator", "assessor")
    assessment.state = State.VERIFIED
    with django_assert_max_num_queries(6):
        acts(cast.moderator, assessment)


@pytest.mark.parametrize("gone", ["ended", "blocked", "role taken"])
def test_an_affiliation_counts_only_while_it_is_in_force(cast: Cast, assessment: Assessment, gone: str) -> None:
    user = cast.lao_officer
    row = affiliate(user, "lao_officer", assessment.organisation)
    assert may_begin(user, assessment.organisation)
    if gone == "ended":
        row.ended_at, row.end_reason = timezone.now(), "ย้ายงาน"
        row.save()
    elif gone == "blocked":
        user.is_active = False
    else:
        user.groups.remove(Group.objects.get(name="lao_officer"))
    assert not may_begin(user, assessment.organisation)
    assert acts(user, assessment) == frozenset()
    assert list(assessable(user)) == []


def test_a_verified_answer_of_ones_own_does_not_make_one_take_part(cast: Cast, assessment: Assessment) -> None:
    affiliate(cast.researcher, "researcher", "40")
    sub = assessment.version.sub_indicators.get(code="A1a")
    Answer.objects.create(assessment=assessment, sub_indicator=sub, phase="verified", points=1, by=cast.researcher)
    assessment.state = State.SUBMITTED
    assert VERIFY in acts(cast.researcher, assessment)


def test_assessable_is_what_one_is_affiliated_with_and_no_more(cast: Cast, assessment: Assessment) -> None:
    own, near, far = assessment.organisation, organisation("ใกล้"), organisation("ไกล", "50")
    affiliate(cast.lao_officer, "lao_officer", own)
    affiliate(cast.researcher, "researcher", "40")
    affiliate(cast.researcher, "researcher", near)
    assert set(assessable(cast.lao_officer)) == {own}
    assert set(assessable(cast.researcher)) == {own, near}
    for user in (cast.lao_officer, cast.researcher, cast.member):
        for one in (own, near, far):
            assert may_begin(user, one) == (one in assessable(user))
    assert affiliated(cast.researcher, own) == {Role.RESEARCHER}


def test_the_documentation_is_the_rules() -> None:
    assert (ROOT / "docs" / "kalyanamitr-access.md").read_text(encoding="utf-8") == markdown()
    assert len({who for who, _ in PEOPLE}) == len(PEOPLE)
