"""A buyer goes to Stripe's page: a row first, then the network outside any transaction, then the outcome."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from cms.lifecycle.services import lock
from shop.orders.models import Order
from shop.orders.models import State as OrderState
from shop.payments import fulfilling
from shop.payments.cards import RUNNING, Attempt, AttemptState
from shop.payments.gateways import gateway, stripe
from shop.payments.models import Payment, State
from shop.payments.services import NotWaiting
from shop.payments.truth import PageTruth, PageWanted, Piece

logger = logging.getLogger(__name__)

# Stripe keeps a page open for 30 minutes at least and 24 hours at most; the margin is for clocks that differ.
SHORTEST, LONGEST, MARGIN = timedelta(minutes=30), timedelta(hours=24), timedelta(minutes=2)
MOST_ATTEMPTS = 20
# So often at most does one order's page ask Stripe how it stands.
ASK_EVERY = timedelta(seconds=10)


class OnItsWay(ValidationError):
    """The buyer has paid, and the money has not arrived yet."""


class TooLate(ValidationError):
    """The order ends before a page of Stripe could."""


class TooManyTries(ValidationError):
    """The buyer went to the page too often."""


class NoAnswer(ValidationError):
    """Stripe cannot be reached, or opens no page."""


def go(*, order: Order, back_to: str, language: str) -> str:
    """The address of the page on which the buyer pays; asked twice it is the same page. `back_to` is the order's page.

    Raises NotWaiting, OnItsWay, TooLate, TooManyTries, NoAnswer; then the order stands as it did.
    """
    try:
        _end_what_is_over(order)
        attempt = _begin(order=order, back_to=back_to, language=language)
        return attempt.url or _opened(attempt, stripe.open_page(_wanted(attempt)))
    except stripe.StripeUnreachable as error:
        raise _no_answer() from error
    except stripe.StripeRefused as error:
        logger.error("Stripe opens no page for order %s: %s", order.number, error)
        Attempt.objects.filter(payment__order=order, state=AttemptState.OPENING).update(
            state=AttemptState.EXPIRED, back_to=""
        )
        raise _no_answer() from error


def look(*, attempt: Attempt) -> None:
    """Ask Stripe how it stands, briefly, and at most every ASK_EVERY; where it does not answer, its events will tell."""
    now = timezone.now()
    free = Q(asked_at=None) | Q(asked_at__lte=now - ASK_EVERY)
    mine = Attempt.objects.filter(free, pk=attempt.pk, state__in=RUNNING).exclude(session="")
    if not mine.update(asked_at=now):
        return
    try:
        fulfilling.fulfil(truth=stripe.page(attempt.session, patience=stripe.Patience.BRIEF))
    except (stripe.StripeUnreachable, stripe.StripeRefused, fulfilling.NotSettled):
        logger.info("Stripe did not say how attempt %s stands", attempt.pk)
    except fulfilling.TruthDiffers:
        logger.exception("Attempt %s", attempt.pk)


def attempt_of(payment: Payment) -> Attempt | None:
    """The last going to the page."""
    return payment.attempts.order_by("-pk").first()


def close_soon(*, payment: Payment) -> None:
    """Let nobody pay any more for an order that has ended: the worker closes the page. In the caller's transaction."""
    for pk in payment.attempts.filter(state=AttemptState.OPEN).values_list("pk", flat=True):
        transaction.on_commit(partial(close.enqueue, pk), robust=True)


@task()
def close(pk: int) -> None:
    """Close one page, and write down whether somebody had paid on it."""
    attempt = Attempt.objects.filter(pk=pk, state__in=RUNNING).exclude(session="").first()
    if attempt is not None and stripe.is_on():
        stripe.close_page(attempt.session)
        fulfilling.fulfil(truth=stripe.page(attempt.session))


