"""A sheet saved by its one button: all at once, nothing lost, nothing overwritten unseen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.assessment.models import Answer, Assessment, Evidence, Phase, State, Strength
from tests.assessment.sheet_sent import fields_in, send, shown
from tests.assessment.worked import Ground
from tests.cast import Cast
from tests.media import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(ground: Ground, cast: Cast) -> Client:
    """The officer's browser."""
    return cast.client("lao_officer")


def url(ground: Ground, code: str = "A1") -> str:
    return f"/en/kalyanamitr/assess/{ground.assessment.pk}/{code}/"


def said(ground: Ground, phase: str = Phase.SELF) -> dict[str, tuple[int | None, str]]:
    rows = Answer.objects.filter(assessment=ground.assessment, phase=phase).order_by("sub_indicator__code")
    return {row.sub_indicator.code: (row.points, row.note) for row in rows.select_related("sub_indicator")}


def test_one_button_saves_every_answer_and_leads_to_the_next_indicator(ground: Ground, officer: Client) -> None:
    sent = {"sub-A1a-choice": "3", "sub-A1a-note": "มีแผนครบ", "sub-A1b-choice": "na", "go": "next"}
    answered = send(officer, url(ground), sent)
    assert (answered.status_code, answered["Location"]) == (302, url(ground, "A2"))
    assert said(ground) == {"A1a": (3, "มีแผนครบ"), "A1b": (None, "")}


def test_after_the_last_indicator_comes_the_whole(ground: Ground, officer: Client) -> None:
    answered = send(officer, url(ground, "B2"), {"go": "next"})
    assert answered["Location"] == f"/en/kalyanamitr/assess/{ground.assessment.pk}/"


def test_what_cannot_be_kept_stands_beside_its_field_and_the_rest_is_kept(ground: Ground, officer: Client) -> None:
    sent = {"sub-A1a-choice": "9", "sub-A1a-note": "ยังไม่แน่ใจ", "sub-A1b-choice": "2"}
    answered = send(officer, url(ground), sent)
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Choose one of the answers that there are." in page
    assert fields_in(page)["sub-A1a-note"] == "ยังไม่แน่ใจ"
    assert said(ground) == {"A1b": (2, "")}


def test_a_note_alone_is_no_answer_and_stays_on_the_page(ground: Ground, officer: Client) -> None:
    answered = send(officer, url(ground), {"sub-A1a-note": "จะถามนายก"})
    assert answered.status_code == 422
    assert fields_in(answered.content.decode())["sub-A1a-note"] == "จะถามนายก"
    assert said(ground) == {}


def test_not_applicable_is_refused_where_the_set_does_not_allow_it(ground: Ground, officer: Client) -> None:
    answered = send(officer, url(ground), {"sub-A1a-choice": "na"})
    assert answered.status_code == 422
    assert said(ground) == {}


def test_an_answer_is_taken_back(ground: Ground, officer: Client) -> None:
    ground.answer("A1a", 3)
    assert send(officer, url(ground), {"sub-A1a-choice": ""}).status_code == 302
    assert said(ground) == {}


def test_what_was_not_touched_overwrites_nothing(ground: Ground, officer: Client) -> None:
    ground.answer("A1a", 1)
    held = shown(officer, url(ground))
    ground.answer("A1a", 4, seen=1)
    answered = send(officer, url(ground), {"sub-A1b-choice": "2"}, held)
    assert answered.status_code == 302
    assert said(ground) == {"A1a": (4, ""), "A1b": (2, "")}


def test_two_pages_of_one_answer_show_both_and_keep_the_first_until_somebody_chooses(
    ground: Ground, officer: Client
) -> None:
    held = shown(officer, url(ground))
    ground.answer("A1a", 4, note="ของเครื่องแรก")
    answered = send(officer, url(ground), {"sub-A1a-choice": "1", "sub-A1a-note": "ของเครื่องที่สอง"}, held)
    page = answered.content.decode()
    assert answered.status_code == 409
    assert "ของเครื่องแรก" in page
    assert "ของเครื่องที่สอง" in page
    assert said(ground) == {"A1a": (4, "ของเครื่องแรก")}
    again = send(officer, url(ground), {}, fields_in(page))
    assert again.status_code == 409
    assert said(ground) == {"A1a": (4, "ของเครื่องแรก")}
    mine = send(officer, url(ground), {"sub-A1a-keep": "mine:1"}, fields_in(page))
    assert mine.status_code == 302
    assert said(ground) == {"A1a": (1, "ของเครื่องที่สอง")}


def test_the_other_answer_may_be_kept(ground: Ground, officer: Client) -> None:
    held = shown(officer, url(ground))
    ground.answer("A1a", 4)
    page = send(officer, url(ground), {"sub-A1a-choice": "1"}, held).content.decode()
    assert send(officer, url(ground), {"sub-A1a-keep": "theirs"}, fields_in(page)).status_code == 302
    assert said(ground) == {"A1a": (4, "")}


def test_keeping_mine_overwrites_only_what_was_shown(ground: Ground, officer: Client) -> None:
    held = shown(officer, url(ground))
    ground.answer("A1a", 4)
    page = send(officer, url(ground), {"sub-A1a-choice": "1"}, held).content.decode()
    ground.answer("A1a", 2, seen=1)
    assert send(officer, url(ground), {"sub-A1a-keep": "mine:1"}, fields_in(page)).status_code == 409
    assert said(ground) == {"A1a": (2, "")}


