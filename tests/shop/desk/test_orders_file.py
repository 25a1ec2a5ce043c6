"""The orders of a month as a file for the books."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments import services as payments
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, claimed, rival, shop
from tests.shop.orders import ground as orders

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast, private_files: Path) -> Enterprise:
    return shop(cast)


def placed(order: Order, *when: int) -> Order:
    """The same order as if it had been placed at this moment of UTC."""
    Order.objects.filter(pk=order.pk).update(placed_at=datetime(*when, tzinfo=UTC))  # type: ignore[misc,arg-type]  # a moment's parts
    return order


def read(cast: Cast, one: Enterprise, month: str) -> list[list[str]]:
    answer = cast.client("seller").get(at(one, "orders_file"), {"month": month})
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_month_holds_its_own_orders_by_thai_time_with_amounts_to_add_up(cast: Cast, one: Enterprise) -> None:
    paid = placed(claimed(cast, one), 2026, 10, 31, 17, 0)
    payments.confirm(payment=paid.payments.get(), actor=cast.seller)
    placed(orders.place(cast, sold_by=one), 2026, 11, 30, 16, 59)
    placed(orders.place(cast, sold_by=one), 2026, 10, 31, 16, 59)
    placed(orders.place(cast, sold_by=one), 2026, 11, 30, 17, 0)
    rows = read(cast, one, "2026-11")
    assert len(rows) == 3
    total = f"{paid.total / 100:.2f}"
    assert (rows[1][0], rows[1][1], rows[1][7], rows[1][9]) == ("2026-11-01 00:00", paid.number, total, total)
    assert rows[2][9] == "0.00"
    assert len(read(cast, one, "2026-12")) == 2
    assert len(read(cast, one, "2026-09")) == 1


def test_the_file_holds_no_formula_and_nothing_about_the_buyer(cast: Cast, one: Enterprise) -> None:
    product = made.product(one, name_th="=1+1", name_en="=1+1")
    order = placed(orders.place(cast, of=made.variant(product), sold_by=one), 2026, 11, 5)
    rows = read(cast, one, "2026-11")
    assert rows[1][3].startswith("'=1+1")
    whole = str(rows)
    purchase = order.purchase
    assert not [
        word for word in (purchase.name, purchase.email, purchase.phone, purchase.address_line) if word in whole
    ]


def test_another_enterprises_orders_are_in_no_file_of_ones_own(cast: Cast, one: Enterprise) -> None:
    theirs = placed(orders.place(cast, sold_by=rival(cast)), 2026, 11, 5)
    assert theirs.number not in str(read(cast, one, "2026-11"))
    assert cast.client("seller").get(at(theirs.enterprise, "orders_file"), {"month": "2026-11"}).status_code == 404


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "2026-00", "9999-11", "x", "\0", "2026-11-01"])
def test_what_is_no_month_has_no_file(cast: Cast, one: Enterprise, month: str) -> None:
    assert cast.client("seller").get(at(one, "orders_file"), {"month": month}).status_code == 404


def test_the_months_that_can_be_chosen_go_from_the_first_order_to_the_last(cast: Cast, one: Enterprise) -> None:
    client = cast.client("seller")
    assert client.get(at(one, "orders")).context["months"] == []
    placed(orders.place(cast, sold_by=one), 2025, 12, 5)
    placed(orders.place(cast, sold_by=one), 2026, 1, 31, 18, 0)
    months = client.get(at(one, "orders")).context["months"]
    assert [f"{month:%Y-%m}" for month in months] == ["2026-02", "2026-01", "2025-12"]
    assert "2026-01" in client.get(at(one, "orders")).content.decode()
