"""Stripe's books beside ours, for the last days: what differs is mended where the truth mends it, and named where not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from shop.payments import card_refunds, disputes, fulfilling, staff
from shop.payments.cards import RUNNING, Attempt, AttemptState, CardRefund, CardRefundState, Dispute
from shop.payments.gateways import stripe
from shop.payments.truth import NotSettled, PageTruth, RefundTruth, TruthDiffers

DAYS = 4
# Stripe's page of a going that we hold for paid may be listed as made a moment earlier than our row.
_SKEW = timedelta(minutes=5)
MOST_LOOKED_UP = 500


@dataclass
class Outcome:
    """How many things were compared, how many were mended, and in words what a person has to look at."""

    compared: int = 0
    mended: int = 0
    named: list[str] = field(default_factory=list)


def reconcile(*, since: datetime) -> Outcome:
    """Compare everything since then, and what is still open from before. Raises StripeUnreachable."""
    outcome = Outcome()
    _forget_what_never_opened()
    listed = _pages(since, outcome)
    _still_running(listed, outcome)
    _paid_here_only(since, listed, outcome)
    _refunds(since, outcome)
    _disputes(since, outcome)
    if outcome.named:
        number = len(outcome.named)
        staff.tell(
            kind="card_reconciled",
            text_th=f"บัญชีกับ Stripe ต่างกัน {number} รายการ โปรดดู (payments_reconcile)",
            text_en=f"Our books and Stripe's differ in {number} places. Please look (payments_reconcile)",
        )
    return outcome


def _forget_what_never_opened() -> None:
    over = Attempt.objects.filter(state=AttemptState.OPENING, session="", expires_at__lt=timezone.now())
    over.update(state=AttemptState.EXPIRED, back_to="")


def _pages(since: datetime, outcome: Outcome) -> set[str]:
    listed = set()
    for truth in stripe.pages_since(since):
        listed.add(truth.session)
        outcome.compared += 1
        attempt = fulfilling.attempt_at(truth)
        if attempt is None:
            if truth.payment_status == "paid" and "attempt" in truth.said:
                outcome.named.append(f"{truth.session}: paid, and of no order here")
        elif _differs(attempt, truth):
            _mend(outcome, truth.session, partial(_look, truth.session))
    return listed


def _differs(attempt: Attempt, truth: PageTruth) -> bool:
    if truth.payment_status == "paid":
        return attempt.state not in {AttemptState.PAID, AttemptState.SURPLUS}
    return attempt.state in RUNNING and truth.status != "open"


def _look(session: str) -> bool:
    return fulfilling.fulfil(truth=stripe.page(session))


def _still_running(listed: set[str], outcome: Outcome) -> None:
    running = Attempt.objects.filter(state__in=RUNNING).exclude(session="").exclude(session__in=listed)
    for session in list(running.order_by("pk").values_list("session", flat=True)[:MOST_LOOKED_UP]):
        _compared(outcome, session, partial(_look, session))


def _paid_here_only(since: datetime, listed: set[str], outcome: Outcome) -> None:
    paid = Attempt.objects.filter(state=AttemptState.PAID, begun_at__gte=since + _SKEW)
    for attempt in paid.select_related("payment__order").order_by("pk").iterator(chunk_size=500):
        if attempt.session not in listed:
            outcome.named.append(f"{attempt.payment.order.number}: paid here, and unknown to Stripe")


def _refunds(since: datetime, outcome: Outcome) -> None:
    for truth in stripe.refunds_since(since):
        outcome.compared += 1
        if _refund_differs(truth):
            _mend(outcome, truth.reference, partial(card_refunds.apply, truth=truth))
    pending = CardRefund.objects.filter(state=CardRefundState.PENDING, at__lt=since)
    for name in list(pending.order_by("pk").values_list("reference", flat=True)[:MOST_LOOKED_UP]):
        _compared(outcome, name, partial(_look_at_refund, name))


def _look_at_refund(name: str) -> bool:
    return card_refunds.apply(truth=stripe.refund_called(name))


def _refund_differs(truth: RefundTruth) -> bool:
    kept = CardRefund.objects.filter(reference=truth.reference).first()
    meant = {"succeeded": "succeeded", "failed": "failed", "canceled": "failed"}.get(truth.status, "pending")
    return kept is None or (kept.state != meant and kept.state != CardRefundState.FAILED)


def _disputes(since: datetime, outcome: Outcome) -> None:
    for truth in stripe.disputes_since(since):
        outcome.compared += 1
        kept = Dispute.objects.filter(reference=truth.reference).first()
        if kept is None or kept.status != truth.status:
            _mend(outcome, truth.reference, partial(disputes.apply, truth=truth))


def _mend(outcome: Outcome, name: str, act: Callable[[], bool]) -> None:
    if _said(outcome, name, act):
        outcome.mended += 1


def _compared(outcome: Outcome, name: str, act: Callable[[], bool]) -> None:
    outcome.compared += 1
    _said(outcome, name, act)


def _said(outcome: Outcome, name: str, act: Callable[[], bool]) -> bool:
    try:
        return act()
    except (TruthDiffers, NotSettled, stripe.StripeRefused) as error:
        outcome.named.append(f"{name}: {type(error).__name__} {error}")
    return False


def lines(outcome: Outcome) -> Iterable[str]:
    """What there is to say of it."""
    yield f"Compared {outcome.compared}, mended {outcome.mended}, to look at {len(outcome.named)}."
    yield from outcome.named
