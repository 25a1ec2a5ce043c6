"""Spreadsheets of LAOs as files: read from XLSX and CSV, written as both. Knows cells, not what they mean."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED_BYTES: Final = 100 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 500

# What openpyxl raises over a damaged file is whatever its parser stumbled over (ParseError is a SyntaxError, an unknown
# packing NotImplementedError, a password RuntimeError).
DAMAGED: Final[tuple[type[Exception], ...]] = (
    *(zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, TypeError, SyntaxError, OSError),
    *(EOFError, AttributeError, ArithmeticError, RuntimeError, zlib.error, AssertionError),
)

# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
_ESCAPED = re.compile(r"^'(?=\s*[=+\-@\t\r])")


class SheetUnreadable(ValidationError):
    """The file is too big, or no XLSX or CSV that can be read."""


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its number as a spreadsheet shows it, and its cells as text up to the last that is filled."""

    number: int
    cells: tuple[str, ...]


def read(*, name: str, content: bytes, longest: int = LONGEST_CELL) -> list[Row]:
    """The rows of the first sheet that are not empty, header first; `name` is only for its ending.

    Cells are cut after `longest` characters.

    Raises SheetUnreadable, with a sentence for whoever uploaded the file.
    """
    if len(content) > MOST_BYTES:
        detail = _("The file has %(size)s MB; accepted are at most %(most)s MB.")
        raise SheetUnreadable(detail % {"size": round(len(content) / 1e6, 1), "most": MOST_BYTES // (1024 * 1024)})
    table = _read_xlsx(content, longest) if content.startswith(b"PK\x03\x04") else _read_csv(name, content, longest)
    rows = []
    for number, cells in enumerate(islice(table, MOST_ROWS + 2), start=1):
        if number > MOST_ROWS + 1:
            raise SheetUnreadable(_("The file has too many rows; accepted are at most %(most)s.") % {"most": MOST_ROWS})
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append(Row(number, tuple(cells)))
    if not rows:
        raise SheetUnreadable(_("The file is empty."))
    return rows


def _read_xlsx(content: bytes, longest: int) -> Iterator[list[str]]:
    broken = SheetUnreadable(
        _("The file says that it is XLSX, but cannot be read; save it again from your spreadsheet.")
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise SheetUnreadable(_("The file is far bigger unpacked than a registry of LAOs can be."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # Some programmes write a wrong size, and rows would be lost.
        for cells in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
            yield [_text(cell, longest) for cell in cells]
    except DAMAGED as error:
        raise broken from error


def _read_csv(name: str, content: bytes, longest: int) -> Iterator[list[str]]:
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetUnreadable(_("“%(name)s” is neither XLSX nor CSV; accepted are these two.") % {"name": name})
    text = _decoded(content)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield [_text(cell, longest) for cell in cells[:MOST_COLUMNS]]
    except csv.Error as error:
        raise SheetUnreadable(_("The CSV cannot be read: %(reason)s.") % {"reason": error}) from error


def _decoded(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else the Thai code page that older Excel writes."""
    codec = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for attempt in (codec, "cp874"):
        try:
            return content.decode(attempt)
        except UnicodeDecodeError:
            continue
    raise SheetUnreadable(_("The letters of the CSV cannot be read; save it as “CSV UTF-8”."))


def _text(cell: object, longest: int) -> str:
    """A cell as text: whole numbers without .0, no spaces around, no escape of ours before a formula's sign."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _ESCAPED.sub("", str(cell).strip()).strip()[:longest]


def write_xlsx(rows: Iterable[Sequence[str]], *, title: str, notes: Iterable[Sequence[str]] = ()) -> bytes:
    """An XLSX of texts, none of them ever a formula; `notes` go onto a second sheet."""
    book = Workbook(write_only=True)
    for name, table in ((title, rows), (_("Notes"), notes)):
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        for line in table:
            cells = [WriteOnlyCell(sheet, value=text) for text in line]
            for cell in cells:
                cell.data_type = "s"
                cell.number_format = "@"
            sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV in UTF-8 with a mark, as Excel wants it; what would be a formula gets an apostrophe in front."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    for line in rows:
        writer.writerow([f"'{text}" if _FORMULA.match(text) else text for text in line])
    return target.getvalue().encode("utf-8-sig")
