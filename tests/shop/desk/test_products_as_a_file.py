"""Products of an enterprise as a file: down as they are, up as they shall be, all of it or nothing."""

import io
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from search.services import find
from shop.catalogue import stocking
from shop.catalogue.drafts import VariantDraft
from shop.catalogue.models import Product, StockMove, Variant
from shop.checkout import checking
from shop.desk.bulk import services
from shop.desk.models import ProductsFile
from shop.enterprises import services as enterprises
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, filled, rival, shop
from tests.shop.desk.product_files import NEW, bring, confirm, downloaded, everything, shown, told, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast, private_files: Path) -> Enterprise:
    return shop(cast)


def test_a_file_that_comes_back_as_it_went_changes_nothing(cast: Cast, one: Enterprise) -> None:
    made.product(one, summary_th="หวาน\nหอม", description_th="=1+1")
    made.product(one, name_th="ไข่", variants=[VariantDraft(name_th=n, price=150, sku=n) for n in ("เล็ก", "ใหญ่")])
    made.product(one, name_th="ผ้า", sale="display_only", price=None, stock=0)
    before = everything()
    for form in ("xlsx", "csv"):
        content = cast.client("seller").get(at(one, "file_download", form)).content
        preview = shown(cast, bring(cast, one, content, f"p.{form}"))
        assert (preview.new_count, preview.changed_count, preview.alone) == (0, 0, 4)
        assert confirm(cast, bring(cast, one, content, f"p.{form}", key="b" * 32)).status_code == 302
    assert everything() == before


def test_the_file_says_its_rules_in_both_languages_and_the_codes_of_categories(cast: Cast, one: Enterprise) -> None:
    made.product(one)
    answer = cast.client("seller").get(at(one, "file_download", "xlsx"))
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["products", "categories", "readme"]
    assert "ชื่อสินค้าไทย / Name in Thai" in [cell.value for cell in book["products"][1]]
    assert book["categories"]["A2"].value == "food"
    readme = [[cell.value for cell in row] for row in book["readme"]]
    assert any("One row is one variant" in str(row[2]) for row in readme)
    assert all(row[1] and row[2] for row in readme)


def test_nothing_in_a_download_is_a_formula(cast: Cast, one: Enterprise) -> None:
    made.product(one, name_th="=HYPERLINK(1)", name_en="+1")
    xlsx_file = cast.client("seller").get(at(one, "file_download", "xlsx")).content
    sheet = load_workbook(io.BytesIO(xlsx_file))["products"]
    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} <= {"s", "n"}
    csv_file = cast.client("seller").get(at(one, "file_download", "csv")).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in csv_file
    assert ",=HYPERLINK" not in csv_file


def test_prices_words_and_counts_are_shown_first_and_then_written(cast: Cast, one: Enterprise) -> None:
    product = made.product(one)
    rows = downloaded(cast, one)
    assert rows[0]["price"] == 120
    rows[0] |= {"price": Decimal("99.50"), "name_th": "เห็ดตากแห้ง", "stock": "๗", "low_at": 3, "sku": "H-1"}
    before = everything()
    answer = bring(cast, one, xlsx(rows))
    preview = shown(cast, answer)
    assert [(cell.old, cell.new) for cell in preview.changed[0].cells] == [
        ("เห็ดนางฟ้าสด", "เห็ดตากแห้ง"),
        ("—", "H-1"),
        ("฿120", "฿99.50"),
        ("—", "3"),
        ("10", "7"),
    ]
    assert everything() == before
    assert confirm(cast, answer).status_code == 302
    product.refresh_from_db()
    variant = made.variant(product)
    assert (product.name_th, variant.price, variant.sku, made.in_stock(variant)) == ("เห็ดตากแห้ง", 9_950, "H-1", 7)
    assert variant.stock.low_at == 3
    assert StockMove.objects.latest("pk").actor == cast.seller
    assert [hit.key for hit in find("เห็ดตากแห้ง", kinds=["product"]).hits] == [str(product.pk)]
    assert list(checking.problems()) == []


