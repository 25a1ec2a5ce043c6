"""Workbooks of several sheets: read from XLSX with everything that keeps a cell from being taken at its word.

`sheets` reads one table that people type; here formulas, dates, errors, merged cells and hidden sheets are told apart,
so that what is imported is what was seen. Knows cells, not what they mean.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from cms.places.sheets import DAMAGED

LONGEST_CELL: Final = 5_000
FORMULA: Final = gettext_noop("This is a formula; paste its value instead.")
DATE: Final = gettext_noop("The spreadsheet made a date of this; format the column as text and write it again.")
BROKEN: Final = gettext_noop("This is an error of the spreadsheet, no value.")
TOO_LONG: Final = gettext_noop("This is too long.")
SHEET_MISSING: Final = gettext_noop("The sheet “%(sheet)s” is missing.")
SHEET_HIDDEN: Final = gettext_noop("This sheet is hidden; show it, so that what is imported is what was seen.")
SHEET_CUT: Final = gettext_noop("This sheet has too many rows.")
SHEET_EMPTY: Final = gettext_noop("The sheet is empty; its first row names the columns.")
MERGED: Final = gettext_noop("The cells %(read)s are merged; split them, so that each says what it says.")

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?)"')
_CHUNK = 1 << 20


class WorkbookUnreadable(ValidationError):
    """The file is too big, or no workbook that can be read."""


@dataclass(frozen=True)
class Limits:
    """How much of a workbook is read: bytes packed and unpacked, rows of one sheet, columns."""

    size: int = 2 * 1024 * 1024
    unpacked: int = 20 * 1024 * 1024
    rows: int = 5_000
    columns: int = 60

    @property
    def tags(self) -> int:
        """How many tags its parts may have in all: a full cell takes eight, with its text, and some are formatted."""
        return max(3_000_000, 12 * self.rows * self.columns)


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its number as a spreadsheet shows it, and its cells as text up to the last that is filled."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet that has a name; `flaws` says of a cell, by (row, position), why it cannot be taken: an untranslated text."""

    name: str
    lines: tuple[Line, ...]
    flaws: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    is_hidden: bool = False
    is_cut: bool = False


@dataclass(frozen=True)
class Flaw:
    """What is wrong in one place: the sheet, the row as a spreadsheet shows it (0: the sheet as a whole), the column's
    letter and title (empty: the row as a whole), what was read there, and the sentence with what is put into it."""

    sheet: str
    row: int
    words: Any
    params: Mapping[str, Any] = field(default_factory=dict)
    letter: str = ""
    column: str = ""
    read: str = ""

    @property
    def message(self) -> str:
        """The sentence in the reader's language."""
        return (_(self.words) if isinstance(self.words, str) else str(self.words)) % self.params

    @property
    def cell(self) -> str:
        """Where, as a spreadsheet says it: "C5", or as much of it as there is."""
        return f"{self.letter}{self.row or ''}"


def as_a_whole(name: str, sheet: Sheet) -> Iterator[Flaw]:
    """Why a sheet cannot be taken at its word: it is hidden, cut, or has merged cells."""
    if sheet.is_hidden:
        yield Flaw(name, 0, SHEET_HIDDEN)
    if sheet.is_cut:
        yield Flaw(name, 0, SHEET_CUT)
    for area in sheet.merged:
        first = area.partition(":")[0]
        digits = first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        yield Flaw(name, int(digits or 0), MERGED, {"read": area}, first.removesuffix(digits), "", area)


def letter(position: int) -> str:
    """The letters of a column, by its position from 0."""
    return str(get_column_letter(position + 1))


