"""What happens to a return. The order is locked before it, so that two askings never ask for one piece."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.lifecycle.services import begin, lock, move
from shop.catalogue import stocking
from shop.catalogue.stock import Why
from shop.orders import return_letters, rules
from shop.orders.models import Order, OrderEvent, OrderLine, State
from shop.orders.returning import (
    HOLDS,
    MOST_WORDS,
    OPEN,
    RETURN_MOVES,
    ReturnEvent,
    ReturnLine,
    ReturnPhoto,
    ReturnReason,
    ReturnRequest,
    ReturnState,
)

MOST_PHOTOS = 3


class MayNotReturn(ValidationError):
    """The order was not received, or too long ago, or a return of it is under way."""


class NotThesePieces(ValidationError):
    """No piece is named, or more than are left of a line."""


def ask(
    *,
    order: Order,
    actor: User | None,
    pieces: Mapping[int, int],
    reason: str,
    words: str,
    photos: Sequence[File[bytes]] = (),
    key: str,
) -> ReturnRequest:
    """Ask the seller to take back pieces, by primary key of the order's line; `photos` have passed `media.validation`.

    Of one `key` one is made. Raises MayNotReturn, NotThesePieces, ValidationError; then neither a row nor a file stays.
    """
    made = [ReturnPhoto() for _photo in photos[:MOST_PHOTOS]]
    try:
        # Stored before the transaction begins: a bucket is a network away.
        for row, photo in zip(made, photos, strict=False):
            row.file.save(photo.name or "photo.jpg", photo, save=False)
        with transaction.atomic():
            request, is_new = _ask(order, actor, pieces, reason, words, key)
            for row in made if is_new else ():
                row.request = request
                row.save()
    except Exception:
        _delete(made)
        raise
    if not is_new:
        _delete(made)
    return request


def _ask(
    order: Order, actor: User | None, pieces: Mapping[int, int], reason: str, words: str, key: str
) -> tuple[ReturnRequest, bool]:
    lock(order)
    before = order.returns.filter(key=key).first()
    if before is not None:
        return before, False
    if not may_ask(order, now=timezone.now()):
        raise MayNotReturn(_("Nothing of this order can be sent back any more."), code="may_not_return")
    if order.returns.filter(state__in=OPEN).exists():
        raise MayNotReturn(_("A return of this order is under way already."), code="under_way")
    if reason not in ReturnReason.values:
        raise ValidationError({"reason": _("Choose a reason.")})
    _there_are(order, pieces)
    request = ReturnRequest.objects.create(order=order, reason=reason, words=words.strip()[:MOST_WORDS], key=key)
    ReturnLine.objects.bulk_create(
        ReturnLine(request=request, line_id=line, pieces=n) for line, n in sorted(pieces.items())
    )
    begin(subject=request, events=ReturnEvent, actor=actor)
    return_letters.tell_members(request)
    return request, True


def _there_are(order: Order, pieces: Mapping[int, int]) -> None:
    """Raises NotThesePieces."""
    left = pieces_left(order)
    if not pieces or any(n < 1 or n > left.get(line, 0) for line, n in pieces.items()):
        raise NotThesePieces(_("Choose which pieces you send back."), code="not_these_pieces")


@transaction.atomic
def accept(*, request: ReturnRequest, actor: User, words: str) -> None:
    """The seller takes them back; `words` say where to send them. Raises MoveNotAllowed, ReasonMissing."""
    _move(request, ReturnState.ACCEPTED, actor, words)


@transaction.atomic
def refuse(*, request: ReturnRequest, actor: User, words: str) -> None:
    """The seller does not take them back, and says why. Raises MoveNotAllowed, ReasonMissing."""
    _move(request, ReturnState.REFUSED, actor, words)


@transaction.atomic
def came_back(*, request: ReturnRequest, actor: User, into_stock: bool) -> None:
    """The goods are here again, and can be sold again where the seller says so. Raises MoveNotAllowed."""
    _move(request, ReturnState.CAME_BACK, actor)
    if into_stock:
        rows = request.lines.values_list("line__variant_id", "pieces")
        stocking.give_back(items=dict(rows), reference=request.reference, actor=actor, why=Why.CAME_BACK)


@transaction.atomic
def withdraw(*, request: ReturnRequest, actor: User | None) -> None:
    """The buyer keeps the goods. Raises MoveNotAllowed."""
    _move(request, ReturnState.WITHDRAWN, actor)


def may_ask(order: Order, *, now: datetime) -> bool:
    """Whether the buyer may still ask: the order was received, and not too long ago."""
    if order.state != State.RECEIVED or order.purchase.erased_at is not None:
        return False
    at = OrderEvent.objects.filter(subject=order, to_state=State.RECEIVED).values_list("at", flat=True).first()
    return at is not None and rules.may_return(at, now)


def can_begin(order: Order, *, now: datetime) -> bool:
    """Whether asking is offered: in time, none is under way, and there is something left to send back."""
    if not may_ask(order, now=now) or order.returns.filter(state__in=OPEN).exists():
        return False
    return any(pieces_left(order).values())


def pieces_left(order: Order) -> dict[int, int]:
    """How many pieces of each line can still be asked for, by its primary key; two queries."""
    asked = ReturnLine.objects.filter(request__order=order, request__state__in=HOLDS).order_by()
    gone = dict(asked.values_list("line").annotate(Sum("pieces")))
    rows = OrderLine.objects.filter(order=order).values_list("pk", "quantity")
    return {line: quantity - gone.get(line, 0) for line, quantity in rows}


def _move(request: ReturnRequest, to: ReturnState, actor: User | None, words: str = "") -> None:
    lock(request.order)
    event = move(subject=request, to=to, lifecycle=RETURN_MOVES, events=ReturnEvent, actor=actor, reason=words)
    if to == ReturnState.WITHDRAWN:
        return_letters.tell_members(request)
    else:
        return_letters.tell_buyer(request, event)


def _delete(photos: Sequence[ReturnPhoto]) -> None:
    for photo in photos:
        if photo.file:
            photo.file.storage.delete(str(photo.file.name))