def test_new_rows_become_products_that_nobody_sees_yet(cast: Cast, one: Enterprise) -> None:
    made.category()
    jars = [{**NEW, "variant_th": name, "stock": pieces, "sku": name} for name, pieces in (("เล็ก", 4), ("ใหญ่", None))]
    soap = {**NEW, "name_th": "สบู่", "name_en": "Honey", "category": "อาหาร", "variant_th": "", "stock": 2, "sku": ""}
    answer = bring(cast, one, xlsx([*jars, soap]))
    assert shown(cast, answer).new_count == 2
    confirm(cast, answer)
    honey, other = Product.objects.order_by("pk")
    assert (honey.slug, other.slug, honey.state, honey.events.count()) == ("honey", "honey-2", "draft", 1)
    assert [(v.name_th, v.price, v.weight, made.in_stock(v)) for v in honey.variants.all()] == [
        ("เล็ก", 15_000, 500, 4),
        ("ใหญ่", 15_000, 500, 0),
    ]
    assert list(checking.problems()) == []


def test_a_variant_is_added_to_a_product_by_its_code(cast: Cast, one: Enterprise) -> None:
    product = made.product(one, variants=[VariantDraft(name_th="เล็ก", price=5_000, stock=1)])
    row = {"product": product.slug, **dict.fromkeys(NEW, ""), "price": "90", "variant_th": "ใหญ่", "stock": 3}
    confirm(cast, bring(cast, one, xlsx([row])))
    assert [(v.name_th, v.price, made.in_stock(v)) for v in product.variants.all()] == [
        ("เล็ก", 5_000, 1),
        ("ใหญ่", 9_000, 3),
    ]


def test_a_row_is_known_by_the_sellers_own_number_and_what_it_leaves_open_stays(cast: Cast, one: Enterprise) -> None:
    product = made.product(one, variants=[VariantDraft(price=5_000, stock=1, sku="N-7", weight=90)])
    confirm(cast, bring(cast, one, xlsx([{**dict.fromkeys(NEW, ""), "sku": "N-7", "price": "60"}])))
    product.refresh_from_db()
    variant = made.variant(product)
    assert (product.name_th, variant.price, variant.weight, variant.sku) == ("เห็ดนางฟ้าสด", 6_000, 90, "N-7")


def test_numbers_may_change_hands_within_a_product(cast: Cast, one: Enterprise) -> None:
    drafts = [VariantDraft(name_th=name, price=100, sku=sku) for name, sku in (("ก", "1"), ("ข", "2"))]
    product = made.product(one, variants=drafts)
    first, second = downloaded(cast, one)
    first["sku"], second["sku"] = "2", "1"
    confirm(cast, bring(cast, one, xlsx([first, second])))
    assert list(product.variants.order_by("sort_order").values_list("sku", flat=True)) == ["2", "1"]


def test_an_order_that_came_between_stops_the_whole_file(cast: Cast, one: Enterprise) -> None:
    first = made.product(one)
    made.product(one, name_th="ไข่")
    rows = downloaded(cast, one)
    answer = bring(cast, one, xlsx([{**rows[0], "stock": 3}, {**rows[1], "price": 55}]))
    assert answer.status_code == 302
    stocking.take(items={made.variant(first).pk: 1}, reference="A1")
    before = everything()
    refused = cast.client("seller").post(answer.headers["Location"])
    assert refused.status_code == 409
    assert "9" in refused.context["flaws"][0].message
    assert everything() == before


def test_a_price_that_was_changed_at_the_desk_is_not_changed_back(cast: Cast, one: Enterprise) -> None:
    product = made.product(one)
    rows = downloaded(cast, one)
    cast.client("seller").post(at(one, "product", product.slug), filled(product, **{"variants-0-price": "130"}))
    # Left alone in the file, it stays as it is now.
    assert shown(cast, bring(cast, one, xlsx(rows))).alone == 1
    # Something else was changed in the file: whether the price too is meant, nobody can say.
    assert told(bring(cast, one, xlsx([{**rows[0], "summary_th": "ใหม่"}])))[0][2] == "This was changed at the desk s"


