"""Money paid back: whoever did it says so, and the buyer is told. It moves no order and no money."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.lifecycle.services import lock
from shop import money
from shop.orders.letters import tell_of_refund
from shop.payments.models import Payment, Refund, RefundWay, State
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

    Raises NothingPaid, RefundedMeanwhile, MoreThanPaid, WrongDay, ValidationError for a way that is none.
    """
    lock(payment.order)
    lock(payment)
    if payment.state != State.CONFIRMED:
        raise NothingPaid(_("No money came for this order, so none can be paid back."), code="nothing_paid")
    if payment.refunded != seen:
        words = _("A refund was written down meanwhile. Please look again.")
        raise RefundedMeanwhile(words, code="refunded_meanwhile")
    left = payment.amount - payment.refunded
    if not 0 < amount <= left:
        problem = ValidationError(_("At most %(left)s baht can be paid back."), params={"left": money.baht(left)})
        raise MoreThanPaid({"amount": problem})
    if how not in RefundWay.values:
        raise ValidationError({"how": _("Choose how the money went back.")})
    if not timezone.localdate(payment.begun_at) <= paid_on <= timezone.localdate():
        raise WrongDay({"paid_on": _("Enter a day between the order and today.")})
    payment.refunded += amount
    payment.save(update_fields=["refunded"])
    made = Refund.objects.create(payment=payment, amount=amount, how=how, paid_on=paid_on, actor=actor)
    refund_made.send(sender=Refund, refund=made)
    tell_of_refund(payment.order, made)
    return made
