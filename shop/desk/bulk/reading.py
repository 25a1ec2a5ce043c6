"""A file of products, read: a row a variant, as texts by field, with every cell that cannot be taken. Knows no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop

from cms.places import sheets
from cms.places.workbooks import (
    LONGEST_CELL,
    SHEET_EMPTY,
    SHEET_MISSING,
    Flaw,
    Line,
    Sheet,
    as_a_whole,
    letter,
    read_workbook,
)
from shop.desk.bulk.columns import BY_FIELD, BY_TITLE, LIMITS, MOST_ROWS, NEEDED, PRODUCTS, title_key

# Of a file that does not fit at all each cell would have one.
MOST_FLAWS = 300

COLUMN_UNKNOWN = gettext_noop("No column is called “%(read)s”.")
COLUMN_TWICE = gettext_noop("Two columns are called “%(read)s”.")
COLUMN_MISSING = gettext_noop("The column “%(title)s” is missing.")
NO_ROW = gettext_noop("There is no row below the header.")


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row: its number as a spreadsheet shows it, and its cells by field; a column that is not there has none."""

    number: int
    cells: Mapping[str, str]


@dataclass
class Table:
    """What a file says; where there are flaws, rows may be missing. `places` maps fields to columns, from 0."""

    rows: list[RowRead] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def flaw(self, row: int, name: str, words: Any, params: Mapping[str, Any] | None = None, read: str = "") -> Flaw:
        """A flaw below the column of this field, of the row as a whole where there is none."""
        at = self.places.get(name)
        title = BY_FIELD[name].title if name in BY_FIELD else ""
        return Flaw(PRODUCTS, row, words, params or {}, "" if at is None else letter(at), title, read[:80])


def read(*, name: str, content: bytes) -> Table:
    """Read XLSX or CSV. Raises WorkbookUnreadable or SheetUnreadable, with a sentence for whoever brought the file."""
    table = Table()
    if content.startswith(b"PK\x03\x04"):
        found = read_workbook(content, LIMITS)
        # Whoever made the file anew has called the sheet as their program does.
        sheet = found.get(PRODUCTS) or (next(iter(found.values())) if len(found) == 1 else None)
    else:
        sheet = _of_csv(name, content)
    if sheet is None or not sheet.lines:
        table.flaws.append(Flaw(PRODUCTS, 0, SHEET_EMPTY if sheet else SHEET_MISSING, {"sheet": PRODUCTS}))
        return table
    table.flaws += as_a_whole(PRODUCTS, sheet)
    _header(table, sheet)
    if not table.flaws:
        for line in sheet.lines[1:]:
            _row(table, sheet, line)
    return table


def _of_csv(name: str, content: bytes) -> Sheet:
    rows = sheets.read(name=name, content=content, longest=LONGEST_CELL + 1)
    lines = tuple(Line(row.number, row.cells) for row in rows[: MOST_ROWS + 1])
    return Sheet(PRODUCTS, lines, is_cut=len(rows) > MOST_ROWS + 1)


def _header(table: Table, sheet: Sheet) -> None:
    """Which column holds what; what is unknown, there twice or missing is told."""
    line = sheet.lines[0]
    for at, title in enumerate(line.cells):
        name = BY_TITLE.get(title_key(title))
        words = sheet.flaws.get((line.number, at))
        if words is None and title and name is None:
            words = COLUMN_UNKNOWN
        elif words is None and name in table.places:
            words = COLUMN_TWICE
        if words is not None:
            table.flaws.append(Flaw(PRODUCTS, line.number, words, {"read": title[:60]}, letter(at), "", title[:60]))
        elif name is not None:
            table.places[name] = at
    for name in NEEDED:
        if name not in table.places:
            table.flaws.append(Flaw(PRODUCTS, line.number, COLUMN_MISSING, {"title": BY_FIELD[name].title}))
    if len(sheet.lines) < 2 and not table.flaws:
        table.flaws.append(Flaw(PRODUCTS, line.number, NO_ROW))


def _row(table: Table, sheet: Sheet, line: Line) -> None:
    if len(table.flaws) >= MOST_FLAWS:
        return
    cells = {name: line.cells[at] if at < len(line.cells) else "" for name, at in table.places.items()}
    for name, at in table.places.items():
        if (words := sheet.flaws.get((line.number, at))) is not None:
            table.flaws.append(table.flaw(line.number, name, words, read=cells[name]))
    if any(cells.values()):
        table.rows.append(RowRead(line.number, cells))
