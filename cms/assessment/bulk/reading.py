"""A workbook of a finished round, read: a row an organisation, with every cell that cannot be taken. Knows no database."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop

from cms.assessment.bulk.cells import PercentColumn, PointsColumn, Refused
from cms.assessment.bulk.columns import (
    ANSWERS,
    CODES,
    FORMS,
    LIMITS,
    NAMING_BY_TITLE,
    README,
    ROUND,
    ROUND_COLUMNS,
    strength_column,
    title_key,
)
from cms.assessment.given import LONGEST_STRENGTH, AnswerGiven
from cms.assessment.publishing import Strong
from cms.indicators.instrument import Instrument
from cms.indicators.workbook import cells
from cms.indicators.workbook.tables import COLUMN_MISSING, COLUMN_TWICE, COLUMN_UNKNOWN
from cms.places.workbooks import SHEET_EMPTY, SHEET_MISSING, Flaw, Line, Sheet, as_a_whole, letter, read_workbook
from themes.templatetags.thai_dates import BUDDHIST_ERA

_BUDDHIST = re.compile("2[4-9][0-9]{2}")
# A file of which nothing fits would have one for each of half a million cells.
MOST_FLAWS = 2000

NO_RESULTS = gettext_noop("There is no sheet “answers” and no sheet “scores”.")
BOTH = gettext_noop("There are both sheets, “answers” and “scores”; leave one of them.")
NO_ROW = gettext_noop("There is no row below the header.")
OTHER_SET = gettext_noop("The file is of the set “%(read)s”, not of “%(expected)s”.")
OTHER_VERSION = gettext_noop("The file is of version %(read)s; this round is by version %(expected)s.")
OTHER_YEAR = gettext_noop("The file is of the year %(read)s; this round is of %(expected)s.")
MORE = gettext_noop("From here on the file was not looked at: it has more than %(most)s problems.")
STRENGTH_LONG = gettext_noop("A strength has at most %(most)s characters.")
STRENGTH_ALONE = gettext_noop("A strength in English needs the same in Thai.")

Values = PointsColumn | PercentColumn


@dataclass(frozen=True)
class RoundSaid:
    """Which round a workbook should be of; `year` is Gregorian."""

    set_code: str
    version: int
    year: int


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One organisation's results; `naming` are the cells that name it."""

    row: int
    naming: Mapping[str, str]
    answers: Mapping[str, AnswerGiven]
    percents: Mapping[str, Decimal | None]
    strengths: tuple[Strong, ...]


@dataclass
class Results:
    """What a workbook says. `form` is the sheet it says it in; where there are flaws, rows may be missing."""

    form: str = ""
    rows: list[ResultRow] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    naming: dict[str, tuple[int, str]] = field(default_factory=dict)

    def flaw(self, row: int, name: str, words: Any, params: Mapping[str, Any] | None = None, read: str = "") -> Flaw:
        """A flaw at a column that names organisations, of the row as a whole where it is not there."""
        at, title = self.naming.get(name, (None, ""))
        return Flaw(self.form, row, words, params or {}, "" if at is None else letter(at), title, read[:120])


@dataclass
class _Columns:
    """Where what stands: position → column."""

    values: dict[int, Values] = field(default_factory=dict)
    strengths: dict[int, tuple[str, str]] = field(default_factory=dict)


def read(content: bytes, *, instrument: Instrument, said: RoundSaid) -> Results:
    """Read a workbook for a round. Raises WorkbookUnreadable where it is none."""
    sheets = read_workbook(content, LIMITS)
    results = Results(passed_over=[name for name in sheets if name not in (ROUND, *FORMS, CODES, README)])
    results.flaws += _round(sheets.get(ROUND), said)
    forms = [name for name in FORMS if name in sheets]
    if len(forms) != 1:
        results.flaws.append(Flaw(FORMS[0], 0, BOTH if forms else NO_RESULTS))
        return results
    results.form = forms[0]
    sheet = sheets[results.form]
    whole = list(as_a_whole(results.form, sheet))
    columns = _header(results, sheet, instrument)
    results.flaws += whole
    if columns is not None and not whole:
        for line in sheet.lines[1:]:
            if len(results.flaws) >= MOST_FLAWS:
                results.flaws.append(Flaw(results.form, line.number, MORE, {"most": MOST_FLAWS}))
                break
            _row(results, sheet, line, columns)
    return results


def _round(sheet: Sheet | None, said: RoundSaid) -> Iterator[Flaw]:
    """Whether the workbook is of this round."""
    if sheet is None or not sheet.lines:
        yield Flaw(ROUND, 0, SHEET_EMPTY if sheet else SHEET_MISSING, {"sheet": ROUND})
        return
    yield from as_a_whole(ROUND, sheet)
    known = {title_key(title): name for name, also in ROUND_COLUMNS.items() for title in (name, *also)}
    header = {known.get(title_key(title)): at for at, title in enumerate(sheet.lines[0].cells)}
    line = sheet.lines[1] if len(sheet.lines) > 1 else Line(2, ())
    expected = {"set_code": said.set_code, "version": str(said.version), "year": str(said.year)}
    words = {"set_code": OTHER_SET, "version": OTHER_VERSION, "year": OTHER_YEAR}
    for name, value in expected.items():
        at, title = header.get(name), ROUND_COLUMNS[name][0]
        if at is None:
            yield Flaw(ROUND, sheet.lines[0].number, COLUMN_MISSING, {"title": title})
            continue
        text = cells.arabic(line.cells[at]) if at < len(line.cells) else ""
        if (name == "year" and _gregorian(text) != value) or (name != "year" and text != value):
            flaw = sheet.flaws.get((line.number, at), words[name])
            yield Flaw(ROUND, line.number, flaw, {"read": text[:60], "expected": value}, letter(at), title, text[:60])


