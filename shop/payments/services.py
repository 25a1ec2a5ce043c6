"""What happens to a payment. The order is always locked before its payment, and pictures are stored before both."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import shop.orders.services as orders
from cms.accounts.models import User
from cms.lifecycle.rules import ReasonMissing
from cms.lifecycle.services import lock, move
from shop.orders.letters import PAID, tell_members
from shop.orders.models import Order
from shop.orders.models import State as OrderState
from shop.payments import card_refunds
from shop.payments.cards import Cause
from shop.payments.gateways import gateway
from shop.payments.models import MOVES, Payment, PaymentEvent, Slip, State
from shop.payments.signals import payment_confirmed
from shop.payments.slip_qr import SlipReference


class NotWaiting(ValidationError):
    """The order does not wait for a payment, or no longer."""


class PaidBefore(ValidationError):
    """Other money has paid this order already."""


class SlipUsedBefore(ValidationError):
    """The bank's reference of this slip stands on another one."""


def claim(*, order: Order, picture: File[bytes], reference: SlipReference | None, actor: User | None) -> Slip:
    """Show a slip for an order: a picture that has passed `media.validation`, and what its code says.

    The seller is told, the deadline stops. Raises NotWaiting or SlipUsedBefore, and then neither a row nor a file stays.
    """
    slip = Slip(bank=reference.bank if reference else "", reference=reference.reference if reference else "")
    # Stored before the transaction begins: a bucket is a network away.
    slip.file.save(picture.name or "slip.jpg", picture, save=False)
    try:
        with transaction.atomic():
            _claim(slip, order, actor)
    except Exception:
        slip.file.storage.delete(str(slip.file.name))
        raise
    return slip


def _claim(slip: Slip, order: Order, actor: User | None) -> None:
    lock(order)
    payment = _open_payment(order)
    waits = order.state == OrderState.AWAITING_PAYMENT and payment is not None and payment.state == State.WAITING
    if payment is None or not waits or gateway(payment.gateway).is_told_by_a_service:
        raise NotWaiting(_("This order does not wait for a payment any more."), code="not_waiting")
    # A slip that the seller sent back may be shown once more for the same payment; its old row makes place for it.
    again = payment.slips.filter(bank=slip.bank, reference=slip.reference, refused_at__isnull=False)
    if slip.reference:
        again.delete()
    slip.payment = payment
    with _reference_once():
        slip.save()
    _to(payment, State.CLAIMED, actor)
    orders.payment_claimed(order=order, actor=actor)


@contextmanager
def _reference_once() -> Iterator[None]:
    """Say of the database's refusal what it means."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "reference" not in str(error):
            raise
        raise SlipUsedBefore(_("This slip has been used before."), code="used_before") from error


@transaction.atomic
def confirm(*, payment: Payment, actor: User | None) -> None:
    """The seller has seen the money: the order is to be sent. Confirmed twice is confirmed once.

    Raises NotWaiting where the order has ended, or is paid when the parcel is handed over.
    """
    lock(payment.order)
    lock(payment)
    if payment.state == State.CONFIRMED:
        return
    way = gateway(payment.gateway)
    if payment.state == State.ENDED or way.is_told_by_a_service or not way.pays_before_sending:
        raise NotWaiting(_("This order does not wait for a payment any more."), code="not_waiting")
    order = payment.order
    _to(payment, State.CONFIRMED, actor)
    orders.pay_received(order=order, actor=actor)


@transaction.atomic
def confirm_by_provider(*, payment: Payment, at: datetime, fee: int, reference: str) -> None:
    """A payment service has the money, under this name, less its fee (satang). Said twice is said once.

    The order is to be sent. One that had ended unpaid goes on where its pieces are still there; where they are not, or it
    was cancelled, all of the money goes back by itself. Raises PaidBefore where it was other money that paid.
    """
    lock(payment.order)
    lock(payment)
    if payment.state == State.CONFIRMED:
        if payment.reference != reference:
            raise PaidBefore(_("This order is paid already."), code="paid_before")
        return
    payment.paid_at, payment.fee, payment.reference = at, fee, reference
    payment.save(update_fields=["paid_at", "fee", "reference"])
    order = payment.order
    _to(payment, State.CONFIRMED, None)
    if order.state == OrderState.AWAITING_PAYMENT:
        orders.pay_received(order=order, actor=None)
    elif not orders.take_up(order=order):
        card_refunds.ask_all(payment=payment, cause=Cause.TOO_LATE)
        return
    tell_members(order, PAID)


@transaction.atomic
def refuse(*, payment: Payment, actor: User, reason: str) -> None:
    """The seller does not see the money; the buyer reads why, and may send another slip.

    Raises ReasonMissing, and NotWaiting where there is no slip to answer.
    """
    if not reason.strip():
        raise ReasonMissing({"reason": _("Please say why.")})
    lock(payment.order)
    lock(payment)
    if payment.state != State.CLAIMED:
        raise NotWaiting(_("There is no slip to answer."), code="not_waiting")
    order = payment.order
    payment.slips.filter(refused_at=None).update(refused_at=timezone.now())
    _to(payment, State.WAITING, actor, reason)
    orders.claim_refused(order=order, actor=actor, reason=reason)


@transaction.atomic
def end(*, order: Order, actor: User | None, reason: str = "") -> None:
    """The order has ended, so nobody waits for its money any more; money that came stays told.

    What a payment service took for an order that is cancelled goes back by itself.
    """
    lock(order)
    payment = _open_payment(order)
    if payment is None:
        return
    if payment.state != State.CONFIRMED:
        _to(payment, State.ENDED, actor, reason)
    elif order.state == OrderState.CANCELLED and gateway(payment.gateway).is_told_by_a_service:
        # Nobody sends anything any more, and the money lies where we can send it back from.
        card_refunds.ask_all(payment=payment, cause=Cause.CANCELLED)


@transaction.atomic
def settle(*, order: Order, actor: User | None) -> None:
    """The buyer has the parcel: what is paid on delivery is paid."""
    lock(order)
    payment = _open_payment(order)
    if payment is not None and payment.state == State.WAITING and not gateway(payment.gateway).pays_before_sending:
        _to(payment, State.CONFIRMED, actor)


def forget_slips(*, at_most: int = 500) -> int:
    """Delete the pictures of slips whose buyer is forgotten; the bank's reference stays, so that it is good once only.

    Returns how many.
    """
    forgotten = Slip.objects.filter(payment__order__purchase__erased_at__isnull=False).exclude(file="")
    slips = list(forgotten.order_by("pk")[:at_most])
    for slip in slips:
        name, storage = str(slip.file.name), slip.file.storage
        Slip.objects.filter(pk=slip.pk).update(file="")
        storage.delete(name)
    return len(slips)


def _open_payment(order: Order) -> Payment | None:
    payment = order.payments.exclude(state=State.ENDED).first()
    if payment is not None:
        lock(payment)
    return payment


def _to(payment: Payment, state: State, actor: User | None, reason: str = "") -> None:
    move(subject=payment, to=state, lifecycle=MOVES, events=PaymentEvent, actor=actor, reason=reason)
    if state == State.CONFIRMED:
        payment_confirmed.send(sender=Payment, payment=payment)
