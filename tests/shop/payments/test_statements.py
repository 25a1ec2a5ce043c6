"""The enterprise reads at its desk what is owed, and why, month by month, however many orders there are."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments import paying_out, statements
from shop.payments.ledger import Kind, LedgerEntry
from tests.cast import Cast
from tests.shop.desk.ground import at, rival
from tests.shop.orders.ground import clock_at
from tests.shop.payments import slips, till

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]

MOST_QUERIES = 15


def open_page(cast: Cast, one: Enterprise, query: str = "", who: str = "seller") -> Any:
    return cast.client(who).get(at(one, "balance") + query)


def two_months(cast: Cast) -> Order:
    """A sale in the month before last, a refund of this month."""
    with clock_at(timezone.now() - timedelta(days=62)):
        order = till.by_card(cast)
    till.gone_back(order, 9_000)
    return order


def test_a_month_begins_with_what_was_owed_before_it_and_names_the_orders(cast: Cast) -> None:
    order = two_months(cast)
    answer = open_page(cast, order.enterprise)
    html = answer.content.decode()
    assert [(month.opening, month.closing, month.entries) for month in answer.context["months"]] == [
        (27_867, 18_867, 1),
        (0, 27_867, 2),
    ]
    assert at(order.enterprise, "order", order.number) in html
    assert "-฿90" in html
    assert "฿188.67" in html
    before = statements.months_of(order.enterprise)[1].key
    html = open_page(cast, order.enterprise, f"?month={before}").content.decode()
    assert "-฿11.33" in html


def test_an_enterprise_without_such_money_reads_that_there_is_none(cast: Cast) -> None:
    one = rival(cast)
    answer = open_page(cast, one, who="team_mate")
    assert answer.context["month"] is None
    assert "พร้อมเพย์" in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["?month=2569-11", "?month=x", "?month=&page=99"], ids=["no-such", "nonsense", "blank"]
)
def test_a_month_that_is_none_shows_the_latest(cast: Cast, query: str) -> None:
    order = till.by_card(cast)
    assert open_page(cast, order.enterprise, query).context["month"].closing == 27_867


def test_the_end_of_a_month_is_bangkoks(cast: Cast) -> None:
    order = till.by_card(cast)
    for hour in (16, 18):  # of UTC: before and after midnight in Bangkok
        at = datetime(2031, 1, 31, hour, tzinfo=UTC)
        LedgerEntry.objects.create(enterprise=order.enterprise, kind=Kind.ADJUSTMENT, amount=100, reason="x", at=at)
    january, february = statements.months_of(order.enterprise)[1::-1]
    assert [month.key for month in (january, february)] == ["2031-01", "2031-02"]
    assert [statements.entries_in(order.enterprise, month).count() for month in (january, february)] == [1, 1]


def test_files_say_what_the_page_says_and_no_text_is_a_formula(cast: Cast) -> None:
    order = till.by_card(cast)
    one = order.enterprise
    reason = "=HYPERLINK(1)"
    paying_out.adjust(enterprise=one, actor=cast.administrator, amount=-100, reason=reason, key="a" * 32)
    month = statements.months_of(one)[0].key
    csv = cast.client("seller").get(at(one, "statement", "csv") + f"?month={month}")
    text = csv.content.decode("utf-8-sig")
    assert "no-store" in csv.headers["Cache-Control"]
    assert f"'{reason}" in text
    assert f"{order.number},,290.00,,290.00" in text
    xlsx = cast.client("seller").get(at(one, "statement", "xlsx") + f"?month={month}")
    rows = list(load_workbook(io.BytesIO(xlsx.content)).worksheets[0].iter_rows(values_only=True))
    assert [row[6] for row in rows[1:]] == [0, 290, 278.67, 277.67]
    assert rows[-1][3] == reason


@pytest.mark.parametrize("form", ["csv?month=1999-01", "exe", "csv"], ids=["no-month", "no-form", "month-unnamed"])
def test_a_file_that_there_is_not_is_not_found(cast: Cast, form: str) -> None:
    one = till.by_card(cast).enterprise
    name, _, query = form.partition("?")
    assert cast.client("seller").get(at(one, "statement", name) + f"?{query}").status_code == 404


def test_nobody_else_sees_any_of_it(cast: Cast) -> None:
    one = till.by_card(cast).enterprise
    till.name_account(cast, one)
    made = till.pay_out(cast, one, 100, slip=slips.clean_slip())
    rival(cast)
    assert cast.client("seller").get(at(one, "proof", made.pk)).status_code == 200
    for who in ("team_mate", "owner", "moderator"):
        for page in (["balance"], ["account"], ["statement", "csv"], ["proof", made.pk]):
            assert cast.client(who).get(at(one, *page)).status_code == 404


def test_ten_thousand_orders_cost_no_more_queries_than_one(cast: Cast) -> None:
    order = till.by_card(cast)
    crowd(order, 10_000)
    client: Client = cast.client("seller")
    client.get(at(order.enterprise, "balance"))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(at(order.enterprise, "balance") + "?page=200")
    assert answer.context["page"].paginator.count == 10_002
    assert len(asked) <= MOST_QUERIES


def crowd(order: Order, number: int) -> None:
    """So many entries about an order, written past the services; only reading is asked here."""
    payment = order.payments.get()
    rows = [
        LedgerEntry(enterprise=order.enterprise, kind=Kind.ADJUSTMENT, amount=100, reason="x", payment=payment)
        for _row in range(number)
    ]
    LedgerEntry.objects.bulk_create(rows, batch_size=1000)