def test_confirmed_twice_it_is_written_once(cast: Cast, one: Enterprise) -> None:
    made.category()
    content = xlsx([NEW])
    answer = bring(cast, one, content)
    for _press in range(2):
        confirm(cast, answer)
    # The same form once more leads to what it did; in a new form its rows are known by their names.
    assert bring(cast, one, content).headers["Location"] == answer.headers["Location"]
    assert told(bring(cast, one, content, key="b" * 32))[0][2] == "You have a product of this nam"
    assert Product.objects.count() == 1


def test_the_same_form_sent_twice_is_one_file_and_another_file_takes_its_place(cast: Cast, one: Enterprise) -> None:
    made.category()
    first = bring(cast, one, xlsx([NEW]))
    second = bring(cast, one, xlsx([{**NEW, "name_th": "สบู่"}]))
    assert first.headers["Location"] == second.headers["Location"]
    confirm(cast, second)
    assert Product.objects.get().name_th == "สบู่"
    # The form did its work; another file in it is another thing to do, however often it is sent.
    content = xlsx([NEW])
    third = [bring(cast, one, content).headers["Location"] for _time in range(2)]
    assert third[0] == third[1] != second.headers["Location"]


def test_who_is_suspended_downloads_and_brings_nothing(cast: Cast, one: Enterprise) -> None:
    made.product(one)
    answer = bring(cast, one, xlsx([{**downloaded(cast, one)[0], "price": 5}]))
    enterprises.suspend(enterprise=one, actor=cast.moderator, reason="สินค้าไม่ตรงปก")
    before = everything()
    assert cast.client("seller").post(answer.headers["Location"]).status_code == 302
    assert bring(cast, one, xlsx([NEW])).status_code == 302
    assert everything() == before
    assert downloaded(cast, one)


def test_a_file_of_another_enterprise_is_not_at_ones_own_desk(cast: Cast, one: Enterprise) -> None:
    made.category()
    answer = bring(cast, one, xlsx([NEW]))
    kept = ProductsFile.objects.get()
    for desk in (one, rival(cast)):
        address = at(desk, "file_plan", kept.pk)
        assert cast.client("team_mate").get(address).status_code == 404
        assert cast.client("team_mate").post(address).status_code == 404
    assert cast.client("seller").get(answer.headers["Location"]).status_code == 200
    assert not Product.objects.exists()


def test_what_nobody_confirms_is_forgotten_after_a_day(cast: Cast, one: Enterprise) -> None:
    made.category()
    confirm(cast, bring(cast, one, xlsx([NEW])))
    bring(cast, one, xlsx([{**NEW, "name_th": "สบู่"}]), key="b" * 32)
    now = timezone.now()
    assert [services.forget_files(now=now + timedelta(days=days)) for days in (0, 2, 31)] == [0, 1, 1]


@pytest.mark.every_database
def test_the_database_keeps_one_file_a_form(cast: Cast, one: Enterprise) -> None:
    said = {"enterprise": one, "key": "a", "digest": "d", "name": "n", "by": cast.seller}
    ProductsFile.objects.create(**said)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductsFile.objects.create(**said)


@pytest.mark.every_database
def test_many_products_are_written_in_a_number_of_queries_that_hardly_grows(
    cast: Cast, one: Enterprise, django_assert_max_num_queries: Any
) -> None:
    made.category()
    names = [f"น้ำผึ้ง {number}" for number in range(30)]
    confirm(cast, bring(cast, one, xlsx([{**NEW, "name_th": name, "stock": 2} for name in names])))
    assert Product.objects.count() == 30
    rows = [{**row, "price": 77, "stock": 5} for row in downloaded(cast, one)]
    answer = bring(cast, one, xlsx(rows), key="b" * 32)
    with django_assert_max_num_queries(60):
        confirm(cast, answer)
    assert set(Variant.objects.values_list("price", "stock__available")) == {(7_700, 5)}
    assert list(checking.problems()) == []
