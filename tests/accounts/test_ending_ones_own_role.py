"""A member ends a role of their own: asked once more, told to who decides, and nobody else's can be reached."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts import role_requests
from cms.accounts.affiliations import in_force
from cms.accounts.models import Affiliation, Notice
from cms.accounts.roles import Role
from tests.accounts.role_asking import officer, researcher
from tests.cast import Cast
from tests.pages_made import make_lao

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("khon_kaen")]


def given(cast: Cast) -> Affiliation:
    """The owner speaks for an LAO."""
    return role_requests.grant(request=officer(cast.owner, make_lao(district="4001")), actor=cast.moderator)


def page(affiliation: Affiliation) -> str:
    return reverse("account_end_affiliation", args=[affiliation.pk])


def as_(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]  # the cast's people are Users
    return client


def test_ones_roles_lead_to_a_page_that_asks_once_more_and_changes_nothing(cast: Cast) -> None:
    mine, client = given(cast), as_(cast.owner)
    assert page(mine) in client.get(reverse("account_roles")).content.decode()
    asked = client.get("/en" + page(mine).removeprefix("/en"))
    assert "Nong Waeng TAO" in asked.content.decode()
    assert set(in_force(cast.owner)) == {mine}


def test_who_confirms_speaks_for_nobody_there_and_who_decides_is_told(cast: Cast) -> None:
    deciding = {cast.moderator, cast.administrator}
    mine = given(cast)
    answer = as_(cast.owner).post(page(mine), {"reason": "ย้ายไปที่อื่น"})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("account_roles"))
    mine.refresh_from_db()
    assert (mine.ended_by, mine.end_reason) == (cast.owner, "ย้ายไปที่อื่น")
    assert mine.ended_at is not None
    assert not in_force(cast.owner).exists()
    assert not cast.owner.groups.filter(name=Role.LAO_OFFICER).exists()
    told = Notice.objects.filter(kind="affiliation_ended")
    assert {notice.recipient for notice in told} == deciding
    assert "หนองแวง" in told[0].text_th
    assert "ย้ายไปที่อื่น" in told[0].text_th
    assert "Nong Waeng" in told[0].text_en


def test_a_reason_need_not_be_given_and_another_role_stays(cast: Cast) -> None:
    mine = given(cast)
    other = role_requests.grant(request=researcher(cast.owner), actor=cast.moderator)
    assert as_(cast.owner).post(page(mine), {"reason": " "}).status_code == 302
    mine.refresh_from_db()
    assert mine.end_reason == role_requests.BY_THEMSELVES
    assert set(in_force(cast.owner)) == {other}


def test_what_is_too_long_is_told_beside_its_field_and_ends_nothing(cast: Cast) -> None:
    mine = given(cast)
    answer = as_(cast.owner).post(page(mine), {"reason": "ย" * 351})
    assert answer.status_code == 422
    assert "ย" * 351 in answer.content.decode()
    assert set(in_force(cast.owner)) == {mine}
    assert not Notice.objects.filter(kind="affiliation_ended").exists()


def test_nobody_ends_what_is_anothers_or_has_ended(cast: Cast) -> None:
    mine = given(cast)
    for somebody in (cast.stranger, cast.moderator):
        client = as_(somebody)
        assert client.get(page(mine)).status_code == 404
        assert client.post(page(mine), {"reason": ""}).status_code in (403, 404)
    assert set(in_force(cast.owner)) == {mine}
    role_requests.end(affiliation=mine, actor=cast.moderator, reason="หมดวาระ")
    notices = Notice.objects.count()
    assert as_(cast.owner).get(page(mine)).status_code == 404
    with pytest.raises(role_requests.EndedAlready):
        role_requests.step_down(affiliation=mine, user=cast.owner)
    assert Notice.objects.count() == notices
    mine.refresh_from_db()
    assert mine.end_reason == "หมดวาระ"
