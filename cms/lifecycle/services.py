"""Begin a life, and move it on: the only code that writes a state or an event."""

from typing import Final, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils.translation import gettext as _

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle, LockOutsideTransaction, MoveNotAllowed, ReasonMissing

E = TypeVar("E", bound=LifecycleEvent)

# Every subject keeps its state in a field of this name.
STATE: Final = "state"


def lock(subject: models.Model) -> None:
    """Hold the row of `subject` until the caller's transaction ends, and read it again; what was not saved is dropped.

    PostgreSQL locks the row. SQLite has no row locks: its transactions are IMMEDIATE, so the transaction itself is the
    lock. Raises LockOutsideTransaction without a transaction, and the model's DoesNotExist where the row is gone.
    """
    using = subject._state.db or "default"
    if not transaction.get_connection(using).in_atomic_block:
        raise LockOutsideTransaction(f"{type(subject).__name__} is locked inside transaction.atomic() only.")
    subject.refresh_from_db(from_queryset=type(subject)._base_manager.using(using).select_for_update())


def begin(*, subject: models.Model, events: type[E], actor: AbstractBaseUser | None, reason: str = "") -> E:
    """Write the event that begins the life of a subject just saved, in the state it was saved in."""
    return events._default_manager.create(
        subject=subject, actor=actor, from_state="", to_state=str(getattr(subject, STATE)), reason=reason
    )


def move(
    *,
    subject: models.Model,
    to: str,
    lifecycle: Lifecycle,
    events: type[E],
    actor: AbstractBaseUser | None,
    reason: str = "",
) -> E:
    """Move the subject to the state `to`, under lock, inside the caller's transaction; returns the event written.

    The subject is read again first, so a move that someone else made in the meantime counts. `actor` is None where the
    clock moves it. Raises MoveNotAllowed or ReasonMissing, and then nothing has changed.
    """
    lock(subject)
    before, after, why = str(getattr(subject, STATE)), str(to), reason.strip()
    if not lifecycle.allows(before, after):
        names = {"before": lifecycle.label(before), "after": lifecycle.label(after)}
        raise MoveNotAllowed(_("“%(before)s” cannot become “%(after)s”."), code="move_not_allowed", params=names)
    if after in lifecycle.reason_needed and not why:
        raise ReasonMissing({"reason": _("Please say why.")})
    setattr(subject, STATE, after)
    subject.save(update_fields=[STATE])
    return events._default_manager.create(subject=subject, actor=actor, from_state=before, to_state=after, reason=why)
