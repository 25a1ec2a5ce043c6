"""Money that goes back through Stripe: asked for in a row, sent by the worker, written down when it has gone.

A row of `Refund` is made when Stripe says that the money is on its way back for good, never before. What Stripe says later
counts more than what it said first; what it says twice, or late, changes nothing.
"""

from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from cms.accounts.models import User
from cms.lifecycle.services import lock
from shop import money
from shop.orders.letters import tell_of_refund
from shop.payments import staff
from shop.payments.cards import ON_ITS_WAY, CardRefund, CardRefundState, Cause, RefundFailure
from shop.payments.gateways import stripe
from shop.payments.models import Payment, Refund, RefundWay, State
from shop.payments.refusals import MoreThanPaid, NothingPaid, RefundedMeanwhile
from shop.payments.signals import refund_failed, refund_made
from shop.payments.truth import CURRENCY, RefundTruth, TruthDiffers

BATCH = 50
FIRST_DELAY, MOST_DELAY = timedelta(minutes=1), timedelta(hours=6)
_ONGOING = frozenset({"pending", "requires_action"})
_OVER = frozenset({"failed", "canceled"})


def on_its_way(payment: Payment) -> int:
    """Satang of this payment that Stripe was asked to send back and that have not arrived."""
    rows = CardRefund.objects.filter(payment=payment, intent=payment.reference, state__in=ON_ITS_WAY)
    return int(rows.aggregate(sum=Sum("amount"))["sum"] or 0)


def has_failed(payment: Payment) -> bool:
    """Whether Stripe could not send money of this payment back, so that people have to find another way."""
    return CardRefund.objects.filter(payment=payment, state=CardRefundState.FAILED).exists()


@transaction.atomic
def ask(*, payment: Payment, actor: User, amount: int, seen: int) -> CardRefund:
    """Send so much (satang) back; `seen` is what the page said had gone or was on its way.

    Raises NothingPaid, RefundedMeanwhile, MoreThanPaid.
    """
    lock(payment.order)
    lock(payment)
    if payment.state != State.CONFIRMED or not payment.reference:
        raise NothingPaid(_("No money came for this order, so none can be paid back."), code="nothing_paid")
    gone = payment.refunded + on_its_way(payment)
    if gone != seen:
        words = _("A refund was written down meanwhile. Please look again.")
        raise RefundedMeanwhile(words, code="refunded_meanwhile")
    left = payment.amount - gone
    if not 0 < amount <= left:
        problem = ValidationError(_("At most %(left)s baht can be paid back."), params={"left": money.baht(left)})
        raise MoreThanPaid({"amount": problem})
    return _ask(payment, payment.reference, amount, Cause.ASKED, actor)


@transaction.atomic
def ask_all(*, payment: Payment, cause: Cause) -> CardRefund | None:
    """Send back all that has not gone back yet; None where nothing is left."""
    lock(payment.order)
    lock(payment)
    left = payment.amount - payment.refunded - on_its_way(payment)
    return _ask(payment, payment.reference, left, cause, None) if left > 0 and payment.reference else None


@transaction.atomic
def ask_surplus(*, payment: Payment, intent: str, amount: int) -> CardRefund:
    """Send back money that came for an order that other money had paid; asked twice it goes back once."""
    before = CardRefund.objects.filter(payment=payment, intent=intent).first()
    return before or _ask(payment, intent, amount, Cause.TWICE, None)


def _ask(payment: Payment, intent: str, amount: int, cause: Cause, actor: User | None) -> CardRefund:
    asked = CardRefund.objects.create(
        payment=payment,
        intent=intent,
        amount=amount,
        cause=cause,
        actor=actor,
        key=uuid4().hex,
        next_at=timezone.now() + FIRST_DELAY,
    )
    if cause != Cause.ASKED:
        number = payment.order.number
        staff.tell(
            kind="card_refund_begun",
            text_th=f"เงินของคำสั่งซื้อ {number} กำลังคืนให้ผู้ซื้อโดยอัตโนมัติ",
            text_en=f"Money of order {number} goes back to the buyer by itself",
            order=payment.order,
        )
    # Where the process dies before this runs, `send_due` finds the row.
    transaction.on_commit(partial(send_soon.enqueue, asked.pk), robust=True)
    return asked


@task(priority=10)
def send_soon(pk: int) -> None:
    """Ask Stripe for one refund."""
    asked = CardRefund.objects.filter(pk=pk).first()
    if asked is not None:
        send(asked=asked)


def send_due(*, now: datetime) -> int:
    """Ask Stripe for what it could not be asked for before. Returns how many."""
    waiting = CardRefund.objects.filter(state=CardRefundState.ASKED, next_at__lte=now).order_by("next_at", "pk")
    rows = list(waiting[:BATCH])
    for asked in rows:
        send(asked=asked)
    return len(rows)


