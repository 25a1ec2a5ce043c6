"""What is wrong with a file of products is told by row and column, and then nothing is kept."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from shop.catalogue.drafts import VariantDraft
from shop.desk.bulk import columns, views
from shop.desk.bulk.columns import LIMITS
from shop.desk.models import ProductsFile
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import rival, shop
from tests.shop.desk.product_files import NEW, TITLES, Row, bring, downloaded, everything, shown, told, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast, private_files: Path) -> Enterprise:
    return shop(cast)


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
    ({"variant": "9" * 4900}, "variant", "You have no variant with this "),
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


def test_a_small_file_of_millions_of_tags_is_refused_before_it_is_read(cast: Cast, one: Enterprise) -> None:
    made.product(one)
    with zipfile.ZipFile(io.BytesIO(xlsx(downloaded(cast, one)))) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part.replace(b"</row>", b"<c/>" * (LIMITS.tags + 1) + b"</row>", 1))
    assert len(bomb.getvalue()) < 100_000
    answer = bring(cast, one, bomb.getvalue())
    assert answer.status_code == 422
    assert [error.code for error in answer.context["form"].errors.as_data()["file"]] == ["too_big"]


def test_who_sends_files_without_end_is_asked_to_wait(
    cast: Cast, one: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "FILES_AN_HOUR", 1)
    assert bring(cast, one, b"nonsense").status_code == 422
    assert bring(cast, one, b"nonsense").status_code == 302
