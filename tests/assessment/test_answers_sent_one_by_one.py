"""What the page's own module sends: every answer says what became of it, so that nothing is lost or overwritten."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cms.accounts.models import Affiliation
from cms.assessment.models import Answer, Evidence, Phase, Round, Strength
from tests.assessment.worked import Ground
from tests.cast import Cast
from tests.media import samples

pytestmark = pytest.mark.django_db


def at(ground: Ground, *parts: str) -> str:
    return f"/en/kalyanamitr/assess/{ground.assessment.pk}/-/{'/'.join(parts)}/"


def send(client: Client, url: str, **fields: Any) -> Any:
    """As the module sends it."""
    return client.post(url, {"phase": "self", "seen": 0, **fields}, headers={"X-Requested-With": "fetch"})


def points(ground: Ground, phase: str = Phase.SELF) -> dict[str, int | None]:
    rows = Answer.objects.filter(assessment=ground.assessment, phase=phase)
    return dict(rows.values_list("sub_indicator__code", "points"))


def test_an_answer_is_kept_and_its_revision_told(ground: Ground, cast: Cast) -> None:
    client = cast.client("lao_officer")
    first = send(client, at(ground, "answer", "A1a"), choice="3", note=" มี ")
    assert first.status_code == 200
    assert (first.json()["revision"], first.json()["content"]) == (1, {"choice": "3", "value": "", "note": "มี"})
    assert first["Cache-Control"].startswith("max-age=0")
    second = send(client, at(ground, "answer", "A1a"), choice="4", seen=1)
    assert second.json()["revision"] == 2
    assert points(ground) == {"A1a": 4}


def test_the_same_sent_again_changes_nothing(ground: Ground, cast: Cast) -> None:
    client = cast.client("lao_officer")
    for _time in range(3):
        assert send(client, at(ground, "answer", "A1a"), choice="3").json()["revision"] == 1


def test_somebody_elses_answer_comes_back_as_a_conflict(ground: Ground, cast: Cast) -> None:
    ground.answer("A1a", 1, note="ของอีกเครื่อง")
    refused = send(cast.client("lao_officer"), at(ground, "answer", "A1a"), choice="3")
    told = refused.json()
    assert refused.status_code == 409
    assert (told["revision"], told["content"]["choice"]) == (1, "1")
    assert "ของอีกเครื่อง" in told["html"]
    assert "Keep mine" in told["html"]
    assert points(ground) == {"A1a": 1}
    kept = send(cast.client("lao_officer"), at(ground, "answer", "A1a"), choice="3", seen=told["revision"])
    assert kept.status_code == 200
    assert points(ground) == {"A1a": 3}


def test_an_answer_taken_back_elsewhere_is_a_conflict_too(ground: Ground, cast: Cast) -> None:
    client = cast.client("lao_officer")
    ground.answer("A1a", 1)
    assert send(client, at(ground, "answer", "A1a"), choice="", seen=1).json()["revision"] == 0
    refused = send(client, at(ground, "answer", "A1a"), choice="2", seen=1)
    assert (refused.status_code, refused.json()["revision"]) == (409, 0)
    assert points(ground) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"choice": "9"},
        {"choice": "-1"},
        {"choice": "na"},
        {"choice": "agree"},
        {"choice": "3", "note": "ก" * 2001},
        {"choice": "3", "note": "\x00"},
        {"choice": "3", "seen": "-4"},
        {"choice": "", "note": "แต่หมายเหตุ"},
        {"value": "12"},
    ],
    ids=["no-step", "negative", "na", "agree", "long", "nul", "seen", "note-alone", "measured"],
)
def test_what_the_scale_does_not_take_is_refused_in_words(ground: Ground, cast: Cast, fields: dict[str, str]) -> None:
    refused = send(cast.client("lao_officer"), at(ground, "answer", "A1a"), **fields)
    assert refused.status_code == 422
    assert refused.json()["problem"]
    assert points(ground) == {}


def test_who_was_signed_out_is_told_so(ground: Ground, cast: Cast) -> None:
    refused = send(cast.client("visitor"), at(ground, "answer", "A1a"), choice="3")
    assert refused.status_code == 401
    assert points(ground) == {}


@pytest.mark.parametrize("who", ["stranger", "seller", "editor", "community_representative"])
def test_to_whoever_may_not_see_it_there_is_nothing(ground: Ground, cast: Cast, who: str) -> None:
    assert send(cast.client(who), at(ground, "answer", "A1a"), choice="3").status_code == 404
    assert points(ground) == {}


def test_the_moderator_sees_and_answers_nothing(ground: Ground, cast: Cast) -> None:
    assert send(cast.client("moderator"), at(ground, "answer", "A1a"), choice="3").status_code == 403
    assert points(ground) == {}


def test_an_officer_whose_affiliation_ended_saves_nothing_more(ground: Ground, cast: Cast) -> None:
    client = cast.client("lao_officer")
    Affiliation.objects.filter(user=cast.lao_officer).update(ended_at=timezone.now(), end_reason="ย้าย")
    assert send(client, at(ground, "answer", "A1a"), choice="3").status_code == 404
    assert points(ground) == {}


def test_codes_of_nothing_are_not_found(ground: Ground, cast: Cast) -> None:
    client = cast.client("lao_officer")
    assert send(client, at(ground, "answer", "Z9z"), choice="3").status_code == 404
    assert send(client, at(ground, "strength", "A1a"), text_th="x").status_code == 404
    assert send(client, at(ground, "evidence", "Z9z"), text="x").status_code == 404


def test_an_answer_of_the_self_assessment_sent_late_is_no_verification(ground: Ground, cast: Cast) -> None:
    ground.submitted()
    client = cast.client("researcher")
    late = send(client, at(ground, "answer", "A1a"), choice="1", note="ส่งช้า")
    assert late.status_code == 403
    assert points(ground, Phase.VERIFIED) == {}
    agreed = send(client, at(ground, "answer", "A1a"), choice="agree", phase="verified")
    assert agreed.json()["content"]["choice"] == "agree"
    assert points(ground, Phase.VERIFIED) == {"A1a": 3}


def test_after_the_round_nothing_is_taken(ground: Ground, cast: Cast) -> None:
    Round.objects.update(opens_on="2020-01-01", closes_on="2020-12-31")
    refused = send(cast.client("lao_officer"), at(ground, "answer", "A1a"), choice="3")
    assert refused.status_code == 403
    assert points(ground) == {}


def test_a_strength_is_kept_and_conflicts(ground: Ground, cast: Cast) -> None:
    client = cast.client("lao_officer")
    kept = send(client, at(ground, "strength", "A1"), text_th="ทำทุกบ้าน", text_en="")
    assert (kept.status_code, kept.json()["revision"]) == (200, 1)
    refused = send(client, at(ground, "strength", "A1"), text_th="อีกอย่าง", text_en="")
    assert (refused.status_code, refused.json()["content"]["text_th"]) == (409, "ทำทุกบ้าน")
    assert Strength.objects.get().text_th == "ทำทุกบ้าน"


def test_evidence_is_added_shown_and_removed(ground: Ground, cast: Cast) -> None:
    client = cast.client("lao_officer")
    photo = SimpleUploadedFile("a.jpg", samples.jpeg_from_a_phone())
    added = send(client, at(ground, "evidence", "A1a"), photo=photo, title="ป้ายหน้าอาคาร")
    assert added.status_code == 200
    piece = Evidence.objects.get()
    assert f"/-/file/{piece.pk}/" in added.json()["html"]
    refused = send(client, at(ground, "evidence", "A1a"), title="แต่ชื่อ")
    assert refused.status_code == 422
    assert "แต่ชื่อ" in refused.json()["html"]
    assert send(client, at(ground, "evidence", "A1a"), remove=str(piece.pk)).status_code == 200
    assert send(client, at(ground, "evidence", "A1a"), remove="nonsense").status_code == 200
    assert not Evidence.objects.exists()


def test_a_file_is_for_those_who_may_see_the_assessment(ground: Ground, cast: Cast) -> None:
    photo = SimpleUploadedFile("a.jpg", samples.jpeg())
    send(cast.client("lao_officer"), at(ground, "evidence", "A1a"), photo=photo)
    papers = SimpleUploadedFile("แผน.txt", b"plain words")
    send(cast.client("lao_officer"), at(ground, "evidence", "A1a"), document=papers, title="แผน")
    shown, saved = (at(ground, "file", str(piece.pk)) for piece in Evidence.objects.order_by("-kind"))
    for who in ("lao_officer", "researcher", "moderator", "administrator"):
        answer = cast.client(who).get(shown)
        assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
            200,
            "image/jpeg",
            "private, no-cache",
        ), who
        assert "Content-Disposition" not in answer
    assert cast.client("lao_officer").get(saved)["Content-Disposition"].startswith("attachment")
    for who in ("stranger", "seller", "editor", "community_representative"):
        assert cast.client(who).get(shown).status_code == 404, who
    assert cast.client("visitor").get(shown).status_code == 302
