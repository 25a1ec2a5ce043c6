"""The way of an enterprise to its visitors: handed in, verified, sent back, suspended, seen again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

import media.services
import search.services
from cms.accounts.models import User
from cms.accounts.queries import people_who_may
from cms.accounts.services import notify
from cms.lifecycle.rules import MoveNotAllowed
from cms.lifecycle.services import lock, move
from shop.enterprises import letters, queries
from shop.enterprises.models import MOVES, Enterprise, EnterpriseEvent, State
from shop.enterprises.signals import enterprise_visibility_changed

KIND = "enterprise"


class TookNoPart(ValidationError):
    """The LAO took no part in the programme, and staff have made no exception."""


@transaction.atomic
def submit(*, enterprise: Enterprise, actor: User) -> Enterprise:
    """Hand it to staff, who are told. Raises MoveNotAllowed."""
    move(subject=enterprise, to=State.SUBMITTED, lifecycle=MOVES, events=EnterpriseEvent, actor=actor)
    for reader in people_who_may(queries.MAY_VERIFY):
        notify(recipient=reader, kind="enterprise_submitted", **letters.submitted(enterprise))
    return enterprise


@transaction.atomic
def verify(*, enterprise: Enterprise, actor: User) -> Enterprise:
    """Staff know who they are: visitors see it from now on, and what it sells. Raises MoveNotAllowed, TookNoPart."""
    _refuse_unless(enterprise, State.SUBMITTED)
    if not enterprise.lao_exception and (enterprise.lao is None or not queries.took_part(enterprise.lao)):
        words = _("Name an LAO that took part in the programme, or write why this enterprise is an exception.")
        raise TookNoPart({"lao": ValidationError(words, code="took_no_part")})
    move(subject=enterprise, to=State.VERIFIED, lifecycle=MOVES, events=EnterpriseEvent, actor=actor)
    show(enterprise)
    _tell(enterprise, "enterprise_verified", letters.verified(enterprise))
    return enterprise


@transaction.atomic
def send_back(*, enterprise: Enterprise, actor: User, reason: str) -> Enterprise:
    """Staff need something more, and say what. Raises MoveNotAllowed, ReasonMissing."""
    move(subject=enterprise, to=State.SENT_BACK, lifecycle=MOVES, events=EnterpriseEvent, actor=actor, reason=reason)
    _tell(enterprise, "enterprise_sent_back", letters.sent_back(enterprise, reason))
    return enterprise


@transaction.atomic
def suspend(*, enterprise: Enterprise, actor: User, reason: str) -> Enterprise:
    """Nobody sees it, nor anything it sells, from this transaction on. Raises MoveNotAllowed, ReasonMissing."""
    move(subject=enterprise, to=State.SUSPENDED, lifecycle=MOVES, events=EnterpriseEvent, actor=actor, reason=reason)
    if enterprise.cover_id:
        media.services.withdraw(photos=[enterprise.cover_id], files=[])
    _seen_anew(enterprise)
    _tell(enterprise, "enterprise_suspended", letters.suspended(enterprise, reason))
    return enterprise


@transaction.atomic
def reinstate(*, enterprise: Enterprise, actor: User) -> Enterprise:
    """Visitors see it again, and what it sells. Raises MoveNotAllowed."""
    _refuse_unless(enterprise, State.SUSPENDED)
    move(subject=enterprise, to=State.VERIFIED, lifecycle=MOVES, events=EnterpriseEvent, actor=actor)
    show(enterprise)
    _tell(enterprise, "enterprise_reinstated", letters.reinstated(enterprise))
    return enterprise


def show(enterprise: Enterprise) -> None:
    """Make search, the picture and what it sells true of a visible enterprise, inside the caller's transaction."""
    if enterprise.cover_id:
        media.services.publish(photos=[enterprise.cover_id], files=[])
    _seen_anew(enterprise)


def _seen_anew(enterprise: Enterprise) -> None:
    enterprise_visibility_changed.send(sender=Enterprise, enterprise=enterprise)
    # Last, because it raises the generation number, whose row stays locked on PostgreSQL.
    search.services.index(KIND, [str(enterprise.pk)])


def _refuse_unless(enterprise: Enterprise, state: State) -> None:
    """VERIFIED is reached by two doors, and each opens from one state only."""
    lock(enterprise)
    if enterprise.state != state:
        names = {"before": MOVES.label(enterprise.state), "after": MOVES.label(State.VERIFIED)}
        raise MoveNotAllowed(_("“%(before)s” cannot become “%(after)s”."), code="move_not_allowed", params=names)


def _tell(enterprise: Enterprise, kind: str, words: dict[str, Any]) -> None:
    for member in queries.members_to_tell(enterprise):
        notify(recipient=member, kind=kind, **words)