def send(*, asked: CardRefund) -> None:
    """Ask Stripe to send it back, and write down what became of that. Outside transactions; asked twice it goes once."""
    if asked.state != CardRefundState.ASKED:
        return
    try:
        truth = stripe.refund(intent=asked.intent, amount=asked.amount, key=asked.key)
    except stripe.StripeUnreachable:
        delay = min(FIRST_DELAY * 2 ** min(asked.tries, 10), MOST_DELAY)
        mine = CardRefund.objects.filter(pk=asked.pk, state=CardRefundState.ASKED)
        mine.update(tries=F("tries") + 1, next_at=timezone.now() + delay)
    except stripe.StripeRefused as problem:
        _refused(asked, str(problem))
    else:
        apply(truth=truth)


@transaction.atomic
def _refused(asked: CardRefund, problem: str) -> None:
    lock(asked.payment.order)
    lock(asked.payment)
    lock(asked)
    if asked.state == CardRefundState.ASKED:
        _fail(asked, problem)


@transaction.atomic
def apply(*, truth: RefundTruth) -> bool:
    """Make what we keep say what Stripe says of a refund; False where it is of no money of ours. Raises TruthDiffers."""
    payment = _payment_of(truth.intent)
    if payment is None:
        return False
    lock(payment.order)
    lock(payment)
    asked = _row_of(payment, truth)
    if (asked.amount, asked.intent, CURRENCY) != (truth.amount, truth.intent, truth.currency):
        raise TruthDiffers(f"{truth.reference}: {truth.amount} {truth.currency}, asked for {asked.amount} {CURRENCY}")
    asked.reference = truth.reference
    if truth.status == "succeeded" and asked.is_on_its_way:
        _went(asked, truth)
    elif truth.status in _ONGOING and asked.is_on_its_way:
        asked.state = CardRefundState.PENDING
        asked.save()
    elif truth.status in _OVER and asked.state != CardRefundState.FAILED:
        _fail(asked, truth.problem or truth.status)
    return True


def _payment_of(intent: str) -> Payment | None:
    """The payment that this money was for, as the one that paid it or as a surplus."""
    theirs = Q(reference=intent, gateway="stripe") | Q(attempts__intent=intent)
    return Payment.objects.filter(theirs).distinct().first() if intent else None


def _row_of(payment: Payment, truth: RefundTruth) -> CardRefund:
    """The row of this refund: the one that asked for it, or a new one for what was begun at Stripe itself."""
    mine = CardRefund.objects.select_for_update().filter(payment=payment)
    known = mine.filter(reference=truth.reference).first() or mine.filter(key=truth.key, reference="").first()
    return known or CardRefund(
        payment=payment,
        intent=truth.intent,
        amount=truth.amount,
        cause=Cause.DASHBOARD,
        key=f"at-stripe-{truth.reference}"[:64],
    )


def _went(asked: CardRefund, truth: RefundTruth) -> None:
    payment = asked.payment
    made = Refund(
        payment=payment,
        amount=asked.amount,
        how=RefundWay.STRIPE,
        paid_on=timezone.localdate(truth.at),
        actor=asked.actor,
    )
    if asked.intent == payment.reference:
        if payment.state != State.CONFIRMED or payment.refunded + asked.amount > payment.amount:
            raise TruthDiffers(f"{truth.reference}: more went back than came")
        payment.refunded += asked.amount
        payment.save(update_fields=["refunded"])
        made.save()
        asked.refund = made
        refund_made.send(sender=Refund, refund=made)
    asked.state = CardRefundState.SUCCEEDED
    asked.save()
    tell_of_refund(payment.order, made)


def _fail(asked: CardRefund, problem: str) -> None:
    """It did not arrive. Where it was written down as gone, that is taken back."""
    payment, made = asked.payment, asked.refund
    if made is not None:
        RefundFailure.objects.create(refund=made)
        payment.refunded -= made.amount
        payment.save(update_fields=["refunded"])
        refund_failed.send(sender=Refund, refund=made)
    asked.state, asked.problem = CardRefundState.FAILED, problem[:300]
    asked.save()
    number, amount = payment.order.number, money.baht(asked.amount)
    staff.tell(
        kind="card_refund_failed",
        text_th=f"คืนเงิน {amount} บาท ของคำสั่งซื้อ {number} ผ่าน Stripe ไม่สำเร็จ โปรดคืนด้วยวิธีอื่น",
        text_en=f"{amount} baht of order {number} could not be paid back by Stripe. Please pay them back another way",
        order=payment.order,
    )
