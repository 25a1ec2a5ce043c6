"""Staff look at all orders, and change none of them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.orders.models import Order
from shop.payments.services import claim
from tests.cast import Cast
from tests.shop.orders.ground import STREET, now_is, piece, place
from tests.shop.payments.slips import clean_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "private_files")]


def listed(client: Client, query: str = "") -> str:
    """The list, as it answers a question."""
    answer = client.get(f"/admin/orders/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_is_found_by_number_buyer_seller_and_state(cast: Cast) -> None:
    order = place(cast)
    other = place(cast, sold_by=order.enterprise, of=piece(order), pay="cod", buyer="stranger", name="ชูใจ")
    moderator = cast.client("moderator")
    for query in (f"q={order.number}", "q=มานี", "q=owner@", "state=awaiting_payment", "payment_method=promptpay"):
        shown = listed(moderator, query)
        assert order.number in shown
        assert reverse("shop_order", args=[other.pk]) not in shown
    both = listed(moderator, "q=กลุ่มเห็ด")
    assert order.number in both
    assert other.number in both


def test_one_order_is_shown_whole(cast: Cast) -> None:
    order = place(cast)
    claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    shown = cast.client("moderator").get(f"/admin/orders/{order.pk}/").content.decode()
    for said in (order.number, "฿290", STREET, "owner@example.org", "ยังไม่ได้ตรวจด้วยเครื่อง", "ผู้ซื้อแจ้งว่าชำระแล้ว"):
        assert said in shown
    assert f"/orders/{order.number}/slip/" in shown


def test_staff_change_nothing_there(cast: Cast) -> None:
    order = place(cast)
    before = list(Order.objects.values())
    answer = cast.client("administrator").post(f"/admin/orders/{order.pk}/", {"state": "cancelled"})
    assert (answer.status_code, list(Order.objects.values()), now_is(order)) == (405, before, order.state)


@pytest.mark.parametrize("who", ["editor", "seller", "owner"])
def test_nobody_else_gets_in(cast: Cast, who: str) -> None:
    order = place(cast)
    for address in ("/admin/orders/", f"/admin/orders/{order.pk}/"):
        answer = cast.client(who).get(address)
        assert answer.status_code in {302, 403}
        assert order.number not in answer.content.decode()


def test_the_list_asks_the_database_the_same_however_long_it_is(cast: Cast) -> None:
    order = place(cast)
    moderator = cast.client("moderator")
    listed(moderator)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            listed(moderator)
        return len(queries)

    one = asked()
    for _number in range(4):
        place(cast, sold_by=order.enterprise, of=piece(order), quantity=1)
    assert asked() == one
