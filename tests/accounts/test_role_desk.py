"""In the admin: requests for roles, who speaks for whom, and what waits."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cms.accounts import role_requests
from cms.accounts.affiliations import in_force
from cms.accounts.models import Affiliation, Notice, RoleRequest
from cms.accounts.representing import RequestState
from cms.operations.dashboard import waiting_for
from cms.places.models import Subdistrict
from cms.places.services import village_of
from tests.accounts.role_asking import officer, representative, researcher
from tests.cast import Cast
from tests.pages_made import make_lao

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("khon_kaen", "root")]


def test_who_decides_sees_who_asks_what_with_which_evidence(cast: Cast) -> None:
    request = officer(cast.owner, make_lao(district="4001"))
    client = cast.client("moderator")
    assert "อบต.หนองแวง" in client.get(f"{reverse('role_requests')}?state=asked").content.decode()
    html = client.get(reverse("role_request", args=[request.pk])).content.decode()
    for words in ("owner@example.org", "ปลัด", "ดูแลแผนพัฒนา", reverse("account_role_paper", args=[request.pk])):
        assert words in html


def test_granting_and_refusing_answer_with_what_happened(cast: Cast) -> None:
    first, second = officer(cast.owner, make_lao(district="4001")), researcher(cast.stranger)
    client = cast.client("moderator")
    client.post(reverse("role_request", args=[first.pk]), {"act": "grant"})
    client.post(reverse("role_request", args=[second.pk]), {"act": "refuse", "reason": "เอกสารไม่ชัด"})
    assert dict(RoleRequest.objects.values_list("pk", "state")) == {first.pk: "granted", second.pk: "refused"}
    assert in_force(cast.owner).exists()
    assert not in_force(cast.stranger).exists()
    assert "เอกสารไม่ชัด" in Notice.objects.get(recipient=cast.stranger).text_th


def test_a_refusal_without_a_reason_comes_back_beside_the_field(cast: Cast) -> None:
    request = researcher(cast.owner)
    answer = cast.client("moderator").post(reverse("role_request", args=[request.pk]), {"act": "refuse"})
    assert answer.status_code == 422
    assert "reason" in answer.context["form"].errors
    request.refresh_from_db()
    assert request.state == RequestState.ASKED


def test_who_decides_second_reads_who_was_first(cast: Cast) -> None:
    request = researcher(cast.owner)
    role_requests.grant(request=request, actor=cast.administrator)
    before = Affiliation.objects.count(), Notice.objects.count()
    answer = cast.client("moderator").post(
        reverse("role_request", args=[request.pk]), {"act": "refuse", "reason": "ไม่"}
    )
    assert answer.status_code == 422
    assert "Administrator" in str(answer.context["form"].non_field_errors())
    assert (Affiliation.objects.count(), Notice.objects.count()) == before


def test_a_community_that_is_there_is_offered_and_others_are_not_taken(cast: Cast) -> None:
    request = representative(cast.owner, community="บ.ดอน")
    known = village_of(subdistrict=Subdistrict.objects.get(code="400101"), name_th="บ้านดอน", moo=3)
    foreign = village_of(subdistrict=Subdistrict.objects.get(code="400102"), name_th="ไกล")
    client, address = cast.client("moderator"), reverse("role_request", args=[request.pk])
    html = client.get(address).content.decode()
    assert "บ้านดอน หมู่ที่ 3" in html
    answer = client.post(address, {"act": "grant", "organisation": str(foreign.pk)})
    assert set(answer.context["form"].errors) == {"organisation"}
    assert not Affiliation.objects.exists()
    client.post(address, {"act": "grant", "organisation": str(known.pk)})
    assert Affiliation.objects.get().organisation == known


def test_an_affiliation_is_ended_with_a_reason(cast: Cast) -> None:
    given = role_requests.grant(request=officer(cast.owner, make_lao(district="4001")), actor=cast.administrator)
    client, address = cast.client("moderator"), reverse("affiliation", args=[given.pk])
    assert "อบต.หนองแวง" in client.get(f"{reverse('affiliations')}?ended_at__isnull=true").content.decode()
    assert client.post(address, {"reason": " "}).context["form"].errors.keys() == {"reason"}
    assert in_force(cast.owner).exists()
    client.post(address, {"reason": "ย้ายงาน"})
    assert not in_force(cast.owner).exists()
    assert "ย้ายงาน" in client.get(address).content.decode()
    answer = client.post(address, {"reason": "อีกครั้ง"})
    assert answer.status_code == 422
    assert "ย้ายงาน" in Affiliation.objects.get().end_reason


def test_others_of_the_staff_get_nowhere(cast: Cast) -> None:
    request = researcher(cast.owner)
    for name, args in (
        ("role_requests", []),
        ("role_request", [request.pk]),
        ("affiliations", []),
        ("affiliation", [1]),
    ):
        assert cast.client("editor").post(reverse(name, args=args), {"act": "grant"}).status_code in {
            302,
            403,
            404,
            405,
        }
    request.refresh_from_db()
    assert request.state == RequestState.ASKED


def test_what_waits_is_counted_for_who_may_decide(cast: Cast) -> None:
    researcher(cast.owner)
    assert [line.count for line in waiting_for(cast.moderator) if "role-requests" in line.url] == [1]
    assert [line for line in waiting_for(cast.editor) if "role-requests" in line.url] == []


def test_long_lists_cost_no_more_queries(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = cast.client("moderator")
    for name in ("role_requests", "affiliations"):
        client.get(reverse(name))
    for number in range(8):
        lao = make_lao(f"ที่{number}", district="4001", name_en=f"No {number}")
        role_requests.grant(request=officer(cast.owner, lao), actor=cast.moderator)
    for name in ("role_requests", "affiliations"):
        with django_assert_max_num_queries(22):
            assert client.get(reverse(name)).status_code == 200
