"""Products of an enterprise as a file: down as they are, up as they shall be, all of it or nothing."""

import io
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from search.services import find
from shop.catalogue import stocking
from shop.catalogue.drafts import VariantDraft
from shop.catalogue.models import Product, StockItem, StockMove, Variant
from shop.checkout import checking
from shop.desk.bulk import columns, services
from shop.desk.models import ProductsFile
from shop.enterprises import services as enterprises
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, filled, rival, shop

pytestmark = pytest.mark.django_db

TITLES = {column.field: column.title for column in columns.COLUMNS}
NEW = {"name_th": "น้ำผึ้ง", "name_en": "Honey", "category": "food", "price": "150"}
Row = dict[str, Any]


@pytest.fixture
def one(cast: Cast, private_files: Path) -> Enterprise:
    return shop(cast)


def downloaded(cast: Cast, one: Enterprise) -> list[Row]:
    """The rows of the file as it is downloaded now, by field."""
    content = cast.client("seller").get(at(one, "file_download", "xlsx")).content
    rows = list(load_workbook(io.BytesIO(content))["products"].iter_rows(values_only=True))
    fields = [columns.BY_TITLE[columns.title_key(str(title))] for title in rows[0]]
    return [dict(zip(fields, row, strict=True)) for row in rows[1:]]


