"""Money goes back the way it was paid: whole or in parts, once, and a refund never claims what did not happen."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import Notice
from shop.checkout.checking import problems
from shop.orders import services as orders
from shop.orders.models import Order, State
from shop.payments import card_refunds, refunds
from shop.payments.cards import CardRefund, CardRefundState, Cause, Dispute, RefundFailure
from shop.payments.gateways import stripe as door
from shop.payments.models import Payment, Refund
from shop.payments.truth import TruthDiffers
from tests.accounts.mailbox import latest_to
from tests.cast import Cast
from tests.shop.desk.ground import at
from tests.shop.orders.ground import now_is, payment_of
from tests.shop.payments.card_ground import COMPLETED, tell, to_pay, went
from tests.shop.payments.stripe_server import Fake

pytestmark = [pytest.mark.django_db, pytest.mark.every_database, pytest.mark.usefixtures("private_files")]


def paid(cast: Cast, stripe: Fake) -> Order:
    """An order of 290 baht whose money Stripe has."""
    order = to_pay(cast)
    session = went(cast, order)
    stripe.pay(session)
    tell(COMPLETED, session)
    order.refresh_from_db()
    assert order.state == State.TO_SEND
    return order


def ask(cast: Cast, order: Order, amount: int, *, seen: int = 0) -> CardRefund:
    return card_refunds.ask(payment=payment_of(order), actor=cast.seller, amount=amount, seen=seen)


def sent(asked: CardRefund) -> CardRefund:
    """The worker asks Stripe; the row as it is then."""
    card_refunds.send(asked=asked)
    asked.refresh_from_db()
    return asked


def back(order: Order) -> tuple[int, int]:
    """The sum that the payment keeps, and how many refunds are written down."""
    return payment_of(order).refunded, Refund.objects.filter(payment__order=order).count()


def test_it_is_written_down_when_it_has_gone_and_not_before(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    stripe.refunds_become = "pending"
    asked = ask(cast, order, 9_050)
    assert back(order) == (0, 0)
    assert sent(asked).state == CardRefundState.PENDING
    assert back(order) == (0, 0)
    stripe.refunds[asked.reference]["status"] = "succeeded"
    for name in ("evt_1", "evt_2"):
        tell("refund.updated", asked.reference, name=name)
    assert back(order) == (9_050, 1)
    refund = Refund.objects.get()
    assert (refund.how, refund.actor, refund.amount) == ("stripe", cast.seller, 9_050)
    assert "90.50" in str(latest_to("owner@example.org").body)
    assert list(problems()) == []


def test_in_parts_until_nothing_is_left_counting_what_is_on_its_way(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    ask(cast, order, 9_000)
    with pytest.raises(refunds.RefundedMeanwhile):
        ask(cast, order, 100)
    with pytest.raises(refunds.MoreThanPaid):
        ask(cast, order, 20_001, seen=9_000)
    rest = ask(cast, order, 20_000, seen=9_000)
    card_refunds.send_due(now=rest.next_at)
    assert back(order) == (29_000, 2)
    assert refunds.left(payment_of(order)) == 0
    assert list(problems()) == []


def test_asked_twice_it_goes_back_once(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    asked = ask(cast, order, 9_000)
    # The answer was lost: the row says that nobody has answered, and Stripe has sent the money.
    sent(asked)
    CardRefund.objects.filter(pk=asked.pk).delete()
    again = CardRefund.objects.create(
        payment=asked.payment, intent=asked.intent, amount=9_000, cause=Cause.ASKED, key=asked.key, actor=cast.seller
    )
    card_refunds.send(asked=again)
    assert len(stripe.refunds) == 1


def test_where_stripe_is_away_it_waits_and_is_asked_again(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    asked = ask(cast, order, 9_000)
    stripe.is_down = True
    assert sent(asked).state == CardRefundState.ASKED
    assert asked.tries == 1
    stripe.is_down = False
    assert card_refunds.send_due(now=timezone.now()) == 0
    assert card_refunds.send_due(now=asked.next_at) == 1
    assert back(order) == (9_000, 1)


def test_what_stripe_refuses_is_no_refund_and_staff_find_another_way(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    stripe.refund_at_stripe(payment_of(order).reference, 29_000)
    asked = sent(ask(cast, order, 9_000))
    assert (asked.state, back(order)) == (CardRefundState.FAILED, (0, 0))
    assert "charge_already_refunded" in asked.problem
    assert Notice.objects.filter(recipient=cast.moderator, kind="card_refund_failed").exists()


def test_one_that_comes_back_is_taken_back(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    asked = sent(ask(cast, order, 9_000))
    assert back(order) == (9_000, 1)
    stripe.refunds[asked.reference].update(status="failed", failure_reason="lost_or_stolen_card")
    for name in ("evt_1", "evt_2"):
        tell("refund.failed", asked.reference, name=name)
    assert payment_of(order).refunded == 0
    assert RefundFailure.objects.count() == 1
    assert list(problems()) == []
    # Now somebody may say that they found another way.
    said: dict[str, Any] = {"amount": 9_000, "how": "transfer", "paid_on": timezone.localdate(), "seen": 0}
    refunds.record(payment=payment_of(order), actor=cast.moderator, **said)
    assert payment_of(order).refunded == 9_000


def test_by_hand_nobody_writes_down_what_stripe_has(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    said: dict[str, Any] = {"amount": 9_000, "how": "transfer", "paid_on": timezone.localdate(), "seen": 0}
    with pytest.raises(refunds.PaidByCard):
        refunds.record(payment=payment_of(order), actor=cast.moderator, **said)
    assert back(order) == (0, 0)


@pytest.mark.parametrize("kind", ["charge.refunded", "refund.created"])
def test_one_begun_in_stripes_own_pages_is_taken_in(cast: Cast, stripe: Fake, kind: str) -> None:
    order = paid(cast, stripe)
    intent = payment_of(order).reference
    name = stripe.refund_at_stripe(intent, 5_000)
    tell(kind, f"ch_{intent}" if kind.startswith("charge") else name)
    assert back(order) == (5_000, 1)
    assert (CardRefund.objects.get().cause, Refund.objects.get().actor) == (Cause.DASHBOARD, None)
    tell("refund.updated", name)
    assert back(order) == (5_000, 1)
    assert list(problems()) == []


def test_a_refund_of_another_amount_than_asked_moves_nothing(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    asked = ask(cast, order, 9_000)
    truth = door.refund(intent=asked.intent, amount=8_000, key=asked.key)
    with pytest.raises(TruthDiffers):
        card_refunds.apply(truth=truth)
    assert back(order) == (0, 0)


def test_of_an_order_that_the_seller_cancels_all_goes_back_by_itself(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    sent(ask(cast, order, 9_000))
    orders.cancel(order=order, by="seller", actor=cast.seller, reason="ของหมด")
    rest = CardRefund.objects.get(cause=Cause.CANCELLED)
    assert rest.amount == 20_000
    sent(rest)
    assert (back(order), now_is(order)) == ((29_000, 2), State.CANCELLED)
    assert list(problems()) == []


def test_the_database_lets_no_refund_claim_anything_early(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    asked = ask(cast, order, 9_000)
    for harm in ({"state": CardRefundState.SUCCEEDED}, {"amount": 0}, {"state": "maybe"}, {"intent": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CardRefund.objects.filter(pk=asked.pk).update(**harm)
    made = sent(asked).refund
    assert made is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        CardRefund.objects.filter(pk=asked.pk).update(state=CardRefundState.PENDING)
    with pytest.raises(DatabaseError), transaction.atomic():
        Refund.objects.filter(pk=made.pk).update(actor=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.update(reference="", fee=None, paid_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.create(payment=made.payment, amount=1, how="cash", paid_on=timezone.localdate())


class TestAtTheDesk:
    """The seller says how much; Stripe does the rest."""

    def post(self, cast: Cast, order: Order, **said: str) -> Any:
        data = {"act": "refund", "amount": "๙๐.๕๐", "seen": "0", **said}
        return cast.client("seller").post(at(order.enterprise, "order", order.number), data)

    def test_it_is_asked_for_once_however_often_it_is_sent(self, cast: Cast, stripe: Fake) -> None:
        order = paid(cast, stripe)
        assert self.post(cast, order).status_code == 302
        assert self.post(cast, order).status_code == 422
        assert [one.amount for one in CardRefund.objects.all()] == [9_050]

    @pytest.mark.parametrize("typed", ["มาก", "300", ""])
    def test_nonsense_stands_beside_its_field_and_stays_typed(self, cast: Cast, stripe: Fake, typed: str) -> None:
        order = paid(cast, stripe)
        answer = self.post(cast, order, amount=typed)
        assert answer.status_code == 422
        form = answer.context["refund_form"]
        assert (list(form.errors), form["amount"].value()) == (["amount"], typed)
        assert CardRefund.objects.count() == 0

    def test_the_seller_cannot_say_that_the_money_came(self, cast: Cast, stripe: Fake) -> None:
        order = to_pay(cast)
        here = at(order.enterprise, "order", order.number)
        assert 'value="confirm"' not in cast.client("seller").get(here).content.decode()
        cast.client("seller").post(here, {"act": "confirm"})
        assert now_is(order) == State.AWAITING_PAYMENT


def test_staff_pay_back_and_see_all_that_is_known(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    client, address = cast.client("moderator"), reverse("shop_order_refund", args=[order.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"amount": "400", "seen": "0"}).status_code == 422
    assert client.post(address, {"amount": "100", "seen": "0"}).status_code == 302
    assert CardRefund.objects.get().actor == cast.moderator
    stripe.dispute(payment_of(order).reference)
    tell("charge.dispute.created", f"dp_{payment_of(order).reference}")
    page = client.get(reverse("shop_order", args=[order.pk])).content.decode()
    for words in (payment_of(order).reference, "needs_response", "11.33"):
        assert words in page


def test_a_dispute_is_kept_and_staff_are_told_of_each_step_once(cast: Cast, stripe: Fake) -> None:
    order = paid(cast, stripe)
    intent = payment_of(order).reference
    name = stripe.dispute(intent)
    for event in ("evt_1", "evt_2"):
        tell("charge.dispute.created", name, name=event)
    kept = Dispute.objects.get()
    assert (kept.payment, kept.amount, kept.status) == (payment_of(order), 29_000, "needs_response")
    stripe.dispute(intent, status="lost")
    tell("charge.dispute.closed", name)
    kept.refresh_from_db()
    assert kept.status == "lost"
    assert Notice.objects.filter(recipient=cast.moderator, kind="card_dispute").count() == 2
