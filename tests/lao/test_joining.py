"""An LAO asks to join; staff decide."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.accounts.models import Notice
from cms.lao import services
from cms.lao.joining import JoinEvent, JoinRequest, JoinState
from cms.lao.models import LaoIndexPage, Participation
from cms.lifecycle.rules import MoveNotAllowed, ReasonMissing
from search.services import generation
from tests.cast import Cast
from tests.lao.letters import ask
from tests.pages_made import make_lao

pytestmark = [pytest.mark.every_database, pytest.mark.usefixtures("directory")]


def test_a_request_begins_its_life_and_tells_who_may_decide(directory: LaoIndexPage, cast: Cast) -> None:
    told = {cast.moderator, cast.administrator}
    assert cast.editor
    assert cast.stranger
    request = ask()
    assert request.state == JoinState.ASKED
    assert [event.to_state for event in request.events.all()] == [JoinState.ASKED]
    assert {notice.recipient for notice in Notice.objects.filter(kind="join_request")} == told


def test_accepting_writes_who_and_when_and_mails_the_asker_in_their_language(cast: Cast) -> None:
    request = ask(language="en", lao=make_lao())
    before = generation()
    services.accept(request=request, actor=cast.moderator)
    request.refresh_from_db()
    assert request.state == JoinState.ACCEPTED
    assert request.events.get(to_state=JoinState.ACCEPTED).actor == cast.moderator
    [sent] = mail.outbox
    assert sent.to == ["somsri@example.org"]
    assert "Nong Waeng TAO" in sent.subject
    assert "welcome" in sent.body
    assert generation() > before


def test_accepting_writes_no_participation(cast: Cast) -> None:
    services.accept(request=ask(lao=make_lao()), actor=cast.moderator)
    assert not Participation.objects.exists()


def test_declining_needs_a_reason_which_the_mail_tells(cast: Cast) -> None:
    request = ask()
    with pytest.raises(ReasonMissing):
        services.decline(request=request, actor=cast.moderator, reason="  ")
    request.refresh_from_db()
    assert request.state == JoinState.ASKED
    assert mail.outbox == []
    services.decline(request=request, actor=cast.moderator, reason="รอบนี้เต็มแล้ว")
    assert "รอบนี้เต็มแล้ว" in mail.outbox[0].body
    assert request.events.get(to_state=JoinState.DECLINED).reason == "รอบนี้เต็มแล้ว"


def test_a_second_press_decides_nothing_and_mails_nothing(cast: Cast) -> None:
    request = ask()
    stale = JoinRequest.objects.get(pk=request.pk)
    services.accept(request=request, actor=cast.moderator)
    with pytest.raises(MoveNotAllowed):
        services.accept(request=stale, actor=cast.moderator)
    with pytest.raises(MoveNotAllowed):
        services.decline(request=stale, actor=cast.moderator, reason="ไม่")
    assert len(mail.outbox) == 1
    assert JoinEvent.objects.count() == 2


@pytest.mark.parametrize("first_state", [JoinState.ASKED, JoinState.ACCEPTED])
def test_an_lao_asks_once_while_its_request_is_open_or_accepted(cast: Cast, first_state: JoinState) -> None:
    request = ask()
    if first_state == JoinState.ACCEPTED:
        services.accept(request=request, actor=cast.moderator)
    with pytest.raises(ValidationError):
        ask(person="อีกคน")
    assert JoinRequest.objects.count() == 1


def test_after_a_refusal_an_lao_may_ask_again(cast: Cast) -> None:
    services.decline(request=ask(), actor=cast.moderator, reason="ยังไม่พร้อม")
    ask()
    assert JoinRequest.objects.count() == 2


def test_a_decision_is_not_taken_back_while_the_lao_has_asked_anew(cast: Cast) -> None:
    declined = ask()
    services.decline(request=declined, actor=cast.moderator, reason="ยังไม่พร้อม")
    ask()
    with pytest.raises(services.AskedAlready):
        services.reopen(request=declined, actor=cast.moderator)
    declined = JoinRequest.objects.get(pk=declined.pk)
    assert declined.state == JoinState.DECLINED
    assert declined.events.count() == 2


def test_laos_of_one_name_in_two_districts_both_ask() -> None:
    ask(district="4001")
    ask(district="4002")
    with pytest.raises(ValidationError):
        ask(district="4002")
    assert JoinRequest.objects.count() == 2


@pytest.mark.parametrize("named", [{"lao": True}, {"district": "4001"}, {}])
def test_the_database_refuses_a_second_open_request_whoever_writes_it(named: dict[str, object]) -> None:
    first = ask(**{**named, **({"lao": make_lao()} if "lao" in named else {})})
    twin = JoinRequest.objects.get(pk=first.pk)
    twin.pk, twin._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    assert JoinRequest.objects.count() == 1


def test_who_comes_second_in_a_race_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    ask()
    # Both saw a table without the other's row when they checked.
    monkeypatch.setattr(JoinRequest, "full_clean", lambda self: None)
    with pytest.raises(services.AskedAlready):
        ask(person="อีกคน")
    assert JoinRequest.objects.count() == 1
    assert JoinEvent.objects.count() == 1


def test_a_district_elsewhere_is_refused() -> None:
    with pytest.raises(ValidationError):
        ask(district="5004")
    assert not JoinRequest.objects.exists()