def xlsx(rows: list[Row], change: Callable[[Any], object] | None = None) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "products"
    fields = list(rows[0]) if rows else list(NEW)
    sheet.append([TITLES.get(name, name) for name in fields])
    for row in rows:
        sheet.append([row.get(name) for name in fields])
    if change:
        change(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def bring(cast: Cast, one: Enterprise, content: bytes, name: str = "ของเรา.xlsx", key: str = "a" * 32) -> Any:
    return cast.client("seller").post(at(one, "file"), {"file": SimpleUploadedFile(name, content), "key": key})


def confirm(cast: Cast, answer: Any) -> Any:
    """Press the button of the page that the upload led to."""
    assert answer.status_code == 302, [flaw.message for flaw in answer.context["flaws"]]
    return cast.client("seller").post(answer.headers["Location"])


def shown(cast: Cast, answer: Any) -> Any:
    assert answer.status_code == 302, [flaw.message for flaw in answer.context["flaws"]]
    return cast.client("seller").get(answer.headers["Location"]).context["preview"]


def told(answer: Any) -> list[tuple[int, str, str]]:
    """Where what is wrong: row, letter of the column, and the beginning of the sentence."""
    assert answer.status_code == 422
    with override("en"):
        return [(flaw.row, flaw.letter, flaw.message[:30]) for flaw in answer.context["flaws"]]


def everything() -> tuple[Any, ...]:
    return (
        list(Product.objects.order_by("pk").values()),
        list(Variant.objects.order_by("pk").values()),
        list(StockItem.objects.order_by("pk").values()),
        StockMove.objects.count(),
    )


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


BAD_CELLS: list[tuple[Mapping[str, Any], str, str]] = [
    ({"name_th": ""}, "name_th", "This has to be filled in."),
    ({"name_en": None}, "name_en", "This has to be filled in."),
    ({"name_th": "ก" * 161}, "name_th", "This has more than 160 charact"),
    ({"description_th": "ก" * 5001}, "description_th", "This is too long."),
    ({"category": "nowhere"}, "category", "There is no category “nowhere”"),
    ({"category": ""}, "category", "This has to be filled in."),
    ({"price": "cheap"}, "price", "“cheap” is no price; write an "),
    ({"price": 0}, "price", "“0” is no price; write an amou"),
    ({"price": -5}, "price", "“-5” is no price; write an amo"),
    ({"price": "1.234"}, "price", "“1.234” is no price; write an "),
    ({"price": None}, "price", "This product is on sale and pu"),
    ({"weight": 0}, "weight", "“0” is no whole number between"),
    ({"stock": 2.5}, "stock", "“2.5” is no whole number betwe"),
    ({"stock": -1}, "stock", "“-1” is no whole number betwee"),
    ({"stock": 100_001}, "stock", "“100001” is no whole number be"),
    ({"low_at": "soon"}, "low_at", "“soon” is no whole number betw"),
    ({"sale": "gift"}, "sale", "“gift” is not accepted here; w"),
    ({"offered": "perhaps"}, "offered", "“perhaps” is not accepted here"),
    ({"offered": "no"}, "offered", "This product is published, so "),
    ({"sku": "x" * 41}, "sku", "This has more than 40 characte"),
    ({"product": "not-mine"}, "product", "You have no product with this "),
    ({"variant": "987654321"}, "variant", "You have no variant with this "),
    ({"variant": "๑"}, "variant", "You have no variant with this "),
    ({"seen": "", "stock": 3}, "stock", "To count, the file has to say "),
    ({"seen": 99, "stock": 3}, "stock", "The stock has changed since th"),
    ({"mark": "000000000000", "price": 5}, "mark", "This was changed at the desk s"),
    ({"name_th": "=A1"}, "name_th", "This is a formula; paste its v"),
]


@pytest.mark.parametrize(("said", "field", "words"), BAD_CELLS, ids=[f"{n}-{c[1]}" for n, c in enumerate(BAD_CELLS)])
def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_kept(
    cast: Cast, one: Enterprise, said: Row, field: str, words: str
) -> None:
    made.product(one)
    rows = downloaded(cast, one)
    letter = columns.BY_FIELD[field]
    before = everything()
    answer = bring(cast, one, xlsx([{**rows[0], **said}]))
    at_letter = "ABCDEFGHIJKLMNOPQRST"[columns.COLUMNS.index(letter)]
    assert (2, at_letter, words) in told(answer)
    assert everything() == before
    assert not ProductsFile.objects.exists()


def test_rows_that_contradict_each_other_are_told(cast: Cast, one: Enterprise) -> None:
    made.product(one, variants=[VariantDraft(name_th=n, price=100) for n in ("เล็ก", "ใหญ่")])
    first, second = downloaded(cast, one)
    told_of = [
        told(bring(cast, one, xlsx(rows)))[-1]
        for rows in (
            [first, first],
            [{**first, "sku": "7"}, {**second, "sku": "7"}],
            [{**first, "variant_th": "ใหญ่"}, second],
            [{**first, "summary_th": "ก"}, {**second, "summary_th": "ข"}],
            [{**NEW, "sku": "", "variant_th": "ก"}, {**NEW, "name_en": "Wax", "sku": "", "variant_th": "ข"}],
            [{**NEW, "name_th": "เห็ดนางฟ้าสด"}],
        )
    ]
    assert [words for _row, _letter, words in told_of] == [
        "Row 2 names the same variant.",
        "Row 2 has the same number in t",
        "Each variant of a product need",
        "Row 2 says something else of t",
        "Row 2 says something else of t",
        "You have a product of this nam",
    ]


def test_the_product_of_another_enterprise_is_nobodys(cast: Cast, one: Enterprise) -> None:
    theirs = made.product(rival(cast), variants=[VariantDraft(price=100, sku="T-1")])
    mine = made.product(one)
    variant = made.variant(theirs).pk
    base = {**NEW, "product": "", "variant": ""}
    for said in ({"product": theirs.slug}, {"variant": str(variant)}, {"product": mine.slug, "variant": str(variant)}):
        assert told(bring(cast, one, xlsx([{**base, **said}])))
    # A number of theirs is a new product of one's own.
    assert shown(cast, bring(cast, one, xlsx([{**NEW, "sku": "T-1"}]))).new_count == 1
    assert theirs.slug not in {row["product"] for row in downloaded(cast, one)}


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


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.xlsx"),
        (b"PK\x03\x04 no more", "a.xlsx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.csv"),
        ("ชื่อ,ราคา\nก,1".encode(), "a.csv"),
        (b"x" * (6 * 1024 * 1024), "a.csv"),
    ],
    ids=["empty", "damaged", "picture", "other-columns", "too-big"],
)
def test_what_is_no_file_of_products_is_refused_beside_the_field(
    cast: Cast, one: Enterprise, content: bytes, name: str
) -> None:
    answer = bring(cast, one, content, name)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not ProductsFile.objects.exists()


def test_merged_cells_twice_named_columns_and_too_many_rows_are_told(
    cast: Cast, one: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.category()
    assert told(bring(cast, one, xlsx([NEW], lambda sheet: sheet.merge_cells("A2:B2"))))[0][:2] == (2, "A")
    assert told(bring(cast, one, xlsx([{**NEW, "Honey": ""}], lambda sheet: sheet.__setitem__("E1", "price"))))[0][
        :2
    ] == (1, "E")
    assert told(bring(cast, one, xlsx([]))) == [(1, "", "There is no row below the head")]
    monkeypatch.setattr("shop.desk.bulk.judging.MOST_CHANGES", 1)
    many = [{**NEW, "name_th": f"น้ำผึ้ง {number}"} for number in range(2)]
    assert told(bring(cast, one, xlsx(many)))[0][2].startswith("The file changes 2 rows")


def test_a_file_of_more_rows_than_allowed_is_told_and_not_cut(cast: Cast, one: Enterprise) -> None:
    head = ",".join(TITLES[name] for name in NEW)
    content = "\n".join([head, *(f"ก{n},a,food,1" for n in range(columns.MOST_ROWS + 1))]).encode()
    assert told(bring(cast, one, content, "p.csv")) == [(0, "", "This sheet has too many rows.")]


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