def test_what_was_submitted_meanwhile_takes_nothing_and_shows_what_was_typed(ground: Ground, officer: Client) -> None:
    held = shown(officer, url(ground))
    ground.submitted()
    answered = send(officer, url(ground), {"sub-A1a-choice": "1", "sub-A1a-note": "สายไปแล้ว"}, held)
    assert answered.status_code == 422
    assert "สายไปแล้ว" in answered.content.decode()
    assert said(ground)["A1a"] == (3, "")


def test_a_strength_is_kept_with_the_sheet_and_conflicts_like_an_answer(ground: Ground, officer: Client) -> None:
    held = shown(officer, url(ground))
    assert send(officer, url(ground), {"strength-text_th": "ทำบัญชีครัวเรือนทุกบ้าน"}).status_code == 302
    answered = send(officer, url(ground), {"strength-text_th": "อีกเครื่องหนึ่ง"}, held)
    assert answered.status_code == 409
    assert Strength.objects.get().text_th == "ทำบัญชีครัวเรือนทุกบ้าน"
    assert send(officer, url(ground), {"strength-text_th": "", "strength-text_en": "Only"}).status_code == 422
    assert send(officer, url(ground), {"strength-text_th": ""}).status_code == 302
    assert not Strength.objects.exists()


def test_evidence_goes_with_the_answers_and_back_to_its_place(ground: Ground, officer: Client) -> None:
    photo = SimpleUploadedFile("ป้าย.jpg", samples.jpeg())
    sent = {"sub-A1a-choice": "3", "sub-A1a-text": "ประกาศหน้าสำนักงาน", "sub-A1a-photo": photo, "go": "sub-A1a"}
    answered = send(officer, url(ground), sent)
    assert answered["Location"] == f"{url(ground)}#sub-A1a"
    assert sorted(Evidence.objects.values_list("kind", flat=True)) == ["photo", "text"]
    text = Evidence.objects.get(kind="text")
    assert send(officer, url(ground), {"remove": str(text.pk), "sub-A1b-choice": "1"}).status_code == 302
    assert [piece.kind for piece in Evidence.objects.all()] == ["photo"]
    assert said(ground) == {"A1a": (3, ""), "A1b": (1, "")}


def test_evidence_that_is_refused_says_why_and_keeps_what_was_typed(ground: Ground, officer: Client) -> None:
    sent = {"sub-A1a-link": "not an address", "sub-A1a-title": "เว็บของ อบต."}
    answered = send(officer, url(ground), sent)
    fields = fields_in(answered.content.decode())
    assert answered.status_code == 422
    assert (fields["sub-A1a-link"], fields["sub-A1a-title"]) == ("not an address", "เว็บของ อบต.")
    assert not Evidence.objects.exists()


def test_of_two_pieces_only_the_refused_one_stays_to_be_sent_again(ground: Ground, officer: Client) -> None:
    sent = {"sub-A1a-text": "ประกาศ", "sub-A1a-photo": SimpleUploadedFile("ไม่ใช่ภาพ.jpg", b"no picture")}
    answered = send(officer, url(ground), sent)
    assert answered.status_code == 422
    assert fields_in(answered.content.decode())["sub-A1a-text"] == ""
    assert [piece.text for piece in Evidence.objects.all()] == ["ประกาศ"]


def test_a_researcher_agrees_or_says_why_not(ground: Ground, cast: Cast) -> None:
    ground.submitted(3, A1b=None)
    client = cast.client("researcher")
    refused = send(client, url(ground), {"sub-A1a-choice": "agree", "sub-A1b-choice": "2"})
    assert refused.status_code == 422
    assert "Say why it differs from the self-assessment." in refused.content.decode()
    assert said(ground, Phase.VERIFIED) == {"A1a": (3, "")}
    sent = {"sub-A1b-choice": "2", "sub-A1b-note": "พบที่ทำการกลุ่ม"}
    assert send(client, url(ground), sent).status_code == 302
    assert said(ground, Phase.VERIFIED) == {"A1a": (3, ""), "A1b": (2, "พบที่ทำการกลุ่ม")}
    assert said(ground)["A1b"] == (None, "")
    assert shown(client, url(ground))["sub-A1a-choice"] == "agree"


@pytest.mark.parametrize("who", ["lao_officer", "moderator"])
def test_whoever_does_not_verify_reads_and_changes_nothing(ground: Ground, cast: Cast, who: str) -> None:
    ground.submitted()
    client = cast.client(who)
    assert "data-sheet" not in client.get(url(ground)).content.decode()
    assert client.post(url(ground), {"sub-A1a-choice": "0", "sub-A1a-was": ""}).status_code == 422
    assert said(ground, Phase.VERIFIED) == {}
    assert said(ground)["A1a"] == (3, "")
    assert Assessment.objects.get().state == State.SUBMITTED


def test_a_sheet_that_comes_after_it_was_handed_on_is_no_verification(ground: Ground, cast: Cast) -> None:
    client = cast.client("researcher")
    held = shown(client, url(ground))
    ground.submitted()
    sent = {"sub-A1a-choice": "1", "sub-A1a-note": "ยังไม่มีแผน", "sub-A1a-text": "ประกาศ", "strength-text_th": "น้ำดี"}
    answered = send(client, url(ground), sent, held)
    assert answered.status_code == 422
    assert "ยังไม่มีแผน" in answered.content.decode()
    assert said(ground, Phase.VERIFIED) == {}
    assert not Evidence.objects.exists()
    assert not Strength.objects.exists()
    assert "data-sheet" in client.get(url(ground)).content.decode()


def test_what_is_no_number_and_comes_too_late_is_shown_as_no_answer(ground: Ground, officer: Client) -> None:
    ground.submitted()
    assert officer.post(url(ground), {"sub-A1a-choice": "²", "sub-A1a-was": ""}).status_code == 422
