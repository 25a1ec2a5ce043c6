"""A sale off line is entered with a few taps, once, and taken back with a reason."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.checkout.checking import problems
from shop.enterprises.models import Enterprise
from shop.sales.models import OfflineSale
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import rival, shop
from tests.shop.sales.ground import at, enter, served

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast) -> Enterprise:
    return shop(cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client("seller")


def the_sale() -> OfflineSale:
    return OfflineSale.objects.get()


def test_a_sale_takes_three_taps(one: Enterprise, client: Client) -> None:
    piece = made.variant(made.product(one))
    # The product, the number, the button; place, day, price and stock are filled in.
    answer = enter(client, one, what=str(piece.pk), quick="3")
    assert answer.status_code == 302
    sale = the_sale()
    assert (sale.variant, sale.pieces, sale.total) == (piece, 3, 36_000)
    assert (sale.sold_on, sale.where, sale.takes_stock) == (timezone.localdate(), "shop", True)
    assert made.in_stock(piece) == 7
    assert list(problems()) == []


def test_the_place_is_as_with_the_last_entry(one: Enterprise, client: Client) -> None:
    piece = made.variant(made.product(one))
    said = {key: value for key, value in served(client, one).items() if key != "takes_stock"}
    client.post(at(one, "enter_sale"), {**said, "what": str(piece.pk), "where": "fair"})
    now = served(client, one)
    assert now["where"] == "fair"
    assert "takes_stock" not in now
    assert now["key"] != said["key"]


def test_what_sells_most_stands_first(one: Enterprise, client: Client) -> None:
    products = [made.product(one, name_th=f"สินค้า {n}", name_en=f"Thing {n}") for n in range(12)]
    oldest = made.variant(products[0])
    page = client.get(at(one, "enter_sale"))
    assert oldest.pk not in [button.variant.pk for button in page.context["buttons"]]
    enter(client, one, what=str(oldest.pk))
    page = client.get(at(one, "enter_sale"))
    assert page.context["buttons"][0].variant == oldest


@pytest.mark.every_database
def test_the_same_form_sent_twice_is_one_sale(one: Enterprise, client: Client) -> None:
    piece = made.variant(made.product(one))
    said = {**served(client, one), "what": str(piece.pk)}
    for _time in range(2):
        assert client.post(at(one, "enter_sale"), said).status_code == 302
    assert OfflineSale.objects.count() == 1
    assert made.in_stock(piece) == 9


@pytest.mark.every_database
def test_too_few_in_stock_is_told_and_can_be_entered_without(one: Enterprise, client: Client) -> None:
    piece = made.variant(made.product(one, stock=2))
    said = {**served(client, one), "what": str(piece.pk), "pieces": "๕"}
    refused = client.post(at(one, "enter_sale"), said)
    assert refused.status_code == 422
    html = refused.content.decode()
    assert 'name="without_stock"' in html
    assert 'value="๕"' in html
    assert (OfflineSale.objects.count(), made.in_stock(piece)) == (0, 2)
    assert client.post(at(one, "enter_sale"), {**said, "without_stock": "1"}).status_code == 302
    assert (the_sale().pieces, the_sale().takes_stock, made.in_stock(piece)) == (5, False, 2)


def test_something_that_is_no_product_has_a_name_and_a_sum(one: Enterprise, client: Client) -> None:
    assert enter(client, one, what="else", total="1,250.50").status_code == 422
    assert enter(client, one, what="else", name="ขนมครก").status_code == 422
    assert not OfflineSale.objects.exists()
    assert enter(client, one, what="else", name="ขนมครก", total="1,250.50", takes_stock="on").status_code == 302
    assert (the_sale().name, the_sale().total, the_sale().takes_stock) == ("ขนมครก", 125_050, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": ""},
        {"what": "987654321"},
        {"pieces": "0"},
        {"pieces": "สาม"},
        {"pieces": "1000000"},
        {"total": "-5"},
        {"total": "ฟรี"},
        {"sold_on": "2999-01-01"},
        {"sold_on": "1999-01-01"},
        {"sold_on": "พรุ่งนี้"},
        {"where": "moon"},
        {"key": ""},
        {"key": "../../x"},
    ],
    ids=lambda wrong: "-".join(f"{key}={value or 'none'}" for key, value in wrong.items()),
)
def test_what_makes_no_sense_is_told_and_changes_nothing(
    one: Enterprise, client: Client, wrong: dict[str, str]
) -> None:
    piece = made.variant(made.product(one))
    answer = enter(client, one, **{"what": str(piece.pk), "name": "พิมพ์ไว้แล้ว", **wrong})
    assert answer.status_code == 422
    assert 'class="errorlist' in answer.content.decode() or "data-focus" in answer.content.decode()
    assert "พิมพ์ไว้แล้ว" in answer.content.decode()
    assert (OfflineSale.objects.count(), made.in_stock(piece)) == (0, 10)


def test_a_product_of_another_is_none_of_ones_own(cast: Cast, one: Enterprise, client: Client) -> None:
    piece = made.variant(made.product(rival(cast)))
    assert enter(client, one, what=str(piece.pk)).status_code == 422
    assert (OfflineSale.objects.count(), made.in_stock(piece)) == (0, 10)


def test_by_script_it_is_answered_in_words(one: Enterprise, client: Client) -> None:
    piece = made.variant(made.product(one, stock=1))
    headers = {"X-Requested-With": "fetch"}
    said = {**served(client, one), "what": str(piece.pk), "pieces": "2"}
    short = client.post(at(one, "enter_sale"), said, headers=headers)
    assert (short.status_code, short.json()["short"]) == (422, True)
    done = client.post(at(one, "enter_sale"), {**said, "pieces": "1"}, headers=headers)
    assert done.status_code == 200
    assert the_sale().name in done.json()["html"]


@pytest.mark.every_database
def test_an_entry_taken_back_gives_its_pieces_back_once(one: Enterprise, client: Client) -> None:
    piece = made.variant(made.product(one))
    enter(client, one, what=str(piece.pk), quick="4")
    address = at(one, "sale", the_sale().pk)
    assert client.post(address, {"reason": "  "}).status_code == 422
    assert made.in_stock(piece) == 6
    for _time in range(2):
        assert client.post(address, {"reason": "บันทึกซ้ำ"}).status_code == 302
    sale = the_sale()
    assert (sale.withdrawn_reason, made.in_stock(piece)) == ("บันทึกซ้ำ", 10)
    assert list(problems()) == []
    assert "บันทึกซ้ำ" in client.get(at(one, "entries")).content.decode()


@pytest.mark.every_database
@pytest.mark.parametrize(
    "wrong",
    [
        {"pieces": 0},
        {"total": 0},
        {"name": ""},
        {"key": ""},
        {"where": "moon"},
        {"takes_stock": True},
        {"withdrawn_reason": "ก"},
        {"withdrawn_at": timezone.now()},
    ],
    ids=["pieces", "total", "name", "key", "where", "stock of nothing", "reason alone", "taken back by nobody"],
)
def test_the_database_refuses_what_is_no_sale(cast: Cast, one: Enterprise, wrong: dict[str, Any]) -> None:
    fine = {"name": "ก", "pieces": 1, "total": 1, "where": "shop", "key": "k", "sold_on": timezone.localdate()}
    with pytest.raises(IntegrityError), transaction.atomic():
        OfflineSale.objects.create(enterprise=one, actor=cast.seller, **{**fine, **wrong})
    OfflineSale.objects.create(enterprise=one, actor=cast.seller, **fine)


def test_only_members_enter_and_read(cast: Cast, one: Enterprise, client: Client) -> None:
    piece = made.variant(made.product(one))
    said = {**served(client, one), "what": str(piece.pk)}
    enter(client, one, what=str(piece.pk))
    pages = [at(one, name) for name in ("sales", "enter_sale", "entries")]
    pages += [at(one, "sale", the_sale().pk), at(one, "sales_file", "all", "xlsx")]
    for who in ("team_mate", "stranger", "moderator"):
        other = cast.client(who)
        assert {other.get(page).status_code for page in pages} == {404}
        assert other.post(pages[1], {**said, "key": "another-key-000"}).status_code == 404
        assert other.post(pages[3], {"reason": "ก"}).status_code == 404
    theirs = rival(cast)
    assert cast.client("team_mate").get(at(theirs, "sale", the_sale().pk)).status_code == 404
    assert (OfflineSale.objects.count(), the_sale().is_withdrawn) == (1, False)


def test_the_page_of_a_year_and_its_files_say_the_same(
    one: Enterprise, client: Client, django_assert_max_num_queries: Any
) -> None:
    piece = made.variant(made.product(one, name_th="=เห็ด", name_en="Mushroom"))
    enter(client, one, what=str(piece.pk), quick="2")
    enter(client, one, what="else", name="-ของแถม", total="10")
    with django_assert_max_num_queries(15):
        page = client.get(at(one, "sales"))
    html = page.content.decode()
    assert "฿250" in html
    assert html.count('<svg class="chart') == 1
    year = timezone.localdate().year
    assert "฿250" not in client.get(at(one, "sales") + f"?year={year - 1}").content.decode() or page.status_code == 200
    products = client.get(at(one, "sales_file", "products", "csv")).content.decode("utf-8-sig")
    assert "'=เห็ด,0.00,240.00,240.00,0,2" in products
    entries = client.get(at(one, "sales_file", "entries", "csv")).content.decode("utf-8-sig")
    assert "'-ของแถม" in entries
    book = client.get(at(one, "sales_file", "all", "xlsx"))
    assert book.content.startswith(b"PK")
    for table, form in (("months", "xlsx"), ("all", "csv"), ("nothing", "csv"), ("months", "pdf")):
        assert client.get(at(one, "sales_file", table, form)).status_code == 404


def test_a_year_is_compared_with_the_months_that_are_over(one: Enterprise, cast: Cast, client: Client) -> None:
    today = timezone.localdate()
    last_year = today.replace(day=1) - timedelta(days=365)
    for day, total in ((today, 100), (last_year, 50)):
        OfflineSale.objects.create(
            enterprise=one,
            actor=cast.seller,
            name="ก",
            pieces=1,
            total=total,
            where="shop",
            key=f"k{total}",
            sold_on=day,
        )
    seen = client.get(at(one, "sales")).context["seen"]
    assert seen.compared == today.month - 1
    # This month is not over: neither it nor the same month of the year before is compared.
    assert seen.changes.total is None


ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "0", "-1", "1e9", "NaN", "9" * 30, "\0", "٣", "²", "๙๙๙๙๙", "\ud800", "ก" * 3000, "2026-02-31"]
    ),
)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    odd=st.dictionaries(st.sampled_from(["what", "name", "quick", "pieces", "total", "sold_on", "where", "key"]), ODD)
)
def test_no_form_of_a_sale_answers_with_an_error(cast: Cast, private_files: Path, odd: dict[str, str]) -> None:
    one = cast.__dict__.get("_desk") or shop(cast)
    cast.__dict__["_desk"] = one
    browser = cast.client("seller")
    said = {"what": "else", "name": "ก", "total": "5", "sold_on": "2026-01-01", "where": "shop", "key": "a" * 20}
    # A lone surrogate cannot be sent: browsers put a replacement in its place.
    clean = {name: value.encode(errors="replace").decode() for name, value in odd.items()}
    assert browser.post(at(one, "enter_sale"), {**said, **clean}).status_code in {302, 422}
