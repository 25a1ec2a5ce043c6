"""Staff see how far assessments are, and publish or reopen one; nobody else does."""

import pytest
from django.urls import reverse

from cms.assessment.models import Assessment, Result, Standing
from cms.assessment.waiting import lines
from tests.assessment.worked import Ground
from tests.cast import Cast

pytestmark = pytest.mark.django_db

LIST = "/admin/assessments/"


def test_the_queue_lists_filters_and_searches(ground: Ground, cast: Cast) -> None:
    client = cast.client("moderator")
    assert "อบต.ตัวอย่าง" in client.get(LIST).content.decode()
    assert "อบต.ตัวอย่าง · ข้อมูลสาธิต" in client.get(LIST).content.decode()
    assert "อบต.ตัวอย่าง" not in client.get(LIST, {"state": "verified"}).content.decode()
    assert "อบต.ตัวอย่าง" in client.get(LIST, {"q": "ตัวอย่าง"}).content.decode()
    assert "อบต.ตัวอย่าง" not in client.get(f"{LIST}results/", {"q": "ที่อื่น"}).content.decode()


@pytest.mark.parametrize("who", ["visitor", "lao_officer", "researcher", "editor"])
def test_others_neither_see_nor_decide(ground: Ground, cast: Cast, who: str) -> None:
    ground.verified()
    client = cast.client(who)
    page = reverse("assessment_admin", args=[ground.assessment.pk])
    for address in (LIST, page):
        assert client.get(address).status_code in {302, 403}
    assert client.post(page, {"act": "publish"}).status_code in {302, 403}
    assert not Result.objects.exists()


def test_a_moderator_publishes_and_reopens_with_a_reason(ground: Ground, cast: Cast) -> None:
    assert [line.count for line in lines(ground.moderator)] == [0]
    ground.verified(4, B1=1)
    assert [line.count for line in lines(ground.moderator)] == [1]
    assert not list(lines(ground.researcher))
    client = cast.client("moderator")
    page = reverse("assessment_admin", args=[ground.assessment.pk])
    shown = client.get(page).content.decode()
    assert "85.00" in shown
    assert "เข้าถึง" in shown
    assert client.post(page, {"act": "publish"}).status_code == 302
    assert Standing.objects.get().percent == 85
    result = reverse("assessment:organisation", args=[ground.assessment.organisation.key])
    assert result not in shown
    assert f"{result}?set=" in client.get(page).content.decode()
    # Pressed again on a page that stood open.
    assert client.post(page, {"act": "publish"}).status_code == 422
    assert Result.objects.count() == 1
    refused = client.post(page, {"act": "reopen", "reason": "  "})
    assert refused.status_code == 422
    assert refused.context["form"].errors["reason"]
    assert Standing.objects.exists()
    long = client.post(page, {"act": "reopen", "reason": "ก" * 2001})
    assert long.status_code == 422
    assert "ก" * 2001 in long.content.decode()
    assert client.post(page, {"act": "reopen", "reason": "แก้คะแนน"}).status_code == 302
    assert not Standing.objects.exists()
    assert Assessment.objects.get().state == "reopened"
    assert "แก้คะแนน" in client.get(page).content.decode()


def test_nonsense_is_answered_kindly(ground: Ground, cast: Cast) -> None:
    client = cast.client("administrator")
    page = reverse("assessment_admin", args=[ground.assessment.pk])
    assert client.post(page, {"act": "erase"}).status_code == 422
    assert client.post(page, {"act": "publish"}).status_code == 422
    assert client.get("/admin/assessments/999999/").status_code == 404
    assert client.get(LIST, {"state": "nowhere", "p": "-1", "round": "x"}).status_code in {200, 404}
    assert Assessment.objects.get().state == "draft"