def _end_what_is_over(order: Order) -> None:
    """A page whose time is over may have been paid on in its last minute: Stripe is asked before another is opened."""
    over = Attempt.objects.filter(
        payment__order=order, state=AttemptState.OPEN, expires_at__lte=timezone.now() + MARGIN
    )
    attempt = over.first()
    if attempt is None:
        return
    stripe.close_page(attempt.session)
    try:
        fulfilling.fulfil(truth=stripe.page(attempt.session, patience=stripe.Patience.BUYER))
    except (fulfilling.NotSettled, fulfilling.TruthDiffers) as error:
        raise _on_its_way() from error


@transaction.atomic
def _begin(*, order: Order, back_to: str, language: str) -> Attempt:
    lock(order)
    payment = order.payments.filter(state=State.WAITING, gateway="stripe").first()
    if payment is None or order.state != OrderState.AWAITING_PAYMENT or not gateway("stripe").is_set_up:
        raise NotWaiting(_("This order does not wait for a payment any more."), code="not_waiting")
    lock(payment)
    now = timezone.now()
    running = payment.attempts.filter(state__in=RUNNING).first()
    if running is not None and running.state == AttemptState.PENDING:
        raise _on_its_way()
    if running is not None and (running.state == AttemptState.OPEN or running.expires_at - now > SHORTEST):
        return running
    if running is not None:
        # Stripe never answered, so nobody knows this page.
        running.state, running.back_to = AttemptState.EXPIRED, ""
        running.save(update_fields=["state", "back_to"])
    if payment.attempts.count() >= MOST_ATTEMPTS:
        words = _("You went to the payment page many times. Please write to the seller.")
        raise TooManyTries(words, code="too_many_tries")
    return Attempt.objects.create(
        payment=payment, language=language, back_to=back_to, expires_at=_expiry(order.pay_by or now, now)
    )


def _expiry(pay_by: datetime, now: datetime) -> datetime:
    """When the page ends: in time before the order does, in whole seconds."""
    expiry = min(now + LONGEST, pay_by) - MARGIN
    if expiry - now <= SHORTEST + MARGIN:
        words = _("This order ends too soon to pay it by card. Please order again.")
        raise TooLate(words, code="too_late")
    return expiry.replace(microsecond=0)


def _wanted(attempt: Attempt) -> PageWanted:
    order = attempt.payment.order
    with override(attempt.language):
        pieces = [Piece(line.name, line.unit_price, line.quantity) for line in order.lines.order_by("pk")]
        if order.shipping_price:
            pieces.append(Piece(_("Shipping"), order.shipping_price, 1))
        if order.payment_fee:
            pieces.append(Piece(_("Fee for the way of paying"), order.payment_fee, 1))
    here = f"{settings.SITE_URL}{attempt.back_to}"
    return PageWanted(
        key=str(attempt.key),
        order=order.number,
        pieces=tuple(pieces),
        email=order.purchase.email,
        language=attempt.language,
        paid_url=f"{here}card/back/",
        back_url=f"{here}?card=left",
        expires_at=attempt.expires_at,
    )


def _opened(attempt: Attempt, truth: PageTruth) -> str:
    """Keep the page that Stripe opened. Raises NoAnswer for one that is none of Stripe's, NotWaiting."""
    if not truth.url.startswith(tuple(f"{origin}/" for origin in settings.STRIPE.pages)):
        raise _no_answer()
    with transaction.atomic():
        lock(attempt.payment.order)
        lock(attempt)
        if attempt.state == AttemptState.OPENING:
            attempt.state, attempt.session, attempt.url = AttemptState.OPEN, truth.session, truth.url
            attempt.save(update_fields=["state", "session", "url"])
        if attempt.payment.order.state != OrderState.AWAITING_PAYMENT:
            close_soon(payment=attempt.payment)
            return settings.SITE_URL + attempt.back_to
    return truth.url


def _no_answer() -> NoAnswer:
    words = _("The payment service cannot be reached at the moment. Nothing was charged; please try again in a minute.")
    return NoAnswer(words, code="no_answer")


def _on_its_way() -> OnItsWay:
    return OnItsWay(_("Your payment is on its way. Please do not pay again."), code="on_its_way")
