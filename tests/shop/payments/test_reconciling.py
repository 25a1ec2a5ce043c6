"""Stripe's books beside ours: what differs is mended, what cannot be is named, and events can be applied once more."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.accounts.models import Notice
from shop.checkout.checking import problems
from shop.orders.models import Order, State
from shop.payments import reconciling, tasks
from shop.payments.cards import Attempt, AttemptState, CardRefund, Dispute
from shop.payments.events import EventState, WebhookEvent
from shop.payments.reconciling import Outcome
from tests.cast import Cast
from tests.shop.orders.ground import now_is, payment_of
from tests.shop.payments.card_ground import COMPLETED, state_of_event, tell, to_pay, went
from tests.shop.payments.stripe_server import Fake

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]


def reconcile() -> Outcome:
    return reconciling.reconcile(since=timezone.now() - timedelta(days=4))


def run(name: str, *words: str) -> str:
    out = StringIO()
    call_command(name, *words, stdout=out)
    return out.getvalue()


def paid_and_never_told(cast: Cast, stripe: Fake) -> Order:
    order = to_pay(cast)
    stripe.pay(went(cast, order))
    return order


def test_a_payment_whose_event_was_lost_is_found_and_applied(cast: Cast, stripe: Fake) -> None:
    order = paid_and_never_told(cast, stripe)
    outcome = reconcile()
    assert (outcome.mended, outcome.named) == (1, [])
    assert now_is(order) == State.TO_SEND
    again = reconcile()
    assert (again.mended, again.named, again.compared) == (0, [], 1)
    assert list(problems()) == []


def test_refunds_and_disputes_that_nobody_told_of_are_found(cast: Cast, stripe: Fake) -> None:
    order = paid_and_never_told(cast, stripe)
    reconcile()
    intent = payment_of(order).reference
    stripe.refund_at_stripe(intent, 5_000)
    stripe.dispute(intent)
    assert reconcile().mended == 2
    assert (payment_of(order).refunded, Dispute.objects.count(), CardRefund.objects.count()) == (5_000, 1, 1)
    assert reconcile().mended == 0


def test_what_only_one_side_knows_is_named_and_staff_are_told(cast: Cast, stripe: Fake) -> None:
    order = paid_and_never_told(cast, stripe)
    reconcile()
    [page] = stripe.pages.values()
    stripe.pages["cs_strange"] = {**page, "id": "cs_strange", "metadata": {"order": "x", "attempt": "unknown"}}
    Attempt.objects.update(session="cs_gone", begun_at=timezone.now())
    del stripe.pages[page["id"]]
    outcome = reconcile()
    assert len(outcome.named) == 2
    assert any("cs_strange" in line for line in outcome.named)
    assert any(order.number in line for line in outcome.named)
    assert Notice.objects.filter(recipient=cast.moderator, kind="card_reconciled").exists()
    with pytest.raises(CommandError, match="looked at"):
        run("payments_reconcile")


def test_a_truth_that_does_not_fit_is_named_and_the_rest_goes_on(cast: Cast, stripe: Fake) -> None:
    bad = paid_and_never_told(cast, stripe)
    next(iter(stripe.pages.values()))["amount_total"] = 1
    good = to_pay(cast, sold_by=bad.enterprise)
    stripe.pay(went(cast, good))
    outcome = reconcile()
    assert (outcome.mended, len(outcome.named)) == (1, 1)
    assert (now_is(bad), now_is(good)) == (State.AWAITING_PAYMENT, State.TO_SEND)


def test_the_books_say_where_attempts_and_refunds_do_not_fit_the_payment(cast: Cast, stripe: Fake) -> None:
    order = paid_and_never_told(cast, stripe)
    reconcile()
    intent = payment_of(order).reference
    Attempt.objects.update(intent="pi_other")
    CardRefund.objects.create(
        payment=payment_of(order), intent=intent, amount=1, cause="asked", key="k", state="succeeded", reference="re_1"
    )
    assert {problem.what for problem in problems()} == {
        "paid page of other money than the payment's",
        "money that Stripe sent back and nobody wrote down",
    }


def test_a_page_that_never_opened_ends_with_its_time(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    went(cast, order)
    over = {"session": "", "url": "", "expires_at": timezone.now() - timedelta(minutes=1)}
    Attempt.objects.update(state=AttemptState.OPENING, **over)
    stripe.pages.clear()
    reconcile()
    assert Attempt.objects.get().state == AttemptState.EXPIRED


def test_the_command_and_the_daily_job_say_what_they_did(cast: Cast, stripe: Fake) -> None:
    paid_and_never_told(cast, stripe)
    assert "mended 1" in run("payments_reconcile", "--days", "2")
    assert "Compared 1, mended 0" in tasks.reconcile()
    with pytest.raises(CommandError, match="--days"):
        run("payments_reconcile", "--days", "0")
    stripe.is_down = True
    with pytest.raises(CommandError, match="cannot be reached"):
        run("payments_reconcile")


def test_without_keys_the_jobs_ask_nobody_and_the_commands_say_so(cast: Cast) -> None:
    assert (tasks.reconcile(), tasks.apply_events(), tasks.send_refunds()) == ("", 0, 0)
    for words in (("payments_reconcile",), ("payments_replay", "--failed")):
        with pytest.raises(CommandError, match="No payment service"):
            run(*words)


def test_events_are_applied_once_more_by_name_by_failure_and_by_day(cast: Cast, stripe: Fake) -> None:
    order = paid_and_never_told(cast, stripe)
    stripe.is_down = True
    tell(COMPLETED, next(iter(stripe.pages)), name="evt_1")
    assert state_of_event() == EventState.FAILED
    with pytest.raises(CommandError, match="failed again"):
        run("payments_replay", "--failed")
    stripe.is_down = False
    assert run("payments_replay", "--failed").strip() == "done: 1"
    assert now_is(order) == State.TO_SEND
    today = timezone.localdate().isoformat()
    assert run("payments_replay", "evt_1") == run("payments_replay", "--since", today)
    assert payment_of(order).events.count() == 2
    for words in (("evt_unknown",), ("--since", "yesterday"), ("--since", "2026-13-01"), ("--failed",)):
        with pytest.raises(CommandError):
            run("payments_replay", *words)


def test_rows_of_long_ago_are_forgotten_but_for_what_nobody_has_looked_at(cast: Cast, stripe: Fake) -> None:
    for number, state in enumerate(EventState):
        row = {"event": f"evt_{number}", "kind": "x", "made_at": timezone.now(), "state": state, "problem": "x"}
        WebhookEvent.objects.create(provider="stripe", received_at=timezone.now() - timedelta(days=401), **row)
    assert tasks.forget_events() == 2
    assert WebhookEvent.objects.count() == 3