def read_workbook(content: bytes, limits: Limits) -> dict[str, Sheet]:
    """Every sheet by its name in small letters, in order. One with more rows than allowed is cut, and says so.

    Raises WorkbookUnreadable, with a sentence for whoever uploaded the file.
    """
    if len(content) > limits.size:
        words = _("The file has %(size)s MB; accepted are at most %(most)s MB.")
        raise WorkbookUnreadable(
            words % {"size": round(len(content) / 1e6, 1), "most": limits.size // (1024 * 1024)}, code="too_big"
        )
    if not content.startswith(b"PK\x03\x04"):
        raise WorkbookUnreadable(_("This is no workbook; save it from your spreadsheet as XLSX."), code="no_workbook")
    try:
        return {sheet.name: sheet for sheet in _sheets(content, limits)}
    except DAMAGED as error:
        raise WorkbookUnreadable(
            _("The file says that it is XLSX, but cannot be read; save it again from your spreadsheet."),
            code="damaged",
        ) from error


def _sheets(content: bytes, limits: Limits) -> Iterator[Sheet]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > limits.unpacked:
            raise _too_big()
        if any(count > limits.tags for count in accumulate(_tags(packed))):
            raise _too_big()
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        for page in book.worksheets:
            # Read-only sheets know nothing of merged cells; their own part of the file does.
            merged = _merged(packed, str(vars(page)["_worksheet_path"]))
            yield _sheet(page, merged, limits)


def _too_big() -> WorkbookUnreadable:
    return WorkbookUnreadable(_("The file is far bigger unpacked than such a workbook can be."), code="too_big")


def _tags(packed: zipfile.ZipFile) -> Iterator[int]:
    """How many tags stand in each piece of its parts: a small file may unpack to millions, each of which takes time."""
    for entry in packed.infolist():
        with packed.open(entry) as source:
            while piece := source.read(_CHUNK):
                yield piece.count(b"<")


def _merged(packed: zipfile.ZipFile, part: str) -> tuple[str, ...]:
    """The ranges that are merged, at most a few hundred; pieces overlap, so that none is cut in two."""
    found: dict[str, None] = {}
    tail = b""
    with packed.open(part) as source:
        while piece := source.read(_CHUNK):
            found |= dict.fromkeys(name.decode() for name in _MERGED.findall(tail + piece))
            tail = piece[-200:]
            if len(found) > 300:
                break
    return tuple(found)


def _sheet(page: Any, merged: tuple[str, ...], limits: Limits) -> Sheet:
    page.reset_dimensions()  # Some programmes write a wrong size, and rows would be lost.
    lines: list[Line] = []
    flaws: dict[tuple[int, int], str] = {}
    is_cut = False
    for number, row in enumerate(page.iter_rows(max_col=limits.columns + 1), start=1):
        if number > limits.rows + 1:
            is_cut = True
            break
        cells = []
        for position, cell in enumerate(row):
            text, flaw = _read(cell)
            cells.append(text)
            if flaw:
                flaws[number, position] = flaw
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.append(Line(number, tuple(cells)))
    name = " ".join(str(page.title).split()).casefold()
    return Sheet(name, tuple(lines), flaws, merged, page.sheet_state != "visible", is_cut)


def _read(cell: Any) -> tuple[str, str]:
    """A cell as text, and why it cannot be taken."""
    value = cell.value
    if value is None:
        return "", ""
    kind = cell.data_type
    if kind == "f":
        return (str(value) if isinstance(value, str) else "=…")[:200], FORMULA
    if kind == "e":
        return str(value)[:200], BROKEN
    if isinstance(value, bool):
        return str(value).upper(), ""
    if isinstance(value, date | time | timedelta):
        return str(value), DATE
    if isinstance(value, int | float):
        return _number(value, is_percent="%" in (cell.number_format or "")), ""
    text = str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return text[:LONGEST_CELL], TOO_LONG if len(text) > LONGEST_CELL else ""


def _number(value: float, *, is_percent: bool) -> str:
    """A number as it is shown: without the noise of its sixteenth digit; 0.25 formatted as a percentage is 25%."""
    exact = Decimal(f"{value:.15g}") * (100 if is_percent else 1)
    if not exact.is_finite():
        return str(value)
    text = f"{exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if is_percent else text
