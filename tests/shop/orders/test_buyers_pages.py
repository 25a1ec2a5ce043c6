"""The pages on which buyers see and steer their orders."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.orders import links, services
from shop.orders.models import Order, State
from tests.cast import Cast
from tests.shop.orders.ground import GUEST, PHONE, STREET, clock_at, now_is, piece, place, purchase

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "private_files")]


def page(client: Client, order: Order, key: str = "", language: str = "") -> str:
    """The order's page, which is there."""
    answer = client.get(f"{language}/orders/{order.number}/" + (f"{key}/" if key else ""))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_member_sees_what_they_bought_and_nothing_of_others(cast: Cast) -> None:
    order = place(cast)
    mine = cast.client("owner").get("/orders/").content.decode()
    assert order.number in mine
    assert order.number not in cast.client("stranger").get("/orders/").content.decode()
    shown = page(cast.client("owner"), order)
    for said in (
        order.number,
        "฿240",
        "฿290",
        "เห็ดนางฟ้าสด",
        STREET,
        "ตำบลในเมือง อำเภอเมืองขอนแก่น",
        "จังหวัดขอนแก่น 40000",
        PHONE,
    ):
        assert said in shown


def test_an_address_in_bangkok_is_written_as_people_there_write_it(cast: Cast) -> None:
    places: dict[str, Any] = {"subdistrict_code": "100101", "subdistrict": "พระบรมมหาราชวัง", "district": "พระนคร"}
    order = place(cast, **places, province="กรุงเทพมหานคร", postcode="10200")
    shown = page(cast.client("owner"), order)
    assert "แขวงพระบรมมหาราชวัง เขตพระนคร" in shown
    assert "กรุงเทพมหานคร 10200" in shown
    assert "จังหวัดกรุงเทพ" not in shown


@pytest.mark.parametrize("act", ["", "cancel/", "received/", "slip/", "code.png"])
def test_somebody_elses_order_is_not_there(cast: Cast, act: str) -> None:
    order = place(cast)
    address = f"/orders/{order.number}/{act}"
    for who in ("stranger", "editor", "seller"):
        client = cast.client(who)
        answer = client.get(address) if act in {"", "code.png"} else client.post(address, {"reason": "x"})
        assert answer.status_code == 404
    assert cast.client("visitor").get(address).headers["Location"].startswith("/account/login/")
    assert now_is(order) == State.AWAITING_PAYMENT


def test_pages_with_a_buyer_on_them_are_kept_nowhere(cast: Cast) -> None:
    order = place(cast, buyer=GUEST)
    mine = place(cast, sold_by=order.enterprise, of=piece(order))
    visits = [
        cast.client("visitor").get(f"/orders/{order.number}/{links.guest_key(order)}/"),
        cast.client("visitor").get(f"/orders/{order.number}/{links.guest_key(order)}/code.png"),
        cast.client("visitor").get(f"/orders/{order.number}/forged.key/"),
        cast.client("owner").get(f"/orders/{mine.number}/"),
        cast.client("owner").get("/orders/"),
    ]
    for answer in visits:
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_a_guest_opens_the_order_with_the_key_and_with_nothing_else(cast: Cast) -> None:
    order, other = place(cast, buyer=GUEST), None
    other = place(cast, buyer=GUEST, sold_by=order.enterprise, of=piece(order))
    key, visitor = links.guest_key(order), cast.client("visitor")
    assert order.number in page(visitor, order, key)
    for forged in (links.guest_key(other), key[:-1] + ("a" if key[-1] != "a" else "b"), "a.b", ".", key + "x"):
        answer = visitor.get(f"/orders/{order.number}/{forged}/")
        assert answer.status_code == 404
        assert STREET not in answer.content.decode()
    assert visitor.get(f"/orders/0000-0000-0000/{key}/").status_code == 404


def test_a_key_is_good_for_half_a_year(cast: Cast) -> None:
    order = place(cast, buyer=GUEST)
    before = timezone.now() - links.GOOD_FOR
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: before.timestamp() - 60)
        old = links.guest_key(order)
        patch.setattr("time.time", lambda: before.timestamp() + 3600)
        young = links.guest_key(order)
    gone = cast.client("visitor").get(f"/orders/{order.number}/{old}/")
    assert (gone.status_code, STREET in gone.content.decode()) == (410, False)
    assert order.number in page(cast.client("visitor"), order, young)


def test_a_key_opens_no_members_order(cast: Cast) -> None:
    order = place(cast)
    assert cast.client("visitor").get(f"/orders/{order.number}/{links.guest_key(order)}/").status_code == 404


