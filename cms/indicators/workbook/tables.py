"""The sheets of a workbook as tables of fields: every cell read, every cell that cannot be read told.

Knows columns and cells; what the rows mean together is for `reading`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop

from cms.indicators.workbook import cells
from cms.indicators.workbook.columns import CODE, COLUMNS, NUMBER, WHOLE, YES_NO, Column
from cms.places.workbooks import SHEET_EMPTY, SHEET_MISSING, Flaw, Line, Sheet, as_a_whole, letter

_READ: Mapping[str, Callable[[str], Any]] = {
    NUMBER: cells.number,
    WHOLE: cells.whole,
    YES_NO: cells.yes_or_no,
    CODE: cells.arabic,
}
_MOST_SHOWN = 120

COLUMN_MISSING = gettext_noop("The column “%(title)s” is missing.")
COLUMN_UNKNOWN = gettext_noop("There is no column “%(read)s” in this sheet.")
COLUMN_TWICE = gettext_noop("The column “%(read)s” is there twice.")
EMPTY = gettext_noop("This may not be empty.")
NO_CHOICE = gettext_noop("“%(read)s” is not one of: %(known)s.")


@dataclass
class Record:
    """One row: its number, its values by field, and which of its fields could not be read."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass
class Table:
    """A sheet: its records, and the position of each field's column."""

    sheet: str
    records: list[Record] = field(default_factory=list)
    positions: dict[str, int] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    is_whole: bool = True

    def flaw(self, row: int, field: str, words: Any, params: Mapping[str, Any] | None = None, read: str = "") -> Flaw:
        """A flaw of this sheet, at a field where the sheet has its column."""
        title = next((column.title for column in COLUMNS[self.sheet] if column.field == field), "")
        at = letter(self.positions[field]) if field in self.positions else ""
        return Flaw(self.sheet, row, words, params or {}, at, title, read[:_MOST_SHOWN])


def table(name: str, sheet: Sheet | None) -> Table:
    """A sheet as records. Where its columns cannot be told, it has none and is not whole."""
    read = Table(name)
    if sheet is None:
        read.flaws.append(Flaw(name, 0, SHEET_MISSING, {"sheet": name}))
    else:
        read.flaws += as_a_whole(name, sheet)
        read.positions = _header(read, sheet)
    read.is_whole = not read.flaws
    if read.is_whole and sheet is not None:
        read.records = [_record(read, sheet, line) for line in sheet.lines[1:]]
    return read


def _title(text: str) -> str:
    return "".join(text.casefold().replace("_", " ").split())


def _header(read: Table, sheet: Sheet) -> dict[str, int]:
    """The positions of the columns; what is missing, unknown or there twice becomes a flaw."""
    if not sheet.lines:
        read.flaws.append(Flaw(read.sheet, 1, SHEET_EMPTY))
        return {}
    columns = COLUMNS[read.sheet]
    known = {_title(name): column for column in columns for name in (column.field, column.title)}
    line, found = sheet.lines[0], dict[str, int]()
    for at, title in enumerate(line.cells):
        named = known.get(_title(title))
        words: Any = sheet.flaws.get((line.number, at))
        if words is None and title and named is None:
            words = COLUMN_UNKNOWN
        elif words is None and named is not None and named.field in found:
            words = COLUMN_TWICE
        if words is not None:
            read.flaws.append(Flaw(read.sheet, line.number, words, {"read": title[:60]}, letter(at), "", title[:60]))
        elif named is not None:
            found[named.field] = at
    for column in columns:
        if column.required and column.field not in found:
            read.flaws.append(Flaw(read.sheet, line.number, COLUMN_MISSING, {"title": column.title}))
    return found


def _record(read: Table, sheet: Sheet, line: Line) -> Record:
    record = Record(line.number)
    for column in COLUMNS[read.sheet]:
        at = read.positions.get(column.field)
        text = line.cells[at] if at is not None and at < len(line.cells) else ""
        words: Any = sheet.flaws.get((line.number, at if at is not None else -1))
        params: Mapping[str, Any] = {"read": text[:60]}
        if words is None:
            try:
                record.values[column.field] = _value(column, text)
                continue
            except cells.CellRefused as refused:
                words = refused.args[0]
                params = {**params, "known": ", ".join(column.choices)}
        record.unread.add(column.field)
        read.flaws.append(read.flaw(line.number, column.field, words, params, text))
    return record


def _value(column: Column, text: str) -> Any:
    if not text:
        if column.required:
            raise cells.CellRefused(EMPTY)
        return False if column.kind == YES_NO else None if column.kind in (NUMBER, WHOLE) else ""
    if column.choices and column.kind != YES_NO:
        said = text.casefold()
        if said not in column.choices:
            raise cells.CellRefused(NO_CHOICE)
        return said
    return _READ.get(column.kind, str)(text)
