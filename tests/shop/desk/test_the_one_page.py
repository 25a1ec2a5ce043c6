"""The one page of a seller: what waits, on top, in a bounded number of queries."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.catalogue.drafts import PointDraft, VariantDraft
from shop.enterprises import services
from shop.payments import services as payments
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.applying import complete
from tests.shop.desk.ground import at, claimed, shop
from tests.shop.orders import ground as orders

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


def queries(cast: Cast, address: str) -> int:
    client = cast.client("seller")
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_who_acts_for_one_enterprise_is_there_at_once(cast: Cast) -> None:
    one = shop(cast)
    answer = cast.client("seller").get(reverse("shop_desk"))
    assert (answer.status_code, answer.headers["Location"]) == (302, at(one))


def test_who_acts_for_several_chooses_and_who_acts_for_none_is_shown_the_way(cast: Cast) -> None:
    shop(cast)
    made.enterprise(cast, "กลุ่มที่สอง", verified=False)
    several = cast.client("seller").get(reverse("shop_desk")).content.decode()
    assert "กลุ่มเห็ดบ้านสวน" in several
    assert "กลุ่มที่สอง" in several
    assert reverse("shop_open") in cast.client("stranger").get(reverse("shop_desk")).content.decode()


def test_a_slip_is_shown_with_amount_number_and_what_the_machine_read(cast: Cast, private_files: Path) -> None:
    one = shop(cast)
    read, unread = claimed(cast, one), claimed(cast, one, read=False)
    html = cast.client("seller").get(at(one)).content.decode()
    assert all(
        words in html for words in (read.number, unread.number, "฿290", "014242082547BPM04988", "ธนาคารกสิกรไทย (004)")
    )
    assert "ยังไม่ได้ตรวจด้วยเครื่อง" in html


def test_an_order_to_send_shows_what_goes_to_whom_and_where(cast: Cast, private_files: Path) -> None:
    one = shop(cast)
    order = claimed(cast, one)
    payments.confirm(payment=orders.payment_of(order), actor=cast.seller)
    html = cast.client("seller").get(at(one)).content.decode()
    lines = ("มานี มีนา", "ตำบลในเมือง อำเภอเมืองขอนแก่น", "จังหวัดขอนแก่น 40000", "0891112222", "เห็ดนางฟ้าสด", "× 2")
    assert [words for words in lines if words not in html] == []


def test_a_page_of_the_desk_is_kept_nowhere_and_listed_nowhere(cast: Cast) -> None:
    one = shop(cast)
    client = cast.client("seller")
    for name in ("home", "orders", "products", "new_product", "questions", "terms", "enterprise", "members"):
        answer = client.get(at(one, name))
        assert answer.status_code == 200, name
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_the_page_asks_the_database_as_often_for_many_as_for_few(cast: Cast, private_files: Path) -> None:
    one = shop(cast)
    for number in range(2):
        claimed(cast, one, f"0142420825470000{number}")
        orders.place(cast, sold_by=one, pay="cod")
    few = {name: queries(cast, at(one, name)) for name in ("home", "orders", "products")}
    for number in range(9):
        claimed(cast, one, f"0142420825471000{number}")
        orders.place(cast, sold_by=one, pay="cod")
    many = {name: queries(cast, at(one, name)) for name in ("home", "orders", "products")}
    assert many == few
    assert max(many.values()) <= MOST_QUERIES, many


def test_the_page_of_one_order_and_of_one_product_ask_a_bounded_number_of_times(
    cast: Cast, private_files: Path
) -> None:
    one = shop(cast)
    order = claimed(cast, one)
    variants = [VariantDraft(name_th=f"แบบ {number}", price=100, stock=1) for number in range(9)]
    product = made.product(one, variants=variants, selling_points=[PointDraft(f"ข้อ {n}") for n in range(9)])
    asked = {
        "order": queries(cast, at(one, "order", order.number)),
        "product": queries(cast, at(one, "product", product.slug)),
    }
    assert max(asked.values()) <= MOST_QUERIES, asked


def test_what_staff_wrote_is_shown_and_the_enterprise_handed_in_again(cast: Cast) -> None:
    one = complete(made.enterprise(cast, verified=False), cast.seller)
    client = cast.client("seller")
    assert client.post(at(one, "submit")).status_code == 302
    services.send_back(enterprise=one, actor=cast.moderator, reason="ขอรูปหน้าร้าน")
    assert "ขอรูปหน้าร้าน" in client.get(at(one)).content.decode()
    client.post(at(one, "submit"))
    client.post(at(one, "submit"))
    one.refresh_from_db()
    assert one.state == "submitted"
    assert one.events.filter(to_state="submitted").count() == 2


def test_a_shop_that_has_not_said_how_it_sends_is_told_so(cast: Cast) -> None:
    one = made.enterprise(cast, promptpay_id="", promptpay_name="")
    html = cast.client("seller").get(at(one)).content.decode()
    assert html.count(at(one, "terms")) == 3
