"""The file of an enterprise's products: what is true now, a row a variant, with the rules and the categories beside it."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.places.sheets import write_csv
from cms.places.workbook_writing import Page, Value, write_workbook
from shop import money
from shop.catalogue.models import Category, Sale, Variant
from shop.desk.bulk.columns import CATEGORIES, COLUMNS, MOST_CHANGES, MOST_ROWS, NO, PRODUCTS, README, YES, Column
from shop.desk.bulk.present import Shelf, mark_of, shelf
from shop.enterprises.models import Enterprise

LANGUAGES = ("th", "en")
_CHOICES = {"sale": tuple(Sale.values), "offered": (YES, NO)}


def workbook(enterprise: Enterprise) -> bytes:
    """The products as XLSX, with a sheet of categories and one of rules."""
    categories = list(Category.objects.select_related("parent"))
    places = {column.field: at for at, column in enumerate(COLUMNS)}
    products = Page(
        PRODUCTS,
        [column.title for column in COLUMNS],
        _rows(enterprise, categories),
        numbers=frozenset(places[column.field] for column in COLUMNS if column.is_number),
        choices={places[name]: known for name, known in _CHOICES.items()},
        widths={places[column.field]: column.width for column in COLUMNS},
    )
    known = [[one.slug, one.name_th, one.name_en, one.parent.slug if one.parent else ""] for one in categories]
    header = ["รหัส / Code", "ชื่อไทย / Name in Thai", "ชื่ออังกฤษ / Name in English", "อยู่ใต้ / Below"]
    listed = Page(CATEGORIES, header, known, widths={0: 28, 1: 30, 2: 30, 3: 28})
    return write_workbook([products, listed, _readme()])


def csv(enterprise: Enterprise) -> bytes:
    """The same products as CSV; nothing in it is a formula."""
    rows = [[column.title for column in COLUMNS]]
    for row in _rows(enterprise, list(Category.objects.all())):
        rows.append(["" if value is None else str(value) for value in row])
    return write_csv(rows)


def _rows(enterprise: Enterprise, categories: list[Category]) -> Iterator[list[Value]]:
    there = shelf(enterprise, {one.pk: one.slug for one in categories})
    for variant in list(there.variants.values())[:MOST_ROWS]:
        yield _row(there, variant)


def _row(there: Shelf, variant: Variant) -> list[Value]:
    words = there.words(variant)
    available = there.available(variant)
    price = words["price"]
    said: dict[str, Value] = {
        **words,
        "product": there.products[variant.product_id].slug,
        "variant": str(variant.pk),
        "price": None if price is None else Decimal(price) / money.SATANG,
        "stock": available,
        "seen": available,
        "offered": YES if words["offered"] else NO,
        "mark": mark_of(words),
    }
    return [said[column.field] for column in COLUMNS]


def _readme() -> Page:
    """The rules in both languages, whoever opens it."""
    rows: list[list[Value]] = []
    for column in COLUMNS:
        rows.append([column.title, *(_accepts(column, language) for language in LANGUAGES)])
    thai, english = (_rules(language) for language in LANGUAGES)
    rows += [["", *pair] for pair in zip(thai, english, strict=True)]
    return Page(README, ["คอลัมน์ / Column", "ไทย", "English"], rows, widths={0: 40, 1: 70, 2: 70})


def _accepts(column: Column, language: str) -> str:
    with override(language):
        return str(column.accepts)


def _rules(language: str) -> list[str]:
    with override(language):
        return rules()


def rules() -> list[str]:
    """What holds for such a file, as its readme and the page say it."""
    numbers = {"rows": f"{MOST_ROWS:,}", "most": f"{MOST_CHANGES:,}"}
    return [
        _("One row is one variant. Rows with one product code are variants of one product."),
        _("What you leave alone stays as it is. A row that you delete stays as it is too; to stop selling, write no."),
        _("For a new product leave both codes empty; rows with the same Thai name are its variants."),
        _("New products are kept unpublished. Pictures and selling points are added at the desk."),
        _("At most %(rows)s rows, of which at most %(most)s may change. All of it is written, or nothing.") % numbers,
    ]
