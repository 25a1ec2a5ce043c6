"""What a seller does about an order: done once, told to the buyer, refused politely."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from shop.orders import services
from shop.orders.models import Order, ParcelCorrection
from shop.orders.queries import history_of
from shop.payments import services as payments
from tests.accounts.mailbox import latest_to
from tests.cast import Cast
from tests.shop.desk.ground import at, claimed, shop, slip_of
from tests.shop.ground import in_stock
from tests.shop.orders import ground as orders
from tests.shop.orders.ground import now_is
from tests.shop.payments import slips

pytestmark = pytest.mark.django_db

PARCEL = {"act": "send", "carrier": "Flash Express", "tracking_number": "th ๑๒๓456789 x"}


@pytest.fixture
def order(cast: Cast, private_files: Path) -> Order:
    return claimed(cast, shop(cast))


def press(cast: Cast, order: Order, who: str = "seller", **said: Any) -> Any:
    return cast.client(who).post(at(order.enterprise, "order", order.number), said)


def confirmed(cast: Cast, order: Order) -> None:
    payments.confirm(payment=orders.payment_of(order), actor=cast.seller)


def messages(answer: Any) -> str:
    return " ".join(str(one) for one in answer.wsgi_request._messages)


def test_the_money_is_confirmed_and_the_order_is_to_be_sent(cast: Cast, order: Order) -> None:
    answer = press(cast, order, act="confirm", slip=slip_of(order).pk, home="1")
    assert (answer.status_code, answer.headers["Location"]) == (302, at(order.enterprise))
    assert now_is(order) == "to_send"


def test_confirmed_twice_is_confirmed_once(cast: Cast, order: Order) -> None:
    slip = slip_of(order).pk
    for _time in range(2):
        assert press(cast, order, act="confirm", slip=slip).status_code == 302
    assert now_is(order) == "to_send"
    assert order.events.filter(to_state="to_send").count() == 1


def test_another_slip_than_the_one_on_the_page_is_not_confirmed(cast: Cast, order: Order) -> None:
    old = slip_of(order).pk
    payments.refuse(payment=orders.payment_of(order), actor=cast.seller, reason="ไม่พบยอด")
    payments.claim(order=order, picture=slips.clean_slip(), reference=None, actor=cast.owner)
    for act in ({"act": "confirm"}, {"act": "refuse", "reason": "ไม่เห็น"}):
        assert press(cast, order, slip=old, **act).status_code == 302
        assert now_is(order) == "payment_sent"


def test_a_slip_is_refused_with_a_reason_that_the_buyer_reads(cast: Cast, order: Order) -> None:
    assert press(cast, order, act="refuse", slip=slip_of(order).pk, reason="ยอดไม่ตรง").status_code == 302
    assert now_is(order) == "awaiting_payment"
    assert order.events.latest("pk").reason == "ยอดไม่ตรง"


@pytest.mark.parametrize("reason", ["", "   ", "ก" * 301])
def test_without_a_reason_nothing_is_refused_and_the_slip_waits_on(cast: Cast, order: Order, reason: str) -> None:
    answer = press(cast, order, act="refuse", slip=slip_of(order).pk, reason=reason)
    assert answer.status_code == 422
    assert answer.context["one"]["refuse_form"].errors["reason"]
    assert now_is(order) == "payment_sent"


def test_a_parcel_is_sent_with_its_number_in_the_form_that_carriers_print(cast: Cast, order: Order) -> None:
    confirmed(cast, order)
    assert press(cast, order, **PARCEL).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.carrier, order.tracking_number) == ("sent", "Flash Express", "TH123456789X")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"carrier": ""}, "carrier"),
        ({"carrier": "ยานอวกาศ"}, "carrier"),
        ({"tracking_number": ""}, "tracking_number"),
        ({"tracking_number": "<script>"}, "tracking_number"),
        ({"tracking_number": "1" * 61}, "tracking_number"),
        ({"carrier": "other"}, "carrier_name"),
    ],
)
def test_without_carrier_and_number_nothing_is_sent_and_what_was_typed_stays(
    cast: Cast, order: Order, said: dict[str, str], field: str
) -> None:
    confirmed(cast, order)
    answer = press(cast, order, **{**PARCEL, **said})
    assert answer.status_code == 422
    assert list(answer.context["one"]["send_form"].errors) == [field]
    assert answer.context["one"]["send_form"]["tracking_number"].value() == {**PARCEL, **said}["tracking_number"]
    assert now_is(order) == "to_send"


@pytest.mark.parametrize(
    ("said", "carrier"),
    [
        ({"carrier": "other", "carrier_name": "รถทัวร์สายอีสาน"}, "รถทัวร์สายอีสาน"),
        ({"carrier": "ผู้ขายส่งเอง · by the seller", "tracking_number": ""}, "ผู้ขายส่งเอง · by the seller"),
    ],
)
def test_other_ways_to_send_are_taken_too(cast: Cast, order: Order, said: dict[str, str], carrier: str) -> None:
    confirmed(cast, order)
    press(cast, order, **{**PARCEL, **said})
    order.refresh_from_db()
    assert (order.state, order.carrier) == ("sent", carrier)


def test_what_is_picked_up_needs_no_number(cast: Cast, order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(shipping_method="pick_up", pick_up_where="หน้าวัด")
    confirmed(cast, order)
    assert "หน้าวัด" in cast.client("seller").get(at(order.enterprise)).content.decode()
    assert press(cast, order, act="send").status_code == 302
    assert now_is(order) == "sent"


def test_sent_twice_is_sent_once_and_the_first_number_stays(cast: Cast, order: Order) -> None:
    confirmed(cast, order)
    press(cast, order, **PARCEL)
    answer = press(cast, order, **{**PARCEL, "tracking_number": "SECOND12345"})
    assert answer.status_code == 302
    order.refresh_from_db()
    assert (order.state, order.tracking_number) == ("sent", "TH123456789X")
    assert order.events.filter(to_state="sent").count() == 1


def test_a_cancelled_order_gives_its_pieces_back_once(cast: Cast, order: Order) -> None:
    left = in_stock(orders.piece(order))
    for _time in range(2):
        assert press(cast, order, act="cancel", reason="ของเสีย").status_code == 302
    assert now_is(order) == "cancelled"
    assert in_stock(orders.piece(order)) == left + 2


def test_a_parcel_that_came_back_can_be_sold_again(cast: Cast, order: Order) -> None:
    confirmed(cast, order)
    services.send(order=order, actor=cast.seller, carrier="x", tracking_number="12345")
    left = in_stock(orders.piece(order))
    assert press(cast, order, act="returned", reason="").status_code == 422
    assert now_is(order) == "sent"
    press(cast, order, act="returned", reason="ไม่มีผู้รับ")
    assert now_is(order) == "returned"
    assert in_stock(orders.piece(order)) == left + 2


@pytest.mark.parametrize("act", ["confirm", "refuse", "send", "returned"])
def test_what_does_not_fit_is_refused_politely_and_changes_nothing(cast: Cast, order: Order, act: str) -> None:
    press(cast, order, act="cancel", reason="ของหมด")
    before = order.events.count()
    said: dict[str, Any] = {**PARCEL, "act": act, "reason": "ก", "slip": slip_of(order).pk}
    answer = press(cast, order, **said)
    assert answer.status_code == 302
    assert now_is(order) == "cancelled"
    assert order.events.count() == before


@pytest.mark.parametrize("act", ["", "explode", "\0"])
def test_an_act_that_is_none_is_answered_with_400(cast: Cast, order: Order, act: str) -> None:
    assert press(cast, order, act=act).status_code == 400
    assert now_is(order) == "payment_sent"


def test_orders_are_listed_by_state(cast: Cast, order: Order) -> None:
    other = orders.place(cast, sold_by=order.enterprise, pay="cod")
    client = cast.client("seller")
    html = client.get(at(order.enterprise, "orders"), {"state": "to_send"}).content.decode()
    assert other.number in html
    assert order.number not in html
    both = client.get(at(order.enterprise, "orders"), {"state": "nonsense", "page": "-7"}).content.decode()
    assert other.number in both
    assert order.number in both


@pytest.mark.parametrize("state", ["awaiting_payment", "payment_sent", "to_send", "sent", "cancelled"])
def test_the_page_of_an_order_can_be_read_in_every_state_and_language(cast: Cast, order: Order, state: str) -> None:
    Order.objects.filter(pk=order.pk).update(state=state)
    client = cast.client("seller")
    address = at(order.enterprise, "order", order.number)
    # A page in English leaves its language behind; the next test begins in Thai.
    with override("th"):
        for prefix in ("", "/en"):
            assert order.number in client.get(prefix + address).content.decode()


class TestCorrectingTheNumber:
    """A number typed wrongly can be put right while the parcel is on its way, and the buyer is told."""

    def test_the_right_number_replaces_the_wrong_one_and_stands_in_the_history(self, cast: Cast, order: Order) -> None:
        confirmed(cast, order)
        press(cast, order, **PARCEL)
        right = {**PARCEL, "act": "correct", "tracking_number": "EF 123 456 789 TH"}
        assert press(cast, order, **right).status_code == 302
        order.refresh_from_db()
        assert (order.state, order.tracking_number) == ("sent", "EF123456789TH")
        assert "EF123456789TH" in str(latest_to("owner@example.org").body)
        assert [type(one).__name__ for one in history_of(order)][-1] == "ParcelCorrection"
        html = cast.client("owner").get(reverse("order", args=[order.number])).content.decode()
        assert "แก้เลขพัสดุ" in html

    def test_the_same_number_again_tells_nobody(self, cast: Cast, order: Order) -> None:
        confirmed(cast, order)
        press(cast, order, **PARCEL)
        before = len(mail.outbox)
        press(cast, order, **{**PARCEL, "act": "correct"})
        assert (len(mail.outbox), ParcelCorrection.objects.count()) == (before, 0)

    def test_nonsense_stands_beside_its_field_and_changes_nothing(self, cast: Cast, order: Order) -> None:
        confirmed(cast, order)
        press(cast, order, **PARCEL)
        answer = press(cast, order, **{**PARCEL, "act": "correct", "tracking_number": "<b>"})
        assert answer.status_code == 422
        assert list(answer.context["one"]["correct_form"].errors) == ["tracking_number"]
        order.refresh_from_db()
        assert order.tracking_number == "TH123456789X"

    @pytest.mark.parametrize("state", ["to_send", "received"])
    def test_only_a_parcel_on_its_way_has_a_number_to_correct(self, cast: Cast, order: Order, state: str) -> None:
        confirmed(cast, order)
        if state == "received":
            press(cast, order, **PARCEL)
            services.received(order=order, actor=cast.owner)
        press(cast, order, **{**PARCEL, "act": "correct", "tracking_number": "EF123456789TH"})
        order.refresh_from_db()
        assert order.tracking_number != "EF123456789TH"
        assert ParcelCorrection.objects.count() == 0
