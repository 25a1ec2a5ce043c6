"""Money paid back: whoever did it says so, and the buyer is told. It moves no order and no money."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.lifecycle.services import lock
from shop import money
from shop.orders.letters import tell_of_refund
from shop.payments import card_refunds
from shop.payments.gateways import gateway
from shop.payments.models import BY_HAND, Payment, Refund, State
from shop.payments.refusals import MoreThanPaid as MoreThanPaid
from shop.payments.refusals import NothingPaid as NothingPaid
from shop.payments.refusals import RefundedMeanwhile as RefundedMeanwhile
from shop.payments.signals import refund_made


class WrongDay(ValidationError):
    """Paid back in the future, or before it was paid."""


class PaidByCard(ValidationError):
    """Money that came by card goes back the same way."""


@transaction.atomic
def record(*, payment: Payment, actor: User, amount: int, how: str, paid_on: date, seen: int) -> Refund:
    """Write down that so much (satang) was paid back on this day; `seen` is the sum of refunds that the page showed.

    What came through a payment service goes back the same way (`card_refunds.ask`); by hand only once that has failed.
    Raises NothingPaid, PaidByCard, RefundedMeanwhile, MoreThanPaid, WrongDay, ValidationError for a way that is none.
    """
    lock(payment.order)
    lock(payment)
    by_service = gateway(payment.gateway).is_told_by_a_service
    if by_service and not card_refunds.has_failed(payment):
        words = _("This money goes back the way it came. It cannot be written down by hand.")
        raise PaidByCard(words, code="paid_by_card")
    if payment.state != State.CONFIRMED:
        raise NothingPaid(_("No money came for this order, so none can be paid back."), code="nothing_paid")
    if payment.refunded != seen:
        words = _("A refund was written down meanwhile. Please look again.")
        raise RefundedMeanwhile(words, code="refunded_meanwhile")
    most = left(payment)
    if not 0 < amount <= most:
        problem = ValidationError(_("At most %(left)s baht can be paid back."), params={"left": money.baht(most)})
        raise MoreThanPaid({"amount": problem})
    if how not in BY_HAND:
        raise ValidationError({"how": _("Choose how the money went back.")})
    if not timezone.localdate(payment.begun_at) <= paid_on <= timezone.localdate():
        raise WrongDay({"paid_on": _("Enter a day between the order and today.")})
    payment.refunded += amount
    payment.save(update_fields=["refunded"])
    made = Refund.objects.create(payment=payment, amount=amount, how=how, paid_on=paid_on, actor=actor)
    refund_made.send(sender=Refund, refund=made)
    tell_of_refund(payment.order, made)
    return made


def goes_by_service(payment: Payment) -> bool:
    """Whether money of this payment goes back through a payment service, as it came, and not by hand."""
    return gateway(payment.gateway).is_told_by_a_service and not card_refunds.has_failed(payment)


def left(payment: Payment | None) -> int:
    """Satang of this payment that can still go back: what came, less what went and what is on its way."""
    if payment is None or not payment.can_go_back:
        return 0
    by_service = gateway(payment.gateway).is_told_by_a_service
    return payment.amount - payment.refunded - (card_refunds.on_its_way(payment) if by_service else 0)


def go_back(*, payment: Payment, actor: User, **said: Any) -> str:
    """Send money back, or write down that it went: `said` is what the payment's form says. Returns what to tell.

    Raises what `record` and `card_refunds.ask` raise.
    """
    if goes_by_service(payment):
        card_refunds.ask(payment=payment, actor=actor, **said)
        return _("The money goes back the way it was paid. The buyer is told as soon as it has gone.")
    record(payment=payment, actor=actor, **said)
    return _("The refund is written down. The buyer is told.")
