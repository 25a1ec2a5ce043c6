"""A year of sales as files: a workbook of all, and a CSV of each table. Amounts are baht."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeAlias

from django.utils.translation import gettext as _

from cms.places.sheets import write_csv
from cms.places.workbook_writing import Page, Value, write_workbook
from shop.enterprises.models import Enterprise
from shop.money import SATANG
from shop.sales import queries
from shop.sales.models import OfflineSale
from shop.sales.rules import span
from themes.templatetags.thai_dates import month_name

MOST_ENTRIES = 20_000
Table: TypeAlias = tuple[str, Sequence[str], Iterable[Sequence[Value]]]


def tables(enterprise: Enterprise, year: int) -> dict[str, Table]:
    """Of the year: name of the sheet, header and rows by the table's name. Rows are read when they are written."""
    return {
        "months": (_("By month"), _header(_("Month")), _months(enterprise, year)),
        "products": (_("By product"), _header(_("Product")), _products(enterprise, year)),
        "entries": (_("Entered"), _entry_header(), _entries(enterprise, year)),
    }


def as_workbook(enterprise: Enterprise, year: int) -> bytes:
    """An XLSX with a sheet for each table."""
    pages = [
        Page(name, header, rows, numbers=_numbers(key))
        for key, (name, header, rows) in tables(enterprise, year).items()
    ]
    return write_workbook(pages)


def as_csv(enterprise: Enterprise, year: int, table: str) -> bytes:
    """One table. Raises KeyError for a table that is none."""
    _name, header, rows = tables(enterprise, year)[table]
    return write_csv([header, *([_text(value) for value in row] for row in rows)])


def _header(first: str) -> list[str]:
    return [
        first,
        _("On line, baht"),
        _("Off line, baht"),
        _("Together, baht"),
        _("On line, pieces"),
        _("Off line, pieces"),
    ]


def _entry_header() -> list[str]:
    return [
        _("Sold on"),
        _("What was sold"),
        _("Pieces"),
        _("Paid, baht"),
        _("Where was it sold?"),
        _("From the stock"),
        _("Taken back, because"),
    ]


def _numbers(table: str) -> frozenset[int]:
    return frozenset({2, 3}) if table == "entries" else frozenset(range(1, 6))


def _months(enterprise: Enterprise, year: int) -> Iterable[Sequence[Value]]:
    for row in queries.monthly([enterprise], year):
        yield [f"{month_name(row.month)} ({row.month:%Y-%m})", *_figures(row)]


def _products(enterprise: Enterprise, year: int) -> Iterable[Sequence[Value]]:
    for row in queries.by_product([enterprise], year):
        yield [row.name, *_figures(row)]


def _figures(row: queries.MonthRow | queries.ProductRow) -> list[Value]:
    return [_baht(row.online), _baht(row.offline), _baht(row.total), row.online_pieces, row.offline_pieces]


def _entries(enterprise: Enterprise, year: int) -> Iterable[Sequence[Value]]:
    first, end = span(year)
    rows = OfflineSale.objects.filter(enterprise=enterprise, sold_on__gte=first, sold_on__lt=end)
    for sale in rows.order_by("sold_on", "pk")[:MOST_ENTRIES]:
        where, stock = sale.get_where_display(), _("yes") if sale.takes_stock else _("no")
        what: list[Value] = [sale.sold_on.isoformat(), sale.name, sale.pieces, _baht(sale.total)]
        yield [*what, where, stock, sale.withdrawn_reason]


def _baht(satang: int) -> Decimal:
    return Decimal(satang) / SATANG


def _text(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return "" if value is None else str(value)
