"""What was sold on line and off line is summed by month and by product, and counts once."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from shop.enterprises.models import Enterprise
from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments import services as payments
from shop.sales import queries, rules
from shop.sales.services import enter_sale, take_back
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.orders import ground
from tests.shop.orders.ground import payment_of, seller

pytestmark = pytest.mark.django_db

YEAR = 2025


def sold(one: Enterprise, actor: Any, day: date, **fields: Any) -> Any:
    """Two pieces for 200 baht, of no product unless one is named."""
    said = {"variant": None, "name": "ข้าวโพดต้ม", "pieces": 2, "total": 20_000, "where": "fair", **fields}
    with ground.clock_at(at(2025, 12, 31)):
        return enter_sale(enterprise=one, actor=actor, sold_on=day, key=uuid4().hex, **said)


def at(year: int, month: int, day: int, hour: int = 12) -> datetime:
    """A moment in Thailand."""
    return timezone.make_aware(datetime(year, month, day, hour))


def ordered(cast: Cast, one: Enterprise, when: datetime, **fields: Any) -> Order:
    """An order of two pieces at 120 baht."""
    return ground.place(cast, sold_by=one, placed_at=when, **fields)


@pytest.fixture
def one(cast: Cast) -> Enterprise:
    return seller(cast)


def figures(one: Enterprise, **more: Any) -> dict[int, tuple[int, int, int, int]]:
    """The months in which something was sold."""
    rows = queries.monthly([one], YEAR, **more)
    found = {r.month.month: (r.online, r.offline, r.online_pieces, r.offline_pieces) for r in rows}
    return {month: row for month, row in found.items() if any(row)}


@pytest.mark.every_database
def test_an_order_counts_from_the_moment_it_is_paid(cast: Cast, one: Enterprise) -> None:
    order = ordered(cast, one, at(2025, 3, 5))
    assert figures(one) == {}
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    assert figures(one) == {3: (24_000, 0, 2, 0)}


def test_an_order_paid_on_delivery_counts_when_it_was_handed_over(cast: Cast, one: Enterprise) -> None:
    order = ordered(cast, one, at(2025, 3, 5), pay="cod")
    orders.send(order=order, actor=cast.seller, carrier="x", tracking_number="TH123")
    assert figures(one) == {}
    orders.received(order=order, actor=cast.owner)
    assert figures(one) == {3: (24_000, 0, 2, 0)}


def test_a_parcel_that_came_back_counts_no_more(cast: Cast, one: Enterprise) -> None:
    order = ordered(cast, one, at(2025, 3, 5))
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    orders.send(order=order, actor=cast.seller, carrier="x", tracking_number="TH123")
    orders.returned(order=order, actor=cast.seller, reason="ก")
    assert figures(one) == {}


@pytest.mark.every_database
def test_the_year_ends_at_midnight_in_thailand(cast: Cast, one: Enterprise) -> None:
    for when in (at(2024, 12, 31, 23), at(2025, 1, 1, 0), at(2025, 12, 31, 23), at(2026, 1, 1, 0)):
        payments.confirm(payment=payment_of(ordered(cast, one, when)), actor=cast.seller)
    assert sorted(figures(one)) == [1, 12]


def test_a_fiscal_year_begins_in_october(cast: Cast, one: Enterprise) -> None:
    for day in (date(2024, 9, 30), date(2024, 10, 1), date(2025, 9, 30), date(2025, 10, 1)):
        sold(one, cast.seller, day)
    rows = queries.monthly([one], YEAR, begins=10)
    assert [row.month for row in rows if row.offline] == [date(2024, 10, 1), date(2025, 9, 1)]
    assert [rows[0].month, rows[11].month] == [date(2024, 10, 1), date(2025, 9, 1)]


def test_an_entry_taken_back_counts_no_more(cast: Cast, one: Enterprise) -> None:
    sold(one, cast.seller, date(2025, 5, 1))
    wrong = sold(one, cast.seller, date(2025, 5, 2))
    assert figures(one) == {5: (0, 40_000, 0, 4)}
    take_back(sale=wrong, actor=cast.seller, reason="สองครั้ง")
    assert figures(one) == {5: (0, 20_000, 0, 2)}


@pytest.mark.every_database
def test_a_product_has_one_row_whatever_it_was_called(cast: Cast, one: Enterprise) -> None:
    product = made.product(one)
    variant = made.variant(product)
    payments.confirm(payment=payment_of(ordered(cast, one, at(2025, 3, 5), of=variant)), actor=cast.seller)
    sold(one, cast.seller, date(2025, 5, 1), variant=variant)
    type(product).objects.filter(pk=product.pk).update(name_th="ชื่อใหม่")
    variant = made.variant(type(product).objects.get(pk=product.pk))
    sold(one, cast.seller, date(2025, 6, 1), variant=variant)
    sold(one, cast.seller, date(2025, 6, 1))
    rows = queries.by_product([one], YEAR)
    found = [(r.name, r.online, r.offline, r.online_pieces, r.offline_pieces) for r in rows]
    assert found == [("ชื่อใหม่", 24_000, 40_000, 2, 4), ("ข้าวโพดต้ม", 0, 20_000, 0, 2)]


def test_what_another_sells_is_not_counted(cast: Cast, one: Enterprise) -> None:
    theirs = made.enterprise(cast, "กลุ่มทอผ้าคู่แข่ง", owner="team_mate", name_en="Rival Weavers")
    sold(theirs, cast.team_mate, date(2025, 5, 1))
    assert figures(one) == {}
    assert queries.by_product([one], YEAR) == []
    assert sum(row.offline for row in queries.monthly(Enterprise.objects.all(), YEAR)) == 20_000


def test_the_sums_are_asked_in_a_query_a_kind(cast: Cast, one: Enterprise, django_assert_num_queries: Any) -> None:
    for day in range(1, 20):
        sold(one, cast.seller, date(2025, 5, day))
    with django_assert_num_queries(2):
        queries.monthly([one], YEAR)
    with django_assert_num_queries(2):
        queries.by_product([one], YEAR)


def test_the_years_go_back_to_the_first_sale(cast: Cast, one: Enterprise) -> None:
    today = date(2025, 12, 31)
    assert queries.years_of([one], today=today) == [2025]
    sold(one, cast.seller, date(2024, 5, 1))
    assert queries.years_of([one], today=today) == [2025, 2024]
    ordered(cast, one, at(2023, 1, 1, 0))
    assert queries.years_of([one], today=today) == [2025, 2024, 2023]


@pytest.mark.parametrize(
    ("now", "before", "per_cent"), [(150, 100, 50), (50, 100, -50), (100, 0, None), (0, 3, -100), (201, 200, 1)]
)
def test_a_change_is_told_in_whole_per_cent(now: int, before: int, per_cent: int | None) -> None:
    assert rules.change(now, before) == per_cent
