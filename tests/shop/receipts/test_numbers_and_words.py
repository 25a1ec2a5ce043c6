"""Receipts are numbered without gaps, never changed, and say their sum in words that mean it."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from shop import money
from shop.checkout.checking import problems
from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments import services as payments
from shop.receipts import services
from shop.receipts.models import Receipt
from shop.receipts.rules import in_words
from tests.cast import Cast
from tests.shop.ground import product, variant
from tests.shop.orders.ground import payment_of, place, seller

DIGITS = dict(
    zip(
        ["หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "เอ็ด", "ยี่"],
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2),
        strict=True,
    )
)
PLACES = {"แสน": 100_000, "หมื่น": 10_000, "พัน": 1_000, "ร้อย": 100, "สิบ": 10}


def read(words: str) -> int:
    """The whole number that Thai words mean, read as a Thai reads it: word for word, from the left."""
    million, total, digit = 0, 0, 0
    while words:
        word = next(one for one in (*DIGITS, *PLACES, "ล้าน", "ศูนย์") if words.startswith(one))
        words = words.removeprefix(word)
        if word in DIGITS:
            digit = DIGITS[word]
        elif word in PLACES:
            total, digit = total + (digit or 1) * PLACES[word], 0
        elif word == "ล้าน":
            million, total, digit = (million + total + digit) * 1_000_000, 0, 0
    return million + total + digit


def paid(cast: Cast) -> Order:
    """Two orders' worth of goods, one order of them, paid by a slip."""
    order = place(cast)
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    return order


@given(st.integers(min_value=1, max_value=money.MOST))
@settings(max_examples=200)
def test_the_words_mean_the_sum(satang: int) -> None:
    words = in_words(satang)
    baht, _, rest = words.partition("บาท")
    if not rest:
        baht, rest = "", words
    part = 0 if rest == "ถ้วน" else read(rest.removesuffix("สตางค์"))
    assert read(baht) * money.SATANG + part == satang


@pytest.mark.parametrize("satang", [-1, money.MOST + 1])
def test_an_amount_that_cannot_be_is_refused(satang: int) -> None:
    with pytest.raises(ValueError, match=str(satang)):
        in_words(satang)


@pytest.mark.django_db
@pytest.mark.every_database
class TestNumbers:
    def test_each_paid_order_gets_the_next_number_of_its_seller(self, cast: Cast) -> None:
        shop = seller(cast)
        goods = variant(product(shop))
        sold = [place(cast, sold_by=shop, of=goods, quantity=1) for _ in range(3)]
        other = paid(cast)
        for order in sold[::-1]:
            payments.confirm(payment=payment_of(order), actor=cast.seller)
        assert [order.receipt.serial for order in sold[::-1]] == [1, 2, 3]
        assert other.receipt.serial == 1
        assert other.receipt.number == f"{timezone.localtime().year + 543}/00001"
        assert list(problems()) == []

    def test_confirmed_twice_it_has_one_receipt(self, cast: Cast) -> None:
        order = paid(cast)
        payments.confirm(payment=payment_of(order), actor=cast.seller)
        services.issue(order=order, at=timezone.now())
        assert Receipt.objects.count() == 1

    def test_what_is_paid_on_delivery_has_one_only_when_it_was_received(self, cast: Cast) -> None:
        order = place(cast, pay="cod")
        orders.send(order=order, actor=cast.seller, carrier="ไปรษณีย์", tracking_number="EX1")
        assert not Receipt.objects.exists()
        orders.received(order=order, actor=None)
        assert Receipt.objects.get().order == order

    def test_nothing_on_it_is_ever_changed(self, cast: Cast) -> None:
        receipt = paid(cast).receipt
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            Receipt.objects.filter(pk=receipt.pk).update(serial=9)
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            receipt.delete()
        assert Receipt.objects.get().serial == 1

    def test_a_number_left_out_and_a_receipt_missing_are_found(self, cast: Cast) -> None:
        order = place(cast)
        Receipt.objects.create(order=order, enterprise=order.enterprise, year=2026, serial=2)
        found = {str(problem) for problem in problems()}
        assert f"numbers of receipts left out: {order.number}" in found
        assert f"receipt of an order that is not paid: {order.number}" in found
        with pytest.raises(IntegrityError), transaction.atomic():
            Receipt.objects.create(order=place(cast), enterprise=order.enterprise, year=2026, serial=2)
