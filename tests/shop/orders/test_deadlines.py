"""What the clock does to orders."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from shop.checkout.checking import problems
from shop.orders import rules, services, tasks
from shop.orders.models import Order, State
from shop.payments import services as payments
from tests.cast import Cast
from tests.shop.ground import in_stock
from tests.shop.orders.ground import clock_at, now_is, payment_of, piece, place
from tests.shop.payments.slips import clean_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]

HOUR = timedelta(hours=1)


def test_an_order_waits_as_many_hours_as_the_setting_says(cast: Cast, settings: Settings) -> None:
    settings.ORDER_PAY_HOURS = 5
    order = place(cast)
    assert order.pay_by == order.purchase.placed_at + 5 * HOUR


@pytest.mark.every_database
def test_what_is_not_paid_in_time_ends_and_gives_back_and_nothing_else_does(cast: Cast) -> None:
    late = place(cast)
    now = timezone.now() + timedelta(hours=48)
    young = place(cast, sold_by=late.enterprise, of=piece(late), placed_at=now - HOUR)
    cod = place(cast, sold_by=late.enterprise, of=piece(late), pay="cod")
    claimed = place(cast, sold_by=late.enterprise, of=piece(late))
    payments.claim(order=claimed, picture=clean_slip(), reference=None, actor=cast.owner)
    assert services.expire_unpaid(now=now + timedelta(seconds=1)) == 1
    assert [now_is(one) for one in (late, young, cod, claimed)] == [
        State.EXPIRED,
        State.AWAITING_PAYMENT,
        State.TO_SEND,
        State.PAYMENT_SENT,
    ]
    assert in_stock(piece(late)) == 4
    assert services.expire_unpaid(now=now + timedelta(seconds=1)) == 0
    assert in_stock(piece(late)) == 4
    assert list(problems()) == []


def test_who_is_asked_for_another_slip_has_a_day_for_it(cast: Cast) -> None:
    order = place(cast)
    assert order.pay_by is not None
    payments.claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    with clock_at(order.pay_by + HOUR):
        payments.refuse(payment=payment_of(order), actor=cast.seller, reason="ยอดไม่ตรง")
        assert services.expire_unpaid(now=timezone.now()) == 0
    fresh = Order.objects.get(pk=order.pk)
    assert fresh.pay_by == order.pay_by + HOUR + rules.ANOTHER_TRY
    assert services.expire_unpaid(now=fresh.pay_by) == 1


def test_a_refusal_shortens_no_deadline(cast: Cast) -> None:
    order = place(cast)
    payments.claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    payments.refuse(payment=payment_of(order), actor=cast.seller, reason="ยอดไม่ตรง")
    assert Order.objects.get(pk=order.pk).pay_by == order.pay_by


@pytest.mark.every_database
def test_a_parcel_that_nobody_complains_about_has_arrived(cast: Cast) -> None:
    order = place(cast, pay="cod")
    services.send(order=order, actor=cast.seller)
    soon = timezone.now() + rules.RECEIVED_AFTER
    assert services.arrive_by_themselves(now=soon - HOUR) == 0
    assert services.arrive_by_themselves(now=soon) == 1
    assert services.arrive_by_themselves(now=soon) == 0
    assert now_is(order) == State.RECEIVED
    assert order.events.get(to_state=State.RECEIVED).actor is None


def test_the_jobs_of_the_worker_do_all_of_it(cast: Cast) -> None:
    unpaid = place(cast)
    sent = place(cast, sold_by=unpaid.enterprise, of=piece(unpaid), pay="cod")
    services.send(order=sent, actor=cast.seller)
    assert {name for name, _every, _run in tasks.DUE} == {
        "orders.expire_unpaid",
        "orders.arrive",
        "orders.forget_buyers",
        "orders.sweep_return_photos",
        "orders.forget_return_photos",
    }
    with clock_at(timezone.now() + timedelta(days=15)):
        for _name, _every, run in tasks.DUE:
            run()
    assert [now_is(unpaid), now_is(sent)] == [State.EXPIRED, State.RECEIVED]
