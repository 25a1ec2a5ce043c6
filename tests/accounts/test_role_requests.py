"""A member asks for a role, staff decide, what was granted can end."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.accounts import role_requests
from cms.accounts.affiliations import in_force
from cms.accounts.models import Affiliation, Notice, RoleRequest, RoleRequestEvent, User
from cms.accounts.representing import RequestState
from cms.accounts.roles import Role
from cms.lifecycle.rules import ReasonMissing
from cms.places.models import Organisation, Province, Subdistrict
from cms.places.services import organisation_of, village_of
from tests.accounts.role_asking import ask, officer, paper, representative, researcher
from tests.cast import Cast
from tests.pages_made import make_lao

pytestmark = [pytest.mark.django_db, pytest.mark.every_database, pytest.mark.usefixtures("khon_kaen")]


def state_of(request: RoleRequest) -> tuple[object, ...]:
    """All that a refused act must leave alone."""
    user = User.objects.get(pk=request.user_id)
    return (
        RoleRequest.objects.get(pk=request.pk).state,
        RoleRequestEvent.objects.count(),
        list(Affiliation.objects.values_list("pk", "ended_at")),
        sorted(user.groups.values_list("name", flat=True)),
        Notice.objects.count(),
        Organisation.objects.count(),
    )


def test_a_request_begins_its_life_and_tells_who_may_decide(cast: Cast) -> None:
    told = {cast.moderator, cast.administrator}
    assert cast.editor
    request = officer(cast.owner, make_lao(district="4001"))
    assert [event.to_state for event in request.events.all()] == [RequestState.ASKED]
    notices = Notice.objects.filter(kind="role_request")
    assert {notice.recipient for notice in notices} == told
    assert notices[0].text_th == "มีคำขอบทบาทใหม่ เจ้าหน้าที่ อปท.: อบต.หนองแวง · จังหวัดขอนแก่น"
    assert notices[0].text_en == "A new request for a role: LAO officer: Nong Waeng TAO · Khon Kaen Province"


def test_granting_an_officer_makes_the_organisation_and_gives_the_role(cast: Cast) -> None:
    lao = make_lao(district="4001")
    given = role_requests.grant(request=officer(cast.owner, lao), actor=cast.moderator)
    assert given.organisation == Organisation.objects.get(lao=lao)
    assert given.granted_by == cast.moderator
    assert RoleRequest.objects.get().state == RequestState.GRANTED
    assert set(in_force(cast.owner)) == {given}
    assert cast.owner.groups.filter(name=Role.LAO_OFFICER).exists()


def test_granting_a_representative_makes_the_village(cast: Cast) -> None:
    given = role_requests.grant(request=representative(cast.owner), actor=cast.moderator)
    made = Organisation.objects.get()
    assert given.organisation == made
    assert (made.kind_id, made.name_th, made.moo, made.subdistrict_id) == ("village", "บ้านดอน", 3, "400101")


def test_staff_may_name_the_village_that_is_meant(cast: Cast) -> None:
    request = representative(cast.owner, community="บ.ดอน")
    known = village_of(subdistrict=Subdistrict.objects.get(code="400101"), name_th="บ้านดอน", moo=3)
    given = role_requests.grant(request=request, actor=cast.moderator, organisation=known)
    assert given.organisation == known
    assert Organisation.objects.get() == known


def test_an_organisation_elsewhere_is_refused_and_nothing_changes(cast: Cast) -> None:
    request = representative(cast.owner)
    lao = make_lao(district="4001", subdistrict="400101")
    for other in (
        village_of(subdistrict=Subdistrict.objects.get(code="400102"), name_th="อื่น"),
        organisation_of(lao),
    ):
        before = state_of(request)
        with pytest.raises(role_requests.AnotherPlace):
            role_requests.grant(request=request, actor=cast.moderator, organisation=other)
        assert state_of(request) == before


def test_granting_a_researcher_opens_a_province(cast: Cast) -> None:
    given = role_requests.grant(request=researcher(cast.owner), actor=cast.administrator)
    assert (given.organisation, given.province_id) == (None, "40")
    assert not Organisation.objects.exists()


def test_the_member_is_told_in_their_language_by_notice_and_mail(cast: Cast) -> None:
    User.objects.filter(pk=cast.owner.pk).update(language="en")
    request = officer(cast.owner, make_lao(district="4001"))
    mail.outbox.clear()
    with transaction.atomic():
        role_requests.refuse(request=request, actor=cast.moderator, reason="The letter is of last year.")
    notice = Notice.objects.get(recipient=cast.owner)
    assert notice.text_en.endswith("Nong Waeng TAO · Khon Kaen Province · The letter is of last year.")
    assert notice.text_th.startswith("คำขอไม่ได้รับอนุมัติ: เจ้าหน้าที่ อปท.: อบต.หนองแวง")
    assert notice.url == "/account/roles/"


def test_refusing_needs_a_reason_that_a_notice_holds(cast: Cast) -> None:
    request = officer(cast.owner, make_lao(district="4001"))
    before = state_of(request)
    with pytest.raises(ReasonMissing):
        role_requests.refuse(request=request, actor=cast.moderator, reason="  ")
    with pytest.raises(ValidationError):
        role_requests.refuse(request=request, actor=cast.moderator, reason="x" * 351)
    assert state_of(request) == before
    longest = "ก" * 350
    role_requests.refuse(request=request, actor=cast.moderator, reason=longest)
    told = Notice.objects.get(recipient=cast.owner)
    assert longest in told.text_th
    assert longest in told.text_en


@pytest.mark.parametrize("second", ["grant", "refuse"])
def test_of_two_who_decide_the_second_reads_what_happened(cast: Cast, second: str) -> None:
    request = officer(cast.owner, make_lao(district="4001"))
    stale = RoleRequest.objects.get(pk=request.pk)
    role_requests.grant(request=request, actor=cast.moderator)
    before = state_of(request)
    decide: Callable[..., object] = role_requests.grant
    if second == "refuse":
        decide = partial(role_requests.refuse, reason="ไม่")
    with pytest.raises(role_requests.DecidedAlready, match="Moderator"):
        decide(request=stale, actor=cast.administrator)
    assert state_of(request) == before


def test_what_was_withdrawn_is_not_granted(cast: Cast) -> None:
    request = officer(cast.owner, make_lao(district="4001"))
    stale = RoleRequest.objects.get(pk=request.pk)
    role_requests.withdraw(request=request, user=cast.owner)
    before = state_of(request)
    with pytest.raises(role_requests.DecidedAlready):
        role_requests.grant(request=stale, actor=cast.moderator)
    assert state_of(request) == before
    with pytest.raises(role_requests.DecidedAlready):
        role_requests.withdraw(request=stale, user=cast.owner)


def test_nobody_decides_about_a_request_of_their_own(cast: Cast) -> None:
    request = officer(cast.moderator, make_lao(district="4001"))
    before = state_of(request)
    with pytest.raises(role_requests.OwnRequest):
        role_requests.grant(request=request, actor=cast.moderator)
    with pytest.raises(role_requests.OwnRequest):
        role_requests.refuse(request=request, actor=cast.moderator, reason="ไม่")
    assert state_of(request) == before


def test_one_request_a_role_is_open_at_a_time(cast: Cast) -> None:
    request = officer(cast.owner, make_lao(district="4001"))
    researcher(cast.owner)
    before = state_of(request)
    with pytest.raises(role_requests.AskedAlready):
        officer(cast.owner, make_lao("หนองดี", district="4002"))
    assert state_of(request) == before
    twin = RoleRequest.objects.get(pk=request.pk)
    twin.pk, twin._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    role_requests.refuse(request=request, actor=cast.moderator, reason="ไม่ชัด")
    officer(cast.owner, make_lao("หนองสอง", district="4002"))


def test_who_speaks_for_an_lao_does_not_ask_for_it_again(cast: Cast) -> None:
    lao = make_lao(district="4001")
    role_requests.grant(request=officer(cast.owner, lao), actor=cast.moderator)
    role_requests.grant(request=researcher(cast.owner), actor=cast.moderator)
    with pytest.raises(role_requests.SpeaksAlready):
        officer(cast.owner, lao)
    with pytest.raises(role_requests.SpeaksAlready):
        researcher(cast.owner)
    assert RoleRequest.objects.count() == 2


def test_a_second_grant_of_one_community_is_refused_and_nothing_changes(cast: Cast) -> None:
    role_requests.grant(request=representative(cast.owner), actor=cast.moderator)
    request = representative(cast.owner)
    before = state_of(request)
    with pytest.raises(role_requests.SpeaksAlready):
        role_requests.grant(request=request, actor=cast.moderator)
    assert state_of(request) == before


def test_the_role_goes_with_the_last_affiliation_and_not_before(cast: Cast) -> None:
    first = role_requests.grant(request=officer(cast.owner, make_lao(district="4001")), actor=cast.moderator)
    second = role_requests.grant(request=officer(cast.owner, make_lao("สอง", district="4001")), actor=cast.moderator)
    role_requests.end(affiliation=first, actor=cast.administrator, reason="ย้ายไปที่อื่น")
    assert cast.owner.groups.filter(name=Role.LAO_OFFICER).exists()
    assert set(in_force(cast.owner)) == {second}
    role_requests.end(affiliation=second, actor=cast.administrator, reason="ลาออก")
    assert not cast.owner.groups.filter(name=Role.LAO_OFFICER).exists()
    assert cast.owner.groups.filter(name=Role.MEMBER).exists()
    told = Notice.objects.filter(recipient=cast.owner, kind="affiliation_ended")
    assert "ลาออก" in told[0].text_th


def test_ending_needs_a_reason_and_ends_once(cast: Cast) -> None:
    request = officer(cast.owner, make_lao(district="4001"))
    given = role_requests.grant(request=request, actor=cast.moderator)
    before = state_of(request)
    for reason in (" ", "x" * 351):
        with pytest.raises(ValidationError):
            role_requests.end(affiliation=given, actor=cast.moderator, reason=reason)
    assert state_of(request) == before
    role_requests.end(affiliation=given, actor=cast.moderator, reason="จบโครงการ")
    with pytest.raises(role_requests.EndedAlready):
        role_requests.end(affiliation=given, actor=cast.administrator, reason="อีกครั้ง")
    assert Affiliation.objects.get().end_reason == "จบโครงการ"


def test_a_role_taken_away_by_hand_can_be_asked_for_and_granted_anew(cast: Cast) -> None:
    lao = make_lao(district="4001")
    old = role_requests.grant(request=officer(cast.owner, lao), actor=cast.moderator)
    cast.owner.groups.remove(cast.owner.groups.get(name=Role.LAO_OFFICER))
    new = role_requests.grant(request=officer(cast.owner, lao), actor=cast.moderator)
    assert set(in_force(cast.owner)) == {new}
    old.refresh_from_db()
    assert old.ended_at is not None


@pytest.mark.parametrize("lacks", ["paper", "position", "statement", "institution"])
def test_a_request_that_lacks_something_is_refused_and_none_is_made(cast: Cast, lacks: str) -> None:
    fields = {"province": Province.objects.get(code="40"), "institution": "มข.", "paper": paper(cast.owner)}
    with pytest.raises(ValidationError):
        ask(cast.owner, Role.RESEARCHER, **{**fields, lacks: ""})
    assert not RoleRequest.objects.exists()
    assert not Notice.objects.exists()


def test_the_paper_lies_privately_under_a_name_that_nobody_can_guess(cast: Cast, khon_kaen: Path) -> None:
    request = officer(cast.owner, make_lao(district="4001"))
    [file] = khon_kaen.iterdir()
    assert request.paper.name == f"role-requests/{file.name}"
    assert len(file.stem) == 32
