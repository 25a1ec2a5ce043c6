"""What happens to an order. Who may ask for it is the views' business; what may follow what is decided here.

Every verb moves the order under lock, writes the event, tells the buyer by mail and, where they have something to do,
the members of the enterprise: all in one transaction. What has to be locked besides is locked after the order.
"""

from datetime import datetime
from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.lifecycle.services import lock, move
from shop.catalogue import stocking
from shop.catalogue.stock import Why
from shop.orders import letters, queries, rules
from shop.orders.models import GAVE_BACK, MOVES, Order, OrderEvent, ParcelCorrection, Purchase, ReturnRequest, State
from shop.orders.signals import buyer_forgotten, order_moved

BATCH = 500


class NoParcel(ValidationError):
    """Nothing is on its way whose number could be corrected."""


class MayNotCancel(ValidationError):
    """This side of the purchase cannot cancel the order any more."""


@transaction.atomic
def payment_claimed(*, order: Order, actor: User | None) -> None:
    """The buyer has shown that it is paid: the clock stops until the seller answers. Raises MoveNotAllowed."""
    _move(order, State.PAYMENT_SENT, actor)
    letters.tell_members(order, letters.SLIP_SENT)


@transaction.atomic
def claim_refused(*, order: Order, actor: User, reason: str) -> None:
    """What the buyer showed is not enough; they read why and may show something else. Raises MoveNotAllowed."""
    lock(order)
    if order.state == State.PAYMENT_SENT and order.pay_by is not None:
        order.pay_by = rules.deadline_after_refusal(order.pay_by, timezone.now())
        order.save(update_fields=["pay_by"])
    _move(order, State.AWAITING_PAYMENT, actor, reason)


@transaction.atomic
def pay_received(*, order: Order, actor: User | None) -> None:
    """The money is there: the order is to be sent. Raises MoveNotAllowed."""
    _move(order, State.TO_SEND, actor)


@transaction.atomic
def take_up(*, order: Order) -> bool:
    """The money for an order that had ended unpaid came after all: it goes on where its pieces are still there.

    False where they are not, or it ended otherwise; then nothing has changed.
    """
    lock(order)
    if order.state != State.EXPIRED:
        return False
    try:
        stocking.take_many(orders={order.number: _pieces(order)}, why=Why.TAKEN_AGAIN)
    except stocking.NotEnough:
        return False
    _move(order, State.TO_SEND, None)
    return True


@transaction.atomic
def send(*, order: Order, actor: User, carrier: str = "", tracking_number: str = "") -> None:
    """The parcel is on its way, or lies ready to be picked up. Raises ValidationError, MoveNotAllowed among them."""
    lock(order)
    _goes_by(order, carrier, tracking_number)
    _move(order, State.SENT, actor)


@transaction.atomic
def correct_parcel(*, order: Order, actor: User, carrier: str = "", tracking_number: str = "") -> None:
    """Tell carrier and number of a parcel on its way anew, and the buyer; the same as before changes nothing.

    Raises NoParcel where none is on its way, ValidationError.
    """
    lock(order)
    if order.state != State.SENT or order.pick_up_where:
        raise NoParcel(_("No parcel of this order is on its way."), code="no_parcel")
    before = order.carrier, order.tracking_number
    _goes_by(order, carrier, tracking_number)
    if (order.carrier, order.tracking_number) == before:
        return
    ParcelCorrection.objects.create(order=order, actor=actor)
    letters.tell_of_parcel(order)


@transaction.atomic
def received(*, order: Order, actor: User | None) -> None:
    """The buyer has it. Raises MoveNotAllowed."""
    _move(order, State.RECEIVED, actor)


@transaction.atomic
def returned(*, order: Order, actor: User, reason: str) -> None:
    """The parcel came back; its pieces can be sold again. Raises MoveNotAllowed, ReasonMissing."""
    _move(order, State.RETURNED, actor, reason)


