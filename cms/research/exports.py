"""Figures as files: CSV for spreadsheets, XLSX, JSON. Pure: knows rows and cells, not where they come from."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from cms.research.figures import Figure

MOST_RESULTS = 500  # of a filtered list in one file
LONGEST_CELL = 32_767  # characters that a cell of a spreadsheet holds

Cell = str | int | Decimal | date | None

# A cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV Injection).
_FORMULA = re.compile(r"^[\s\ufeff]*[=+\-@＝＋－＠\t\r\n]")


@dataclass(frozen=True, slots=True)
class Reported:
    """A result as a file names it, with its figures. `year` is the fiscal year of the Common Era, `url` the full address."""

    title: str
    url: str
    language: str
    year: int | None
    institutions: tuple[str, ...]
    figures: tuple[Figure, ...]


# Columns of a table, by the keys that JSON uses too.
COLUMNS = (
    *(
        "result",
        "url",
        "fiscal_year",
        "institutions",
        "group",
        "label",
        "qualifier",
        "value",
        "low",
        "high",
        "unit",
        "per",
    ),
    *("period", "as_of", "area", "moment", "nature", "source", "source_year", "line"),
)


def table(reported: Iterable[Reported], words: Mapping[str, str]) -> list[list[Cell]]:
    """A row for each figure; `words` says the codes of qualifier, moment and nature in the reader's language."""
    return [
        [
            one.title,
            one.url,
            one.year,
            "; ".join(one.institutions),
            figure.group,
            figure.label,
            words.get(figure.qualifier, ""),
            figure.value,
            figure.low,
            figure.high,
            figure.unit,
            figure.per,
            figure.period,
            figure.as_of,
            figure.area,
            words.get(figure.moment, ""),
            words.get(figure.nature, ""),
            figure.source_title,
            figure.source_year,
            figure.line,
        ]
        for one in reported
        for figure in one.figures
    ]


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """All of `csv_lines` at once."""
    return b"".join(csv_lines(header, rows))


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """UTF-8 with the mark by which Excel knows it, line by line; words that would be formulas begin with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_guarded(cell) for cell in header])
    yield b"\xef\xbb\xbf" + _taken(out)
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
        yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    """What stands in the buffer, which is empty then."""
    line = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return line


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return _guarded(cell)
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return "" if cell is None else str(cell)


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def as_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook with one sheet; numbers and dates are such, words are never formulas."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    sheet.append([_xlsx_cell(sheet, cell, bold) for cell in header])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_cell(sheet: Any, cell: Cell, font: Font | None = None) -> Any:
    if not isinstance(cell, str):
        return cell
    made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", cell)[:LONGEST_CELL])
    made.data_type = "s"
    if font is not None:
        made.font = font
    return made


def as_json(reported: Sequence[Reported], *, total: int) -> bytes:
    """Results with their figures; amounts are text, so that no digit is lost. `total` counts the results there are."""
    results = [
        {
            "title": one.title,
            "url": one.url,
            "language": one.language,
            "fiscal_year": one.year,
            "institutions": list(one.institutions),
            "figures": [_figure(figure) for figure in one.figures],
        }
        for one in reported
    ]
    whole = {"total_results": total, "given_results": len(results), "results": results}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "where": figure.where,
        "brick": figure.brick,
        "group": figure.group,
        "label": figure.label,
        "qualifier": figure.qualifier or None,
        **{name: _number(getattr(figure, name)) for name in ("value", "low", "high")},
        "unit": figure.unit,
        "per": figure.per or None,
        "period": figure.period,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "area": figure.area or None,
        "moment": figure.moment or None,
        "nature": figure.nature,
        "source": {
            "key": figure.source_key,
            "title": figure.source_title,
            "publisher": figure.source_publisher or None,
            "year": figure.source_year,
            "line": figure.line or None,
        },
    }


def _number(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
