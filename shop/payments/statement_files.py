"""Statements as files for spreadsheets: CSV and XLSX, in which no text is ever a formula."""

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpResponse

from cms.places.sheets import write_csv
from cms.places.workbook_writing import Page, Value, write_workbook
from media.serving import attachment

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def answer(rows: Sequence[Sequence[Value]], form: str, *, called: str, title: str) -> HttpResponse:
    """The rows, header first, as a file of this form (`csv` or `xlsx`); amounts are numbers in a workbook."""
    if form == "csv":
        content = write_csv([["" if cell is None else str(cell) for cell in row] for row in rows])
    else:
        header = [str(cell) for cell in rows[0]]
        numbers = frozenset(place for row in rows[1:] for place, cell in enumerate(row) if isinstance(cell, Decimal))
        content = write_workbook([Page(title, header, rows[1:], numbers=numbers)])
    headers = {
        "Content-Disposition": attachment(f"{called}.{form}"),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=FORMS[form], headers=headers)
