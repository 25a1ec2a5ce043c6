"""What a lifecycle is: its states, and which state may follow which. Pure: no database, no HTTP, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.core.exceptions import ValidationError


class MoveNotAllowed(ValidationError):
    """The MOVES table has no move from the state the subject is in to the state asked for."""


class ReasonMissing(ValidationError):
    """The move into this state needs a reason, and none was given."""


class LockOutsideTransaction(RuntimeError):
    """A row was to be locked outside a transaction, where a lock would end at once: a mistake in the caller."""


class IncompleteLifecycle(ValueError):
    """A MOVES table leaves a state out, or names one that is not of its states: a mistake in its author."""


@dataclass(frozen=True)
class Lifecycle:
    """A TextChoices of states with the table of allowed moves.

        MOVES = Lifecycle(
            State,
            {State.ASKED: {State.GRANTED, State.REFUSED}, State.GRANTED: (), State.REFUSED: ()},
            reason_needed={State.REFUSED},
        )

    Every state has its line, an end state an empty one. `reason_needed` holds states that nobody may be moved into
    without saying why. Raises IncompleteLifecycle where the table and the states disagree.
    """

    states: type[Enum]
    moves: Mapping[str, Iterable[str]]
    reason_needed: Iterable[str] = field(default=())

    def __post_init__(self) -> None:
        known = {str(state.value) for state in self.states}
        table = {str(state): frozenset(str(after) for after in moves) for state, moves in self.moves.items()}
        if table.keys() != known:
            raise IncompleteLifecycle(f"{self.states.__name__}: no line, or one too many, for {table.keys() ^ known}.")
        named = {state for moves in table.values() for state in moves} | {str(state) for state in self.reason_needed}
        if named - known:
            raise IncompleteLifecycle(f"{self.states.__name__} has no {sorted(named - known)}.")
        object.__setattr__(self, "moves", table)
        object.__setattr__(self, "reason_needed", frozenset(str(state) for state in self.reason_needed))

    def after(self, state: str) -> frozenset[str]:
        """The states that may follow this one; empty at the end of a life."""
        return frozenset(self.moves.get(str(state), ()))

    def allows(self, before: str, after: str) -> bool:
        """True where the table has this move."""
        return str(after) in self.after(before)

    def is_end(self, state: str) -> bool:
        """True where nothing may follow."""
        return not self.after(state)

    def label(self, state: str) -> str:
        """The state as people read it; a value that is no state stands for itself."""
        for member in self.states:
            if member.value == str(state):
                return str(getattr(member, "label", member.value))
        return str(state)
