"""Staff answer messages and decide about requests; nobody else even sees them."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import models

from cms.home import services
from cms.home.letters import ContactMessage, MessageState
from cms.home.models import ContactPage
from cms.lao.joining import JoinRequest, JoinState
from cms.lifecycle.rules import MoveNotAllowed
from tests.cast import Cast
from tests.lao.letters import ask
from tests.pages_made import provinces

pytestmark = pytest.mark.usefixtures("contact")
BODY = "ตัวเลขหน้านี้ผิดไหมครับ"


def write(**changes: str) -> ContactMessage:
    """A visitor's message."""
    data = {"name": "สมชาย", "email": "somchai@example.org", "subject": "ถามหน่อย", "text": BODY, "language": "th"}
    return services.receive_message(**{**data, **changes})


def request_to_join() -> JoinRequest:
    """An LAO's request."""
    provinces()
    return ask()


LETTERS: list[tuple[str, Callable[[], models.Model]]] = [("messages", write), ("join-requests", request_to_join)]


@pytest.mark.every_database
def test_an_answer_leaves_by_mail_in_the_language_of_the_letter(contact: ContactPage, cast: Cast) -> None:
    message = write(language="en", subject="A\nquestion")
    services.answer_message(message=message, answer="It is right.", actor=cast.moderator)
    [sent] = mail.outbox
    assert sent.to == ["somchai@example.org"]
    assert sent.subject == "Answer to: A question"
    assert "It is right." in sent.body
    assert ContactMessage.objects.get().state == MessageState.ANSWERED


@pytest.mark.every_database
def test_an_answer_pressed_twice_is_mailed_once(cast: Cast) -> None:
    message = write()
    stale = ContactMessage.objects.get(pk=message.pk)
    services.answer_message(message=message, answer="ถูกแล้วครับ", actor=cast.moderator)
    with pytest.raises(MoveNotAllowed):
        services.answer_message(message=stale, answer="อีกครั้ง", actor=cast.moderator)
    assert len(mail.outbox) == 1
    assert ContactMessage.objects.get().answer == "ถูกแล้วครับ"
    assert message.events.count() == 2


def test_an_empty_answer_is_refused_and_nothing_changes(cast: Cast) -> None:
    message = write()
    with pytest.raises(ValidationError):
        services.answer_message(message=message, answer="  ", actor=cast.moderator)
    assert ContactMessage.objects.get().state == MessageState.NEW
    assert mail.outbox == []


def test_the_page_answers_closes_and_opens_again(cast: Cast) -> None:
    message = write()
    client = cast.client("moderator")
    page = f"/admin/messages/{message.pk}/"
    assert BODY in client.get(page).content.decode()
    assert client.post(page, {"act": "answer", "answer": ""}).status_code == 422
    for act, state in (("spam", "spam"), ("reopen", "new"), ("answer", "answered"), ("close", "closed")):
        assert client.post(page, {"act": act, "answer": "ถูกแล้วครับ"}).status_code == 302
        assert ContactMessage.objects.get().state == state
    assert client.post(page, {"act": "close"}).status_code == 422
    assert client.post(page, {"act": "dance"}).status_code == 422
    assert len(mail.outbox) == 1


def test_the_page_accepts_declines_with_a_reason_and_takes_back(cast: Cast) -> None:
    request = request_to_join()
    client = cast.client("moderator")
    page = f"/admin/join-requests/{request.pk}/"
    refused = client.post(page, {"act": "decline", "reason": ""})
    assert refused.status_code == 422
    assert "reason" in refused.context["form"].errors
    for act, state in (("decline", JoinState.DECLINED), ("reopen", JoinState.ASKED), ("accept", JoinState.ACCEPTED)):
        assert client.post(page, {"act": act, "reason": "ยังไม่พร้อม"}).status_code == 302
        assert JoinRequest.objects.get().state == state
    assert client.post(page, {"act": "accept"}).status_code == 422
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(("path", "make"), LETTERS)
@pytest.mark.parametrize("who", ["visitor", "stranger", "lao_officer", "editor"])
def test_nobody_else_opens_lists_or_letters(cast: Cast, path: str, make: Callable[[], models.Model], who: str) -> None:
    letter = make()
    client = cast.client(who)
    for address in (f"/admin/{path}/", f"/admin/{path}/results/", f"/admin/{path}/{letter.pk}/"):
        answer = client.get(address)
        assert answer.status_code in (302, 403)
        assert "example.org" not in answer.content.decode()
    for act in ("answer", "close", "accept", "decline"):
        client.post(f"/admin/{path}/{letter.pk}/", {"act": act, "answer": "x", "reason": "x"})
    assert letter.events.count() == 1  # type: ignore[attr-defined]  # both letters have events
    assert mail.outbox == []


@pytest.mark.parametrize(("path", "make"), LETTERS)
def test_staff_filter_by_state_and_search_in_thai(cast: Cast, path: str, make: Callable[[], models.Model]) -> None:
    make()
    client = cast.client("moderator")
    shown = {"messages": "ถามหน่อย", "join-requests": "หนองแวง"}[path]
    waiting = {"messages": "new", "join-requests": "asked"}[path]
    for query, is_found in ((f"state={waiting}", True), (f"q={shown[1:4]}", True), ("q=ไม่มี", False)):
        text = client.get(f"/admin/{path}/results/?{query}").content.decode()
        assert (shown in text) is is_found


@pytest.mark.parametrize("who", ["moderator", "editor"])
def test_editors_keep_sources_and_participations_and_find_them_in_thai(cast: Cast, who: str) -> None:
    client = cast.client(who)
    data = {"key": "002", "title_th": "รายงานประจำปี", "title_en": "Annual report", "year": "2024"}
    assert client.post("/admin/snippets/blocks/source/add/", data).status_code == 302
    assert "รายงานประจำปี" in client.get("/admin/snippets/blocks/source/?q=ประจำ").content.decode()
    assert client.get("/admin/snippets/lao/participation/?q=ประจำ").status_code == 200
    assert client.get("/admin/snippets/lao/participation/add/").status_code == 200
