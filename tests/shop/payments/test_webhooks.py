"""What Stripe tells: kept first, believed in nothing, applied once, in whatever order and however often it comes."""

import json
import time
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from cms.accounts.models import Notice
from cms.settings.stripe import StripeSettings
from shop.checkout.checking import problems
from shop.orders.models import State
from shop.payments import card_views, fulfilling, inbox, paying_by_card
from shop.payments.cards import Attempt, AttemptState
from shop.payments.events import EventState, WebhookEvent
from shop.payments.gateways import stripe as door
from shop.payments.models import Payment
from shop.payments.models import State as Paid
from tests.cast import Cast
from tests.shop.orders.ground import now_is, payment_of
from tests.shop.payments.card_ground import COMPLETED, WEBHOOK, send, state_of_event, tell, to_pay, went
from tests.shop.payments.stripe_events import SECRET, event, signature
from tests.shop.payments.stripe_server import Fake

pytestmark = [pytest.mark.django_db, pytest.mark.every_database, pytest.mark.usefixtures("private_files")]


def test_paid_once_however_often_and_late_it_is_told(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.pay(session)
    for name in ("evt_1", "evt_1", "evt_2", "evt_3"):
        assert tell(COMPLETED, session, name=name).status_code == 200
    assert (now_is(order), WebhookEvent.objects.count()) == (State.TO_SEND, 3)
    payment = payment_of(order)
    assert (payment.state, payment.fee) == (Paid.CONFIRMED, stripe.fee)
    assert payment.events.filter(to_state=Paid.CONFIRMED).count() == 1
    assert set(WebhookEvent.objects.values_list("state", flat=True)) == {EventState.DONE}
    assert Notice.objects.filter(recipient=cast.seller, kind="order_paid").count() == 1
    assert list(problems()) == []


def test_events_out_of_order_end_in_the_same_truth(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.pay(session)
    for kind in ("checkout.session.async_payment_succeeded", "checkout.session.expired", COMPLETED):
        tell(kind, session)
    assert (now_is(order), Attempt.objects.get().state) == (State.TO_SEND, AttemptState.PAID)


def test_money_that_comes_later_is_waited_for(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.complete(session)
    tell(COMPLETED, session)
    assert (now_is(order), Attempt.objects.get().state) == (State.AWAITING_PAYMENT, AttemptState.PENDING)
    stripe.arrive(session)
    tell("checkout.session.async_payment_succeeded", session)
    assert now_is(order) == State.TO_SEND


def test_a_page_that_ended_lets_the_buyer_begin_anew(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.expire(session)
    tell("checkout.session.expired", session)
    assert Attempt.objects.get().state == AttemptState.EXPIRED
    assert went(cast, order) != session


class TestNotFromStripe:
    """Nobody but Stripe writes a row."""

    def refused(self, body: bytes, header: str, status: int = 400) -> None:
        assert send(body, header).status_code == status
        assert WebhookEvent.objects.count() == 0

    def test_forged(self, stripe: Fake) -> None:
        body = event(COMPLETED, "cs_1")
        for header in ("", "t=1,v1=ab", "v1=", signature(body, secret="whsec_of_somebody_else"), "t=x,v1=y", "é"):
            self.refused(body, header)

    def test_old(self, stripe: Fake) -> None:
        body = event(COMPLETED, "cs_1")
        self.refused(body, signature(body, at=time.time() - door.TOLERANCE - 5))

    @pytest.mark.parametrize(
        "body",
        [b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"id":"evt"}', b"\xff\xfe", event(COMPLETED, "cs_1")[:-9]],
        ids=["empty", "open", "list", "null", "text", "nothing", "no-kind", "no-text", "truncated"],
    )
    def test_signed_but_no_event(self, stripe: Fake, body: bytes) -> None:
        self.refused(body, signature(body, secret=SECRET) if body != b"\xff\xfe" else "t=1,v1=ab")

    def test_changed_after_signing(self, stripe: Fake) -> None:
        body = event(COMPLETED, "cs_1")
        self.refused(body.replace(b"cs_1", b"cs_2"), signature(body))

    def test_too_large(self, stripe: Fake) -> None:
        body = event(COMPLETED, "c" * card_views.MOST_BYTES)
        self.refused(body, signature(body), 413)

    def test_without_keys_there_is_nothing_here(self, stripe: Fake, settings: Settings) -> None:
        settings.STRIPE = StripeSettings()
        self.refused(event(COMPLETED, "cs_1"), "t=1,v1=ab", 404)
        assert Client().get(WEBHOOK).status_code == 405

    def test_the_official_librarys_own_signature_is_good(self, stripe: Fake) -> None:
        body = event("customer.created", "cus_1")
        header = import_module("stripe").WebhookSignature.generate_signature_header(body.decode(), SECRET)
        assert send(body, header).status_code == 200


def test_what_is_not_ours_is_kept_and_changes_nothing(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.pay(session)
    asked = len(stripe.calls)
    for said in ({"live": True}, {"account": "acct_other"}):
        assert tell(COMPLETED, session, name=f"evt_{said}"[:30], **said).status_code == 200
        assert state_of_event() == EventState.IGNORED
    assert tell("customer.created", "cus_1").status_code == 200
    assert state_of_event() == EventState.IGNORED
    assert (len(stripe.calls), now_is(order)) == (asked, State.AWAITING_PAYMENT)


def test_a_page_that_our_account_does_not_know_fails_and_is_tried_again_with_longer_pauses(
    cast: Cast, stripe: Fake
) -> None:
    staff = cast.moderator
    assert tell(COMPLETED, "cs_of_another_account").status_code == 200
    row = WebhookEvent.objects.get()
    assert (row.state, row.tries) == (EventState.FAILED, 1)
    assert "UnknownAtStripe" in row.problem
    first = row.next_at - timezone.now()
    assert inbox.apply_due(now=timezone.now()) == 0
    assert inbox.apply_due(now=row.next_at) == 1
    row.refresh_from_db()
    assert row.next_at - timezone.now() > first * 2
    WebhookEvent.objects.update(tries=inbox.MOST_TRIES - 1, next_at=timezone.now())
    inbox.apply_due(now=timezone.now())
    assert state_of_event() == EventState.DEAD
    assert Notice.objects.filter(recipient=staff, kind="card_event_dead").exists()
    assert inbox.apply_due(now=row.next_at) == 0


@pytest.mark.parametrize(
    ("harm", "settled"),
    [
        ({"amount_total": 100}, "thb"),
        ({"currency": "usd"}, "thb"),
        ({"livemode": True}, "thb"),
        ({"metadata": {"order": "0000-0000-0000", "attempt": "x"}}, "thb"),
        ({}, "usd"),
    ],
    ids=["amount", "currency", "mode", "order", "settled-elsewhere"],
)
def test_a_truth_that_does_not_fit_moves_nothing_and_staff_are_told(
    cast: Cast, stripe: Fake, harm: dict[str, object], settled: str
) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.currency_of_account = settled
    stripe.pay(session)
    stripe.pages[session].update(harm)
    assert tell(COMPLETED, session).status_code == 200
    assert (state_of_event(), now_is(order)) == (EventState.DEAD, State.AWAITING_PAYMENT)
    assert "TruthDiffers" in WebhookEvent.objects.get().problem
    assert Notice.objects.filter(recipient=cast.moderator, kind="card_event_dead").count() == 1


def test_less_money_than_was_asked_for_moves_nothing(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.pay(session)
    next(iter(stripe.intents.values()))["amount_received"] = 1
    tell(COMPLETED, session)
    assert (state_of_event(), now_is(order)) == (EventState.DEAD, State.AWAITING_PAYMENT)


def test_a_fee_that_is_not_known_yet_is_waited_for(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.settles = False
    stripe.pay(session)
    tell(COMPLETED, session)
    assert (state_of_event(), now_is(order)) == (EventState.FAILED, State.AWAITING_PAYMENT)
    stripe.settles = True
    inbox.apply_due(now=WebhookEvent.objects.get().next_at)
    assert (state_of_event(), now_is(order)) == (EventState.DONE, State.TO_SEND)


def test_an_event_that_came_before_we_knew_the_page_finds_its_order(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    # The server died between Stripe's answer and writing it down.
    Attempt.objects.update(state=AttemptState.OPENING, session="", url="")
    stripe.pay(session)
    tell(COMPLETED, session)
    assert (now_is(order), Attempt.objects.get().session) == (State.TO_SEND, session)


class TestTheInboxInTheAdmin:
    """Staff see what came, why it failed, and apply it once more."""

    def test_staff_apply_a_failed_event_once_more(self, cast: Cast, stripe: Fake) -> None:
        order = to_pay(cast)
        session = went(cast, order)
        stripe.pay(session)
        stripe.is_down = True
        tell(COMPLETED, session)
        row = WebhookEvent.objects.get()
        assert row.state == EventState.FAILED
        client = cast.client("moderator")
        assert session in client.get(reverse("shop_card_events")).content.decode()
        page = client.get(reverse("shop_card_event", args=[row.pk])).content.decode()
        assert "StripeUnreachable" in page
        stripe.is_down = False
        assert client.post(reverse("shop_card_event_replay", args=[row.pk])).status_code == 302
        assert (state_of_event(), now_is(order)) == (EventState.DONE, State.TO_SEND)

    def test_editors_may_not(self, cast: Cast, stripe: Fake) -> None:
        tell("customer.created", "cus_1")
        row = WebhookEvent.objects.get()
        client = cast.client("editor")
        assert client.get(reverse("shop_card_event", args=[row.pk])).status_code in {302, 403}
        assert client.post(reverse("shop_card_event_replay", args=[row.pk])).status_code in {302, 403}


def test_nothing_that_a_body_says_is_kept_or_believed(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    said = json.loads(event(COMPLETED, session))
    said["data"]["object"]["customer_details"] = {"email": "buyer@example.org"}
    body = json.dumps(said).encode()
    send(body)
    assert (state_of_event(), now_is(order)) == (EventState.DONE, State.AWAITING_PAYMENT)
    kept = WebhookEvent.objects.values().get()
    assert "buyer@example.org" not in str(kept)


def test_the_truth_is_not_asked_inside_a_transaction(cast: Cast, stripe: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.pay(session)
    depth: list[int] = []
    real = door.page

    def page(name: str, **said: object) -> object:
        depth.append(len(connection.savepoint_ids))
        return real(name)

    monkeypatch.setattr(door, "page", page)
    tell(COMPLETED, session)
    paying_by_card.look(attempt=Attempt.objects.get())
    # The test itself is one transaction; deeper is ours.
    assert depth == [0]
    assert Payment.objects.get().state == Paid.CONFIRMED
    assert fulfilling.attempt_at(real(session)) == Attempt.objects.get()


def test_what_stripe_words_of_a_buyer_is_not_kept_with_a_failure(
    cast: Cast, stripe: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = went(cast, to_pay(cast))
    words = "Invalid email address: mani@example.org"

    def refused(*_said: object, **_more: object) -> None:
        raise import_module("stripe").InvalidRequestError(
            words, "customer_email", code="email_invalid", http_status=400
        )

    monkeypatch.setattr("stripe.checkout.SessionService.retrieve", refused)
    tell(COMPLETED, session)
    row = WebhookEvent.objects.get()
    assert row.state == EventState.FAILED
    assert "email_invalid customer_email" in row.problem
    assert "mani@example.org" not in row.problem
