"""What may become of an order, and what each step does to stock and payment."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from cms.lifecycle.rules import MoveNotAllowed, ReasonMissing
from shop.catalogue.stock import StockMove, Why
from shop.checkout.checking import problems
from shop.orders import services
from shop.orders.models import Order, OrderEvent, OrderLine, State
from shop.payments import services as payments
from shop.payments.models import Payment, PaymentEvent
from shop.payments.models import State as Paid
from tests.cast import Cast
from tests.shop.ground import in_stock
from tests.shop.orders.ground import now_is, payment_of, piece, place

pytestmark = pytest.mark.django_db


def everything(order: Order) -> list[Any]:
    """All that could have changed."""
    return [
        list(Order.objects.filter(pk=order.pk).values()),
        list(Payment.objects.filter(order=order).values()),
        OrderEvent.objects.count(),
        PaymentEvent.objects.count(),
        StockMove.objects.count(),
    ]


@pytest.mark.every_database
def test_a_paid_order_goes_from_the_slip_to_the_buyer(cast: Cast) -> None:
    order = place(cast)
    services.payment_claimed(order=order, actor=cast.owner)
    services.pay_received(order=order, actor=cast.seller)
    services.send(order=order, actor=cast.seller, carrier=" ไปรษณีย์ไทย ", tracking_number="EX 1234  TH")
    services.received(order=order, actor=cast.owner)
    order.refresh_from_db()
    steps = list(order.events.values_list("from_state", "to_state"))
    assert steps[0] == ("", State.AWAITING_PAYMENT)
    assert [to for _from, to in steps[1:]] == [State.PAYMENT_SENT, State.TO_SEND, State.SENT, State.RECEIVED]
    assert (order.carrier, order.tracking_number) == ("ไปรษณีย์ไทย", "EX 1234 TH")
    assert in_stock(piece(order)) == 8


@pytest.mark.every_database
@pytest.mark.parametrize("end", ["cancelled", "expired", "returned"])
def test_an_order_that_ends_gives_its_pieces_back_once_and_waits_for_no_money(cast: Cast, end: str) -> None:
    order = place(cast, pay="cod" if end == "returned" else "promptpay")
    assert in_stock(piece(order)) == 8
    if end == "cancelled":
        services.cancel(order=order, by="buyer", actor=cast.owner, reason="เปลี่ยนใจ")
    elif end == "expired":
        assert order.pay_by is not None
        assert services.expire(order=order, now=order.pay_by)
        assert not services.expire(order=order, now=order.pay_by)
    else:
        services.send(order=order, actor=cast.seller)
        services.returned(order=order, actor=cast.seller, reason="ไม่มีผู้รับ")
    assert now_is(order) == end
    assert in_stock(piece(order)) == 10
    assert StockMove.objects.filter(why=Why.GIVEN_BACK, reference=order.number).count() == 1
    assert payment_of(order).state == Paid.ENDED
    assert list(problems()) == []


def refused(case: str, cast: Cast, order: Order) -> Callable[[], object]:
    acts: dict[str, Callable[[], object]] = {
        "sent unpaid": lambda: services.send(order=order, actor=cast.seller),
        "received unsent": lambda: services.received(order=order, actor=cast.owner),
        "returned unsent": lambda: services.returned(order=order, actor=cast.seller, reason="x"),
        "cancelled without a reason": lambda: services.cancel(order=order, by="buyer", actor=cast.owner, reason=" "),
        "slip refused before there is one": lambda: services.claim_refused(order=order, actor=cast.seller, reason="x"),
    }
    return acts[case]


@pytest.mark.every_database
@pytest.mark.parametrize(
    "case",
    [
        "sent unpaid",
        "received unsent",
        "returned unsent",
        "cancelled without a reason",
        "slip refused before there is one",
    ],
)
def test_a_refused_step_changes_nothing(cast: Cast, case: str) -> None:
    order = place(cast)
    before = everything(order)
    with pytest.raises((MoveNotAllowed, ReasonMissing)):
        refused(case, cast, order)()
    assert everything(order) == before


@pytest.mark.parametrize("pay", ["promptpay", "cod"])
def test_a_buyer_may_not_cancel_what_is_paid_or_sent(cast: Cast, pay: str) -> None:
    order = place(cast, pay=pay)
    if pay == "promptpay":
        services.payment_claimed(order=order, actor=cast.owner)
    else:
        services.send(order=order, actor=cast.seller)
    before = everything(order)
    with pytest.raises(services.MayNotCancel):
        services.cancel(order=order, by="buyer", actor=cast.owner, reason="เปลี่ยนใจ")
    assert everything(order) == before


def test_a_buyer_may_cancel_cash_on_delivery_until_it_is_sent(cast: Cast) -> None:
    order = place(cast, pay="cod")
    services.cancel(order=order, by="buyer", actor=cast.owner, reason="เปลี่ยนใจ")
    assert now_is(order) == State.CANCELLED


def test_a_seller_may_cancel_a_paid_order_and_the_money_that_came_stays_told(cast: Cast) -> None:
    order = place(cast)
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    services.cancel(order=order, by="seller", actor=cast.seller, reason="ของเสีย")
    assert now_is(order) == State.CANCELLED
    assert payment_of(order).state == Paid.CONFIRMED
    assert list(problems()) == []


def test_a_seller_may_not_cancel_what_is_on_its_way(cast: Cast) -> None:
    order = place(cast, pay="cod")
    services.send(order=order, actor=cast.seller)
    with pytest.raises(services.MayNotCancel):
        services.cancel(order=order, by="seller", actor=cast.seller, reason="ของเสีย")
    assert now_is(order) == State.SENT


def test_a_tracking_number_that_is_too_long_sends_nothing(cast: Cast) -> None:
    order = place(cast, pay="cod")
    with pytest.raises(ValidationError) as refusal:
        services.send(order=order, actor=cast.seller, tracking_number="9" * 61)
    assert set(refusal.value.message_dict) == {"tracking_number"}
    assert now_is(order) == State.TO_SEND


def test_cash_on_delivery_is_paid_with_the_parcel(cast: Cast) -> None:
    order = place(cast, pay="cod")
    assert (now_is(order), order.total, order.pay_by) == (State.TO_SEND, 31_000, None)
    services.send(order=order, actor=cast.seller)
    assert payment_of(order).state == Paid.WAITING
    services.received(order=order, actor=None)
    assert payment_of(order).state == Paid.CONFIRMED


@pytest.mark.every_database
def test_the_database_lets_no_line_and_no_event_be_changed(cast: Cast) -> None:
    order = place(cast)
    for rows, change in (
        (OrderLine.objects.filter(order=order), {"quantity": F("quantity")}),
        (OrderEvent.objects.filter(subject=order), {"reason": "x"}),
        (PaymentEvent.objects.filter(subject__order=order), {"reason": "x"}),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            rows.update(**change)


@pytest.mark.every_database
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"total": 1}, "adds_up"),
        ({"state": "lost"}, "state_known"),
        ({"number": "1"}, "number_format"),
        ({"pay_by": None}, "deadline"),
    ],
)
def test_the_database_says_no_to_an_order_that_cannot_be(cast: Cast, change: dict[str, Any], constraint: str) -> None:
    order = place(cast)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(**change)
