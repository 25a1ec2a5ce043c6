"""A MOVES table says all of a life, or it is refused when it is written."""

import pytest

from cms.lifecycle.rules import IncompleteLifecycle, Lifecycle
from tests.lifecycle.errands.models import MOVES, State


def test_a_table_that_leaves_a_state_out_is_refused() -> None:
    with pytest.raises(IncompleteLifecycle, match="dropped"):
        Lifecycle(State, {State.ASKED: {State.DOING}, State.DOING: {State.DONE}, State.DONE: ()})


def test_a_table_that_moves_into_an_unknown_state_is_refused() -> None:
    with pytest.raises(IncompleteLifecycle, match="lost"):
        Lifecycle(State, {**dict.fromkeys(State, ()), State.ASKED: {"lost"}})


def test_a_table_that_needs_a_reason_for_an_unknown_state_is_refused() -> None:
    with pytest.raises(IncompleteLifecycle, match="lost"):
        Lifecycle(State, dict.fromkeys(State, ()), reason_needed={"lost"})


def test_an_end_state_is_one_that_nothing_follows() -> None:
    assert [state for state in State if MOVES.is_end(state)] == [State.DONE]
    assert MOVES.after(State.DOING) == {State.DONE, State.DROPPED}


def test_a_state_is_shown_by_its_label_and_an_unknown_one_by_itself() -> None:
    assert MOVES.label("doing") == "being done"
    assert MOVES.label("lost") == "lost"