def _gregorian(year: str) -> str:
    """A year as it is stored: 2569 is 2026."""
    is_buddhist = _BUDDHIST.fullmatch(year) is not None
    return str(int(year) - BUDDHIST_ERA) if is_buddhist else year


def _header(results: Results, sheet: Sheet, instrument: Instrument) -> _Columns | None:
    """Which column holds what; None where what is missing, unknown or there twice leaves that open."""
    if len(sheet.lines) < 2:
        results.flaws.append(Flaw(results.form, 1, NO_ROW if sheet.lines else SHEET_EMPTY))
        return None
    wanted = _wanted(results.form, instrument)
    indicators = {indicator.code for indicator in instrument.indicators}
    columns, line, seen, before = _Columns(), sheet.lines[0], set[Any](), len(results.flaws)
    for at, title in enumerate(line.cells):
        meaning = _meaning(title, wanted, indicators)
        flaw = sheet.flaws.get((line.number, at))
        if flaw is None and title and meaning is None:
            flaw = COLUMN_UNKNOWN
        elif flaw is None and meaning is not None and meaning in seen:
            flaw = COLUMN_TWICE
        if flaw is not None:
            results.flaws.append(
                Flaw(results.form, line.number, flaw, {"read": title[:60]}, letter(at), "", title[:60])
            )
        elif meaning is not None:
            seen.add(meaning)
            _place(results, columns, at, title, meaning, wanted)
    found = {column.code for column in columns.values.values()}
    for code in wanted:
        if code not in found:
            results.flaws.append(Flaw(results.form, line.number, COLUMN_MISSING, {"title": code}))
    return columns if len(results.flaws) == before else None


def _wanted(form: str, instrument: Instrument) -> dict[str, Values]:
    if form == ANSWERS:
        return {code: PointsColumn(sub) for code, sub in instrument.subs.items()}
    return {indicator.code: PercentColumn(indicator) for indicator in instrument.indicators}


def _meaning(title: str, wanted: Mapping[str, Values], indicators: set[str]) -> tuple[str, str] | None:
    """What a title stands for: ("value", code), (a field of strengths, code), or ("naming", field)."""
    code = cells.arabic(title)
    if code in wanted:
        return "value", code
    if (strength := strength_column(code)) is not None and strength[1] in indicators:
        return strength
    name = NAMING_BY_TITLE.get(title_key(title))
    return ("naming", name) if name else None


def _place(
    results: Results, columns: _Columns, at: int, title: str, meaning: tuple[str, str], wanted: Mapping[str, Values]
) -> None:
    kind, name = meaning
    if kind == "value":
        columns.values[at] = wanted[name]
    elif kind == "naming":
        results.naming[name] = at, title
    else:
        columns.strengths[at] = meaning


def _row(results: Results, sheet: Sheet, line: Line, columns: _Columns) -> None:
    before = len(results.flaws)
    has = len(line.cells)
    for at in range(has) if sheet.flaws else ():
        if (words := sheet.flaws.get((line.number, at))) is not None:
            _refuse(results, sheet, line, at, Refused(words))
    said: dict[str, Any] = {}
    for at, column in columns.values.items():
        value = column.read(line.cells[at] if at < has else "")
        if isinstance(value, Refused):
            if (line.number, at) not in sheet.flaws:
                _refuse(results, sheet, line, at, value)
        else:
            said[column.code] = value
    strengths = _strengths(results, sheet, line, columns)
    if len(results.flaws) == before:
        naming = {name: line.cells[at] for name, (at, _title) in results.naming.items() if at < has and line.cells[at]}
        answers, percents = (said, {}) if results.form == ANSWERS else ({}, said)
        results.rows.append(ResultRow(line.number, naming, answers, percents, strengths))


def _strengths(results: Results, sheet: Sheet, line: Line, columns: _Columns) -> tuple[Strong, ...]:
    found: dict[str, dict[str, str]] = {}
    for at, (name, code) in columns.strengths.items():
        text = line.cells[at] if at < len(line.cells) else ""
        if len(text) > LONGEST_STRENGTH:
            _refuse(results, sheet, line, at, Refused(STRENGTH_LONG, {"most": LONGEST_STRENGTH}))
        elif text:
            found.setdefault(code, {})[name] = text
    for at, (name, code) in columns.strengths.items():
        if name == "text_en" and name in found.get(code, {}) and "text_th" not in found[code]:
            _refuse(results, sheet, line, at, Refused(STRENGTH_ALONE))
    return tuple(Strong(code, **texts) for code, texts in found.items() if "text_th" in texts)


def _refuse(results: Results, sheet: Sheet, line: Line, at: int, why: Refused) -> None:
    title = sheet.lines[0].cells[at] if at < len(sheet.lines[0].cells) else ""
    text = line.cells[at] if at < len(line.cells) else ""
    results.flaws.append(Flaw(results.form, line.number, why.words, why.params, letter(at), title[:60], text[:120]))
