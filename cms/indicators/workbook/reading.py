"""A workbook read as an indicator set: an instrument, or every problem by sheet, row and column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop

from cms.indicators.instrument import Instrument
from cms.indicators.limits import unwritable
from cms.indicators.problem import DIMENSIONS, FLOORS, INDICATORS, LEVELS, LINKS, SET, STEPS, SUBS, Problem
from cms.indicators.rules import problems
from cms.indicators.workbook.assembling import assemble
from cms.indicators.workbook.columns import COLUMNS, README
from cms.indicators.workbook.tables import Record, Table, table
from cms.places.workbooks import Flaw, Limits, read_workbook

LIMITS = Limits()
# By which fields a row of each sheet is known.
KEYS: Mapping[str, tuple[str, ...]] = {
    SET: (),
    DIMENSIONS: ("code",),
    INDICATORS: ("code",),
    SUBS: ("code",),
    STEPS: ("sub_indicator", "points"),
    LEVELS: ("code",),
    FLOORS: ("level", "dimension"),
    LINKS: ("sub_indicator", "goal", "target"),
}
# (sheet, field) names a row of the sheet behind it.
PARENTS: Mapping[tuple[str, str], str] = {
    (INDICATORS, "dimension"): DIMENSIONS,
    (SUBS, "indicator"): INDICATORS,
    (STEPS, "sub_indicator"): SUBS,
    (FLOORS, "level"): LEVELS,
    (FLOORS, "dimension"): DIMENSIONS,
    (LINKS, "sub_indicator"): SUBS,
}
# Said here already, of a row: the rules would say it again.
SAID = frozenset({"twice", "unknown_dimension", "unknown_sub_indicator"})

ONE_ROW = gettext_noop("This sheet has one row below its header: the set itself.")
OTHER_SET = gettext_noop("The file is of the set “%(read)s”, not of “%(expected)s”.")
UNKNOWN_PARENT = gettext_noop("The sheet “%(sheet)s” has no row with the code “%(read)s”.")
TWICE = gettext_noop("Row %(row)s says the same already.")


@dataclass(frozen=True)
class Reading:
    """What a workbook says: the set where it has no flaw, else its flaws in the order of sheets and rows."""

    instrument: Instrument | None
    flaws: list[Flaw] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


def read(content: bytes, *, set_code: str | None = None) -> Reading:
    """Read a workbook, of this set where one is named. Raises WorkbookUnreadable where it is none."""
    sheets = read_workbook(content, LIMITS)
    tables = {name: table(name, sheets.get(name)) for name in COLUMNS}
    passed_over = [name for name in sheets if name not in COLUMNS and name != README]
    flaws = [flaw for read in tables.values() for flaw in read.flaws]
    if not all(read.is_whole for read in tables.values()):
        return Reading(None, flaws, passed_over)
    flaws += _set(tables[SET], set_code)
    flaws += [flaw for read in tables.values() for flaw in (*_repeated(read), *_parents(read, tables))]
    instrument = assemble(tables) if tables[SET].records else None
    if instrument is not None:
        # Rows that could not be read are left out, and would be missed in every sum.
        found = unwritable(instrument) if flaws else problems(instrument)
        flaws += [_at(problem, tables) for problem in found if not (flaws and problem.code in SAID)]
    return Reading(None if flaws else instrument, _in_order(flaws), passed_over)


def _in_order(flaws: Iterable[Flaw]) -> list[Flaw]:
    sheets = list(COLUMNS)
    return sorted(flaws, key=lambda flaw: (sheets.index(flaw.sheet), flaw.row))


def _set(read: Table, set_code: str | None) -> Iterable[Flaw]:
    if len(read.records) != 1:
        yield read.flaw(read.records[1].row if read.records else 2, "", ONE_ROW)
        return
    said = read.records[0].values.get("set_code")
    if set_code is not None and said is not None and said != set_code:
        yield read.flaw(read.records[0].row, "set_code", OTHER_SET, {"read": said[:60], "expected": set_code}, said)


def _repeated(read: Table) -> Iterable[Flaw]:
    """Rows that name the same thing as one before."""
    first: dict[tuple[Any, ...], int] = {}
    key = KEYS[read.sheet]
    for record in read.records if key else ():
        if record.unread & set(key):
            continue
        named = tuple(record[name] for name in key)
        if named in first:
            yield read.flaw(record.row, key[-1], TWICE, {"row": first[named]}, str(record[key[-1]]))
        first.setdefault(named, record.row)


def _parents(read: Table, tables: Mapping[str, Table]) -> Iterable[Flaw]:
    """Rows below something that is not there."""
    for (sheet, name), above in PARENTS.items():
        if sheet == read.sheet:
            known = {record.values.get("code") for record in tables[above].records}
            for record in read.records:
                if name not in record.unread and record[name] not in known:
                    said = record[name]
                    yield read.flaw(record.row, name, UNKNOWN_PARENT, {"sheet": above, "read": said[:60]}, said)


def _at(problem: Problem, tables: Mapping[str, Table]) -> Flaw:
    """A broken rule, at the row that it speaks of."""
    sheet, *codes = problem.path
    read = tables[sheet]
    record = next((item for item in read.records if _names(item, KEYS[sheet]) == codes), None)
    if record is None and sheet == SET and read.records:
        record = read.records[0]
    said = record.values.get(problem.field) if record else None
    shown = "" if said is None or isinstance(said, bool) else str(said)
    return read.flaw(record.row if record else 0, problem.field, problem.words, problem.params, shown)


def _names(record: Record, key: tuple[str, ...]) -> list[str]:
    return [str(record.values.get(name)) for name in key]
