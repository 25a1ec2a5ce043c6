"""Money for an order that has ended, was called off, or is paid already: nothing is lost, and nothing counts twice."""

import pytest

from cms.accounts.models import Notice
from shop.checkout.checking import problems
from shop.orders import services as orders
from shop.orders.models import State
from shop.payments import card_refunds
from shop.payments.cards import Attempt, AttemptState, CardRefund, CardRefundState, Cause
from shop.payments.models import Refund
from shop.payments.models import State as Paid
from tests.cast import Cast
from tests.shop.ground import in_stock
from tests.shop.orders.ground import now_is, payment_of, piece
from tests.shop.payments.card_ground import COMPLETED, tell, to_pay, went
from tests.shop.payments.stripe_server import Fake

pytestmark = [pytest.mark.django_db, pytest.mark.every_database, pytest.mark.usefixtures("private_files")]


def from_stripe(asked: CardRefund) -> None:
    """The worker asks Stripe, twice over."""
    card_refunds.send(asked=asked)
    card_refunds.send(asked=asked)


def test_the_order_is_taken_up_again_where_its_pieces_are_there(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    left = in_stock(piece(order))
    stripe.complete(session)
    assert order.pay_by is not None
    orders.expire(order=order, now=order.pay_by)
    assert in_stock(piece(order)) == left + 2
    stripe.arrive(session)
    tell(COMPLETED, session)
    assert (now_is(order), payment_of(order).state) == (State.TO_SEND, Paid.CONFIRMED)
    assert in_stock(piece(order)) == left
    assert (CardRefund.objects.count(), list(problems())) == (0, [])
    orders.cancel(order=order, by="seller", actor=cast.seller, reason="ของเสีย")
    assert (in_stock(piece(order)), list(problems())) == (left + 2, [])


def test_it_goes_back_by_itself_where_they_are_not(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast, quantity=10)
    session = went(cast, order)
    stripe.complete(session)
    assert order.pay_by is not None
    orders.expire(order=order, now=order.pay_by)
    to_pay(cast, sold_by=order.enterprise, of=piece(order), buyer="stranger", quantity=10)
    stripe.arrive(session)
    tell(COMPLETED, session)
    asked = CardRefund.objects.get()
    assert (now_is(order), asked.amount, asked.cause) == (State.EXPIRED, order.total, Cause.TOO_LATE)
    assert Notice.objects.filter(recipient=cast.moderator, kind="card_refund_begun").exists()
    from_stripe(asked)
    assert (payment_of(order).refunded, Refund.objects.get().how) == (order.total, "stripe")
    assert list(problems()) == []


def test_it_goes_back_where_the_buyer_had_cancelled(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.complete(session)
    orders.cancel(order=order, by="buyer", actor=cast.owner, reason="เปลี่ยนใจ")
    stripe.arrive(session)
    for name in ("evt_a", "evt_b"):
        tell(COMPLETED, session, name=name)
    from_stripe(CardRefund.objects.get())
    assert (now_is(order), payment_of(order).refunded) == (State.CANCELLED, order.total)
    assert list(problems()) == []


def test_a_second_payment_of_one_order_goes_back_and_leaves_the_first(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    first = went(cast, order)
    # The first page was taken for over, and is paid on all the same.
    Attempt.objects.update(state=AttemptState.EXPIRED)
    second = went(cast, order)
    assert first != second
    for session in (second, first):
        stripe.pay(session)
        tell(COMPLETED, session)
    asked = CardRefund.objects.get()
    assert (asked.cause, asked.amount, asked.intent) == (
        Cause.TWICE,
        order.total,
        stripe.pages[first]["payment_intent"],
    )
    tell(COMPLETED, first, name="evt_again")
    from_stripe(asked)
    payment = payment_of(order)
    assert (payment.refunded, Refund.objects.count(), now_is(order)) == (0, 0, State.TO_SEND)
    assert CardRefund.objects.get().state == CardRefundState.SUCCEEDED
    assert list(problems()) == []
