"""What a move does, and what a refused move leaves alone."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.lifecycle.rules import LockOutsideTransaction, MoveNotAllowed, ReasonMissing
from cms.lifecycle.services import begin, move
from tests.cast import Cast
from tests.lifecycle.errands.models import MOVES, Errand, ErrandEvent, State

pytestmark = pytest.mark.every_database


@pytest.fixture
def errand(cast: Cast) -> Errand:
    errand = Errand.objects.create(title="Fetch water")
    begin(subject=errand, events=ErrandEvent, actor=cast.owner)
    return errand


def go(errand: Errand, to: str, cast: Cast, reason: str = "") -> ErrandEvent:
    return move(subject=errand, to=to, lifecycle=MOVES, events=ErrandEvent, actor=cast.team_mate, reason=reason)


def test_a_life_begins_with_an_event_that_comes_from_nowhere(errand: Errand, cast: Cast) -> None:
    event = errand.events.get()
    assert (event.from_state, event.to_state, event.actor_id) == ("", State.ASKED, cast.owner.pk)


def test_a_move_writes_who_when_from_to_and_why(errand: Errand, cast: Cast) -> None:
    event = go(errand, State.DROPPED, cast, reason="  it rains ")
    event.refresh_from_db()
    assert (event.from_state, event.to_state, event.actor_id) == (State.ASKED, State.DROPPED, cast.team_mate.pk)
    assert event.reason == "it rains"
    assert event.at.utcoffset() is not None
    errand.refresh_from_db()
    assert errand.state == State.DROPPED


def test_the_clock_moves_without_a_person(errand: Errand) -> None:
    event = move(subject=errand, to=State.DOING, lifecycle=MOVES, events=ErrandEvent, actor=None)
    assert event.actor_id is None


def test_a_move_that_is_not_in_the_table_changes_nothing_and_writes_no_event(errand: Errand, cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed) as refusal:
        go(errand, State.DONE, cast)
    assert refusal.value.code == "move_not_allowed"
    assert "asked for" in refusal.value.messages[0]
    assert "done" in refusal.value.messages[0]
    errand.refresh_from_db()
    assert errand.state == State.ASKED
    assert errand.events.count() == 1


def test_a_move_without_the_reason_it_needs_changes_nothing(errand: Errand, cast: Cast) -> None:
    with pytest.raises(ReasonMissing) as refusal:
        go(errand, State.DROPPED, cast, reason=" \n")
    assert "reason" in refusal.value.message_dict
    errand.refresh_from_db()
    assert errand.state == State.ASKED
    assert errand.events.count() == 1


def test_a_move_into_the_state_it_is_in_is_refused(errand: Errand, cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed):
        go(errand, State.ASKED, cast)
    assert errand.events.count() == 1


def test_a_move_counts_from_the_row_and_not_from_what_the_caller_remembers(errand: Errand, cast: Cast) -> None:
    stale = Errand.objects.get(pk=errand.pk)
    go(errand, State.DOING, cast)
    go(errand, State.DONE, cast)
    with pytest.raises(MoveNotAllowed):
        go(stale, State.DOING, cast)
    assert stale.state == State.DONE
    assert errand.events.count() == 3


def test_a_move_does_not_write_back_what_others_changed(errand: Errand, cast: Cast) -> None:
    Errand.objects.filter(pk=errand.pk).update(title="Fetch rice")
    go(errand, State.DOING, cast)
    assert Errand.objects.get(pk=errand.pk).title == "Fetch rice"


def test_a_move_and_its_event_come_and_go_together(errand: Errand, cast: Cast) -> None:
    with transaction.atomic():
        go(errand, State.DOING, cast)
        transaction.set_rollback(True)
    errand.refresh_from_db()
    assert errand.state == State.ASKED
    assert errand.events.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_move_outside_a_transaction_is_refused(cast: Cast) -> None:
    errand = Errand.objects.create(title="Fetch water")
    with pytest.raises(LockOutsideTransaction):
        go(errand, State.DOING, cast)
    assert Errand.objects.get(pk=errand.pk).state == State.ASKED
    assert not ErrandEvent.objects.exists()


def test_what_moves_is_held_against_a_second_move_at_the_same_time(errand: Errand, cast: Cast) -> None:
    assert cast.team_mate.pk
    with CaptureQueriesContext(connection) as queries:
        go(errand, State.DOING, cast)
    if connection.features.has_select_for_update:
        assert "FOR UPDATE" in queries[0]["sql"]
    else:
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert queries[0]["sql"].startswith("SELECT")
    assert len(queries) == 3


def test_the_database_refuses_an_event_that_goes_nowhere(errand: Errand) -> None:
    for before, after in [(State.ASKED, ""), (State.ASKED, State.ASKED)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            ErrandEvent.objects.create(subject=errand, from_state=before, to_state=after)
    assert errand.events.count() == 1


def test_somebody_with_a_history_cannot_be_deleted(errand: Errand, cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        cast.owner.delete()
    assert errand.events.get().actor_id == cast.owner.pk