@transaction.atomic
def cancel(*, order: Order, by: Literal["buyer", "seller"], actor: User | None, reason: str) -> None:
    """Call the order off and give its pieces back. Raises MayNotCancel, ReasonMissing."""
    lock(order)
    if by == "buyer":
        may = rules.buyer_may_cancel(order.state, pays_first=order.pay_by is not None)
    else:
        may = rules.seller_may_cancel(order.state)
    if not may:
        raise MayNotCancel(_("This order cannot be cancelled any more."), code="may_not_cancel")
    _move(order, State.CANCELLED, actor, reason)
    if by == "buyer":
        letters.tell_members(order, letters.CANCELLED)


@transaction.atomic
def expire(*, order: Order, now: datetime) -> bool:
    """End an order that was not paid in time; False where it was paid, cancelled or given more time meanwhile."""
    lock(order)
    if order.state != State.AWAITING_PAYMENT or order.pay_by is None or order.pay_by > now:
        return False
    _move(order, State.EXPIRED, None)
    return True


def expire_unpaid(*, now: datetime) -> int:
    """End every order that was not paid in time, each in a transaction of its own. Returns how many."""
    return sum(expire(order=order, now=now) for order in queries.overdue(now)[:BATCH])


@transaction.atomic
def arrive(*, order: Order, now: datetime) -> bool:
    """Take a parcel as received that was sent long ago; False where the buyer or the seller was quicker."""
    lock(order)
    if not queries.sent_before(now - rules.RECEIVED_AFTER).filter(pk=order.pk).exists():
        return False
    _move(order, State.RECEIVED, None)
    return True


def arrive_by_themselves(*, now: datetime) -> int:
    """Take as received what was sent `rules.RECEIVED_AFTER` ago. Returns how many."""
    return sum(arrive(order=order, now=now) for order in queries.sent_before(now - rules.RECEIVED_AFTER)[:BATCH])


def forget_buyers(*, now: datetime) -> int:
    """Erase who bought from purchases older than the law asks for; what was sold, and for how much, stays.

    Returns how many purchases were erased.
    """
    purchases = list(queries.to_forget(now)[:BATCH])
    for purchase in purchases:
        _forget(purchase, now)
    return len(purchases)


@transaction.atomic
def _forget(purchase: Purchase, now: datetime) -> None:
    blank: dict[str, str] = dict.fromkeys(
        ("name", "email", "phone", "address_line", "subdistrict_code", "subdistrict", "district", "province"), ""
    )
    Purchase.objects.filter(pk=purchase.pk).update(**blank, postcode="", user=None, erased_at=now)
    Order.objects.filter(purchase=purchase).update(note="", tracking_number="")
    ReturnRequest.objects.filter(order__purchase=purchase).update(words="")
    buyer_forgotten.send(sender=Purchase, purchase=purchase)


def _goes_by(order: Order, carrier: str, tracking_number: str) -> None:
    order.carrier, order.tracking_number = " ".join(carrier.split()), " ".join(tracking_number.split())
    order.clean_fields(exclude={field.name for field in Order._meta.fields} - {"carrier", "tracking_number"})
    order.save(update_fields=["carrier", "tracking_number"])


def _pieces(order: Order) -> dict[int, int]:
    return dict(order.lines.values_list("variant_id", "quantity"))


def _move(order: Order, to: State, actor: User | None, reason: str = "") -> None:
    event = move(subject=order, to=to, lifecycle=MOVES, events=OrderEvent, actor=actor, reason=reason)
    if to in GAVE_BACK:
        # An order that was taken up again has given its pieces back once before.
        again = order.events.filter(from_state=State.EXPIRED).exists()
        why = Why.GIVEN_BACK_AGAIN if again else Why.GIVEN_BACK
        stocking.give_back(items=_pieces(order), reference=order.number, actor=actor, why=why)
    order_moved.send(sender=Order, order=order, event=event)
    letters.tell_buyer(order, event)
