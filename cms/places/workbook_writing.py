"""Workbooks of several sheets, written as XLSX: texts are texts, never formulas, and numbers are numbers."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

Value = str | int | Decimal | None
_LAST_ROW = 20_001
# Longer lists do not fit into a rule of a cell.
_LONGEST_RULE = 255
_AS_TEXT = "@"
_WIDEST, _NARROWEST = 60, 8


@dataclass(frozen=True)
class Page:
    """A sheet to write: its header, its rows, and by a column's position what may be chosen there.

    `numbers` are the columns in which numbers are typed; all others are formatted as text, also where they are empty, so
    that no spreadsheet makes a number or a date of a code.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]] = ()
    numbers: frozenset[int] = frozenset()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    widths: Mapping[int, int] = field(default_factory=dict)


def write_workbook(pages: Iterable[Page]) -> bytes:
    """The workbook as a file."""
    book = Workbook(write_only=True)
    for page in pages:
        _write(book, page)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write(book: Workbook, page: Page) -> None:
    sheet = book.create_sheet(page.name[:31])
    sheet.freeze_panes = "A2"
    for position, title in enumerate(page.header):
        column = sheet.column_dimensions[get_column_letter(position + 1)]
        column.width = page.widths.get(position, min(max(len(title) + 4, _NARROWEST), _WIDEST))
        if position not in page.numbers:
            column.number_format = _AS_TEXT
    for position, known in page.choices.items():
        _offer(sheet, get_column_letter(position + 1), known)
    sheet.append([_cell(sheet, title, bold=True) for title in page.header])
    for row in page.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _offer(sheet: Any, letter: str, known: Sequence[str]) -> None:
    """What may be chosen in a column; only offered, because reading says better what is wrong."""
    rule = f'"{",".join(known)}"'
    if len(rule) <= _LONGEST_RULE:
        offer = DataValidation(type="list", formula1=rule, allow_blank=True, showErrorMessage=False)
        offer.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.data_validations.append(offer)


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        # Said outright: a text that begins with = would be a formula.
        cell.data_type = "s"
        cell.number_format = _AS_TEXT
        cell.alignment = Alignment(wrap_text="\n" in value, vertical="top")
    else:
        cell = WriteOnlyCell(sheet)
        cell.value = value
    if bold:
        cell.font = Font(bold=True)
    return cell
