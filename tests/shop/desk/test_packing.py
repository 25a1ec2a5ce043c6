"""What is to be packed is printed for each order, and many are told as sent, each for itself."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.desk.pasting import pasted, said_of
from shop.enterprises.models import ContactWay, Enterprise
from shop.orders.models import Order
from shop.payments import services as payments
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, rival, shop
from tests.shop.orders.ground import now_is, payment_of, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast) -> Enterprise:
    return shop(cast)


def paid(cast: Cast, one: Enterprise, **fields: Any) -> Order:
    """An order that is to be sent."""
    order = place(cast, sold_by=one, **fields)
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    return order


@pytest.fixture
def orders(cast: Cast, one: Enterprise) -> list[Order]:
    variant = made.variant(made.product(one))
    return [paid(cast, one, of=variant), paid(cast, one, of=variant, name="ชูใจ เลิศล้ำ")]


def chosen(orders: list[Order], **more: str) -> dict[str, Any]:
    """What the list sends."""
    return {"o": [order.number for order in orders], **more}


def test_all_orders_to_send_are_listed_and_chosen(cast: Cast, one: Enterprise, orders: list[Order]) -> None:
    waiting = place(cast, sold_by=one)
    html = cast.client("seller").get(at(one, "packing")).content.decode()
    assert [f'value="{order.number}" checked' in html for order in orders] == [True, True]
    assert waiting.number not in html


def test_a_slip_has_a_page_an_order_and_says_what_and_how_many(
    cast: Cast, one: Enterprise, orders: list[Order]
) -> None:
    answer = cast.client("seller").get(at(one, "slips"), chosen(orders, paper="a5"))
    html = answer.content.decode()
    assert html.count('class="slip"') == 2
    assert 'class="on-a5"' in html
    assert "฿240" in html
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_gift_tells_no_price(cast: Cast, one: Enterprise, orders: list[Order]) -> None:
    html = cast.client("seller").get(at(one, "slips"), chosen(orders[:1], gift="1")).content.decode()
    assert "฿" not in html
    assert orders[0].lines.get().name in html


def test_a_label_has_both_sides_and_the_postcode_in_boxes(cast: Cast, one: Enterprise, orders: list[Order]) -> None:
    ContactWay.objects.create(enterprise=one, kind="address", value="12 หมู่ 3 ต.ในเมือง ขอนแก่น 40000")
    ContactWay.objects.create(enterprise=one, kind="phone", value="043111222")
    html = cast.client("seller").get(at(one, "labels"), chosen(orders, paper="a6")).content.decode()
    assert html.count('class="label"') == 2
    assert "12 หมู่ 3" in html
    assert "043111222" in html
    assert "ชูใจ เลิศล้ำ" in html
    assert "<span>4</span><span>0</span><span>0</span><span>0</span><span>0</span>" in html
    assert "จังหวัดขอนแก่น<br>" in html


def test_what_is_collected_on_delivery_stands_on_the_label(cast: Cast, one: Enterprise) -> None:
    order = place(cast, sold_by=one, pay="cod")
    html = cast.client("seller").get(at(one, "labels"), chosen([order])).content.decode()
    assert "เก็บเงินปลายทาง ฿" in html


def test_nothing_chosen_leads_back(cast: Cast, one: Enterprise, orders: list[Order]) -> None:
    client = cast.client("seller")
    for name in ("slips", "labels", "sent"):
        for query in ({}, {"o": "0000-0000-0000"}, {"o": "\0"}):
            answer = client.get(at(one, name), query)
            assert (answer.status_code, answer.headers["Location"]) == (302, at(one, "packing"))


def test_anothers_orders_are_neither_printed_nor_sent(cast: Cast, one: Enterprise, orders: list[Order]) -> None:
    other = rival(cast)
    client = cast.client("team_mate")
    for name in ("slips", "labels", "sent"):
        assert client.get(at(other, name), chosen(orders)).status_code == 302
        assert client.get(at(one, name), chosen(orders)).status_code == 404
    said = chosen(orders, carrier="Flash Express", pasted="TH111111\nTH222222")
    client.post(at(other, "sent"), said)
    assert client.post(at(one, "sent"), said).status_code == 404
    assert {now_is(order) for order in orders} == {"to_send"}


def test_rows_pasted_send_each_order_its_number(cast: Cast, one: Enterprise, orders: list[Order]) -> None:
    text = f"{orders[1].number}\tth 222-222\n{orders[0].number},TH111๑๑๑"
    answer = cast.client("seller").post(at(one, "sent"), chosen(orders, carrier="Flash Express", pasted=text))
    assert answer.status_code == 200
    for order in orders:
        order.refresh_from_db()
    assert [order.tracking_number for order in orders] == ["TH111111", "TH222-222"]
    assert {order.state for order in orders} == {"sent"}


def test_one_that_is_refused_keeps_no_other_back(cast: Cast, one: Enterprise, orders: list[Order]) -> None:
    fields = {f"tracking-{orders[0].number}": "TH111111", f"tracking-{orders[1].number}": "ไม่มี"}
    answer = cast.client("seller").post(at(one, "sent"), chosen(orders, carrier="Flash Express", **fields))
    assert answer.status_code == 422
    assert [now_is(order) for order in orders] == ["sent", "to_send"]
    html = answer.content.decode()
    assert 'value="ไม่มี"' in html
    assert f'name="tracking-{orders[0].number}"' not in html


def test_sent_twice_they_are_sent_once(cast: Cast, one: Enterprise, orders: list[Order]) -> None:
    said = chosen(orders, carrier="Flash Express", pasted="TH111111\nTH222222")
    for _time in range(2):
        assert cast.client("seller").post(at(one, "sent"), said).status_code == 200
    assert [order.events.filter(to_state="sent").count() for order in orders] == [1, 1]


@pytest.mark.parametrize("carrier", ["", "moon", "other"])
def test_without_a_carrier_nothing_is_sent(cast: Cast, one: Enterprise, orders: list[Order], carrier: str) -> None:
    said = chosen(orders, carrier=carrier, pasted="TH111111\nTH222222")
    answer = cast.client("seller").post(at(one, "sent"), said)
    assert answer.status_code == 422
    assert "TH222222" in answer.content.decode()
    assert {now_is(order) for order in orders} == {"to_send"}


def test_the_queries_do_not_grow_with_the_orders(
    cast: Cast, one: Enterprise, orders: list[Order], django_assert_max_num_queries: Any
) -> None:
    client = cast.client("seller")
    for name in ("packing", "slips", "labels", "sent"):
        with django_assert_max_num_queries(15):
            assert client.get(at(one, name), chosen(orders)).status_code == 200


NUMBERS = ["7KQ2-M0XD-94TB", "AAAA-BBBB-CCCC"]


def test_rows_without_a_number_are_the_orders_in_turn() -> None:
    assert pasted(" th1 \n\nTH๒", NUMBERS) == {NUMBERS[0]: "TH1", NUMBERS[1]: "TH2"}


def test_what_stands_beside_an_order_wins_over_what_was_pasted() -> None:
    said, unknown = said_of(NUMBERS, {NUMBERS[0]: "TYPED"}, "PASTED\nREST\nZZZZ-ZZZZ-ZZZZ TH9")
    assert unknown == ["ZZZZ-ZZZZ-ZZZZ"]
    assert said == {NUMBERS[0]: "TYPED", NUMBERS[1]: ""}


@given(st.text(max_size=300))
def test_any_paste_is_read(text: str) -> None:
    said, _unknown = said_of(NUMBERS, {}, text)
    assert set(said) == set(NUMBERS)
