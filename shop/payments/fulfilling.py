"""What follows from the truth about a page of Stripe. Applied under lock, order before payment; twice is once."""

import re

from django.db import transaction

from cms.lifecycle.services import lock
from shop.payments import card_refunds, services
from shop.payments.cards import RUNNING, Attempt, AttemptState
from shop.payments.gateways import stripe
from shop.payments.models import Payment
from shop.payments.truth import CURRENCY, Money, PageTruth
from shop.payments.truth import NotSettled as NotSettled
from shop.payments.truth import TruthDiffers as TruthDiffers

_KEY = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# The bank said no; the buyer may go to the page once more.
_REFUSED = frozenset({"requires_payment_method", "canceled"})


def fulfil(*, truth: PageTruth) -> bool:
    """Make order, payment and attempt say what Stripe says; False where the page is none of ours.

    Raises TruthDiffers where it does not fit what Stripe was asked for, NotSettled.
    """
    attempt = attempt_at(truth)
    if attempt is None:
        return False
    _compare(attempt, truth)
    with transaction.atomic():
        lock(attempt.payment.order)
        lock(attempt.payment)
        lock(attempt)
        if not attempt.session:
            attempt.session = truth.session
        if truth.is_paid and truth.money is not None:
            _paid(attempt, truth.money)
        elif attempt.state in RUNNING:
            _unpaid(attempt, truth)
    return True


def attempt_at(truth: PageTruth) -> Attempt | None:
    """Our row of this page, found by its name, or by the key that it was opened with where its name never arrived."""
    found = Attempt.objects.select_related("payment__order").filter(session=truth.session).first()
    key = truth.said.get("attempt", "")
    if found is None and _KEY.fullmatch(key):
        found = Attempt.objects.select_related("payment__order").filter(session="", key=key).first()
    return found


def _compare(attempt: Attempt, truth: PageTruth) -> None:
    """Amount, currency, mode and what we wrote on the page are as asked for. Raises TruthDiffers, NotSettled."""
    payment = attempt.payment
    wanted = (payment.amount, CURRENCY, stripe.is_live(), payment.order.number, str(attempt.key))
    found = (truth.amount, truth.currency, truth.livemode, truth.said.get("order"), truth.said.get("attempt"))
    if wanted != found:
        raise TruthDiffers(f"{truth.session}: {found}, wanted {wanted}")
    if not truth.is_paid or truth.money is None:
        return
    money = truth.money
    if (money.amount, money.currency) != (payment.amount, CURRENCY):
        raise TruthDiffers(f"{money.intent}: {money.amount} {money.currency}, wanted {payment.amount} {CURRENCY}")
    if money.fee is not None and money.fee_currency != CURRENCY:
        raise TruthDiffers(f"{money.intent}: Stripe settles in {money.fee_currency}, wanted {CURRENCY}")


def _paid(attempt: Attempt, money: Money) -> None:
    if attempt.state in {AttemptState.PAID, AttemptState.SURPLUS}:
        return
    if money.fee is None or money.at is None:
        raise NotSettled(money.intent)
    payment: Payment = attempt.payment
    attempt.intent, attempt.back_to = money.intent, ""
    attempt.state = AttemptState.PAID
    try:
        services.confirm_by_provider(payment=payment, at=money.at, fee=money.fee, reference=money.intent)
    except services.PaidBefore:
        attempt.state = AttemptState.SURPLUS
        card_refunds.ask_surplus(payment=payment, intent=money.intent, amount=money.amount)
    attempt.save()


def _unpaid(attempt: Attempt, truth: PageTruth) -> None:
    if truth.status == "expired":
        attempt.state, attempt.back_to = AttemptState.EXPIRED, ""
    elif truth.status == "complete":
        refused = truth.money is not None and truth.money.status in _REFUSED
        attempt.state = AttemptState.FAILED if refused else AttemptState.PENDING
        attempt.back_to = "" if refused else attempt.back_to
    elif attempt.state == AttemptState.OPENING and truth.url:
        attempt.state, attempt.url = AttemptState.OPEN, truth.url
    attempt.save()
