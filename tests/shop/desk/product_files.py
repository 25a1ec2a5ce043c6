"""Files of products as tests write, bring and read them."""

import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from shop.catalogue.models import Product, StockItem, StockMove, Variant
from shop.desk.bulk import columns
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop.desk.ground import at

TITLES = {column.field: column.title for column in columns.COLUMNS}
NEW = {"name_th": "น้ำผึ้ง", "name_en": "Honey", "category": "food", "price": "150"}
Row = dict[str, Any]


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
