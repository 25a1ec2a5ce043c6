"""A receipt is read by its buyer and its seller, says what was paid, and forgets who is forgotten."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shop.orders import links
from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments import refunds
from shop.payments import services as payments
from shop.receipts import checks, pdf
from shop.receipts.models import Receipt
from tests.cast import Cast
from tests.shop.orders.ground import GUEST, STREET, payment_of, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "private_files")]


def paid(cast: Cast, buyer: str = "owner") -> Order:
    """An order of 290 baht whose money came."""
    order = place(cast, buyer=buyer)
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    return order


def test_the_buyer_reads_it_and_is_led_to_it(cast: Cast) -> None:
    order = paid(cast)
    client = cast.client("owner")
    assert f"/orders/{order.number}/receipt/" in client.get(f"/orders/{order.number}/").content.decode()
    answer = client.get(f"/orders/{order.number}/receipt/")
    shown = answer.content.decode()
    for words in (order.receipt.number, order.seller_th, "มานี มีนา", STREET, "฿240", "฿290", "สองร้อยเก้าสิบบาทถ้วน"):
        assert words in shown
    assert "no-store" in answer["Cache-Control"]
    english = client.get(f"/en/orders/{order.number}/receipt/").content.decode()
    assert "not a tax invoice" in english
    assert "สองร้อยเก้าสิบบาทถ้วน" not in english


def test_a_guest_reads_it_by_their_link_and_nobody_without_one(cast: Cast) -> None:
    order = paid(cast, GUEST)
    key = links.guest_key(order)
    assert Client().get(f"/orders/{order.number}/{key}/receipt/").status_code == 200
    assert Client().get(f"/orders/{order.number}/x.y/receipt/").status_code == 404
    assert cast.client("owner").get(f"/orders/{order.number}/receipt/").status_code == 404
    assert Client().get(f"/orders/{order.number}/receipt/").status_code == 302


@pytest.mark.parametrize("name", ["receipt/", "receipt.pdf"])
def test_the_seller_has_it_for_the_books_and_no_other_seller(cast: Cast, name: str) -> None:
    order, other = paid(cast), paid(cast)
    address = f"/shop/desk/{order.enterprise.slug}/orders/{order.number}/{name}"
    assert cast.client("seller").get(address).status_code == 200
    assert cast.client("stranger").get(address).status_code == 404
    wrong = f"/shop/desk/{other.enterprise.slug}/orders/{order.number}/{name}"
    assert cast.client("seller").get(wrong).status_code == 404


def test_an_order_not_paid_has_none(cast: Cast) -> None:
    order = place(cast)
    for name in ("receipt/", "receipt.pdf"):
        assert cast.client("owner").get(f"/orders/{order.number}/{name}").status_code == 404
    assert "/receipt/" not in cast.client("owner").get(f"/orders/{order.number}/").content.decode()


def test_what_was_paid_back_is_told_and_taken_off(cast: Cast) -> None:
    order = paid(cast)
    refunds.record(
        payment=payment_of(order), actor=cast.seller, amount=9_000, how="cash", paid_on=timezone.localdate(), seen=0
    )
    shown = cast.client("owner").get(f"/orders/{order.number}/receipt/").content.decode()
    assert "−฿90" in shown
    assert "฿200" in shown


def test_a_forgotten_buyer_stands_on_no_receipt(cast: Cast) -> None:
    order = paid(cast)
    orders.forget_buyers(now=timezone.now() + timedelta(days=365 * 11))
    shown = cast.client("seller").get(f"/shop/desk/{order.enterprise.slug}/orders/{order.number}/receipt/")
    assert "มานี" not in shown.content.decode()
    assert STREET not in shown.content.decode()


def test_without_pango_or_a_thai_font_there_is_no_pdf_and_the_check_names_the_packages(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = paid(cast)
    lacking = ("libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0", "fonts-thai-tlwg")
    monkeypatch.setattr(pdf, "missing", lambda: lacking)
    monkeypatch.setattr(checks, "missing", lambda: lacking)
    address = f"/orders/{order.number}/receipt/"
    assert "receipt.pdf" not in cast.client("owner").get(address).content.decode()
    assert cast.client("owner").get(f"/orders/{order.number}/receipt.pdf").status_code == 404
    assert "libpango-1.0-0" in str(checks.can_be_drawn(None)[0].hint)


def test_one_receipt_is_drawn_at_a_time_and_who_waits_too_long_is_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = paid(cast)
    monkeypatch.setattr(pdf, "_PATIENCE", 0.01)
    with pdf._AT_ONCE:
        answer = cast.client("owner").get(f"/orders/{order.number}/receipt.pdf")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert cast.client("owner").get(f"/orders/{order.number}/receipt.pdf").status_code == 200
    assert Receipt.objects.count() == 1