def test_a_buyer_cancels_saying_why(cast: Cast) -> None:
    order = place(cast)
    client = cast.client("owner")
    empty = client.post(f"/orders/{order.number}/cancel/", {"reason": "  "})
    assert (empty.status_code, now_is(order)) == (422, State.AWAITING_PAYMENT)
    done = client.post(f"/orders/{order.number}/cancel/", {"reason": "สั่งผิด"})
    assert done.headers["Location"] == f"/orders/{order.number}/"
    assert "สั่งผิด" in page(client, order)
    again = client.post(f"/orders/{order.number}/cancel/", {"reason": "สั่งผิดจริง ๆ"})
    assert again.status_code == 422
    assert "สั่งผิดจริง ๆ" in again.content.decode()
    assert order.events.filter(to_state=State.CANCELLED).count() == 1


def test_a_guest_cancels_and_receives_with_the_key(cast: Cast) -> None:
    order = place(cast, buyer=GUEST, pay="cod")
    other = place(cast, buyer=GUEST, pay="cod", sold_by=order.enterprise, of=piece(order))
    services.send(order=order, actor=cast.seller)
    visitor = cast.client("visitor")
    here = f"/orders/{order.number}/{links.guest_key(order)}/"
    assert visitor.post(f"{here}received/").headers["Location"] == here
    assert visitor.post(f"{here}received/").status_code == 302
    there = f"/orders/{other.number}/{links.guest_key(other)}/"
    assert visitor.post(f"{there}cancel/", {"reason": "สั่งผิด"}).headers["Location"] == there
    assert [now_is(order), now_is(other)] == [State.RECEIVED, State.CANCELLED]
    assert order.events.filter(to_state=State.RECEIVED).count() == 1


def test_the_page_offers_what_can_be_done_and_nothing_else(cast: Cast) -> None:
    order = place(cast)
    client = cast.client("owner")
    waiting = page(client, order)
    assert f"{order.number}/cancel/" in waiting
    assert f"{order.number}/received/" not in waiting
    cod = place(cast, sold_by=order.enterprise, of=piece(order), pay="cod")
    services.send(order=cod, actor=cast.seller, carrier="ไปรษณีย์ไทย", tracking_number="EX123TH")
    sent = page(client, cod)
    assert f"{cod.number}/received/" in sent
    assert f"{cod.number}/cancel/" not in sent
    assert "EX123TH" in sent


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_speaks_both_languages(cast: Cast, language: str) -> None:
    shown = page(cast.client("owner"), place(cast), language=language)
    assert ("Fresh oyster mushrooms" in shown) == (language == "/en")
    assert ("เห็ดนางฟ้าสด" in shown) == (language == "")


def test_who_waits_too_long_is_told_so(cast: Cast) -> None:
    order = place(cast)
    assert order.pay_by
    with clock_at(order.pay_by + timedelta(minutes=1)):
        services.expire_unpaid(now=order.pay_by)
        shown = page(cast.client("owner"), order)
    assert "ไม่ได้ชำระเงินภายในกำหนด" in shown
    assert "code.png" not in shown


def test_lists_and_pages_ask_the_database_the_same_however_much_there_is(cast: Cast) -> None:
    first = place(cast)
    client = cast.client("owner")

    def asked(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    one, alone = asked("/orders/"), asked(f"/orders/{first.number}/")
    for _number in range(4):
        place(cast, sold_by=first.enterprise, of=piece(first), quantity=1)
    assert asked("/orders/") == one
    assert asked(f"/orders/{first.number}/") == alone
    assert (one, alone) <= (10, 20)


def test_the_list_is_paged(cast: Cast) -> None:
    order = place(cast)
    for _number in range(21):
        Order.objects.create(
            purchase=purchase(cast),
            **{
                field.name: getattr(order, field.name)
                for field in Order._meta.fields
                if field.name not in {"id", "number", "purchase"}
            },
            number=f"AAAA-AAAA-{_number:04}",
        )
    client = cast.client("owner")
    assert client.get("/orders/").content.decode().count("/orders/AAAA-AAAA") == 20
    assert client.get("/orders/?page=2").content.decode().count("/orders/AAAA-AAAA") == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reason=st.text(max_size=400))
def test_whatever_is_typed_as_a_reason_is_no_error(cast: Cast, reason: str) -> None:
    order = place(cast) if not Order.objects.exists() else Order.objects.get()
    before = now_is(order)
    answer = cast.client("owner").post(f"/orders/{order.number}/cancel/", {"reason": reason})
    assert answer.status_code in {302, 422}
    assert (now_is(order) == before) or before == State.AWAITING_PAYMENT


@pytest.mark.parametrize("act", ["cancel", "received", "slip"])
def test_who_comes_by_get_to_what_is_done_by_post_is_led_to_the_order(cast: Cast, act: str) -> None:
    order = place(cast)
    for language in ("", "/en"):
        answer = cast.client("owner").get(f"{language}/orders/{order.number}/{act}/")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{language}/orders/{order.number}/")
    assert now_is(order) == State.AWAITING_PAYMENT
