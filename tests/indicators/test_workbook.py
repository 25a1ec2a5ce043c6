"""The workbook of an indicator set: what is written is read again, and everything that is wrong is told by its cell."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cms.indicators.instrument import Instrument
from cms.indicators.problem import DIMENSIONS, FLOORS, INDICATORS, LEVELS, LINKS, SET, STEPS, SUBS
from cms.indicators.rules import problems
from cms.indicators.workbook.columns import COLUMNS
from cms.indicators.workbook.reading import LIMITS, Reading, read
from cms.indicators.workbook.writing import example, template, write
from cms.places.workbooks import Flaw, WorkbookUnreadable
from tests.indicators.instruments import instruments, small

Change = Callable[[Workbook], None]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def changed(change: Change, of: bytes | None = None) -> bytes:
    """The workbook of the small set after somebody's hand."""
    book = load_workbook(io.BytesIO(of or write(small())))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def column(sheet: str, field: str) -> int:
    """The number of a field's column, from 1."""
    return [item.field for item in COLUMNS[sheet]].index(field) + 1


def put(sheet: str, row: int, field: str, value: Any) -> Change:
    """Write this into one cell."""

    def write_it(book: Workbook) -> None:
        book[sheet].cell(row, column(sheet, field)).value = value

    return write_it


def flaws(change: Change) -> list[Flaw]:
    reading = read(changed(change))
    assert reading.instrument is None, "nothing was found wrong"
    return reading.flaws


def test_a_version_written_and_read_again_is_the_same() -> None:
    reading = read(write(small()), set_code="sample")
    assert (reading.instrument, reading.flaws, reading.passed_over) == (small(), [], [])


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(instruments())
def test_any_version_written_and_read_again_is_the_same(instrument: Instrument) -> None:
    assert problems(instrument) == []
    reading = read(write(instrument))
    assert (reading.flaws, reading.instrument) == ([], instrument)


WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), include_characters="\n=+-@'"), min_size=1, max_size=60
).map(str.strip)


@settings(max_examples=15, deadline=None)
@given(WORDS.filter(bool))
@pytest.mark.parametrize("first", ["", "=1+", "'", "@", "-"], ids=["plain", "equals", "quote", "at", "minus"])
def test_texts_come_back_as_they_are_and_never_as_formulas(first: str, text: str) -> None:
    dimension = replace(small().dimensions[0], name_th=f"{first}{text}")
    instrument = replace(small(), dimensions=(dimension, *small().dimensions[1:]))
    content = write(instrument)
    assert read(content).instrument == instrument
    cells = [cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_template_is_a_whole_set_to_write_over() -> None:
    reading = read(template("new-set"), set_code="new-set")
    assert (reading.flaws, reading.instrument) == ([], example("new-set"))


def test_every_sheet_and_column_has_its_place_in_the_readme() -> None:
    sheet = load_workbook(io.BytesIO(template("new-set")))["readme"]
    told = {(row[0].value, row[2].value) for row in sheet.iter_rows(min_row=2) if row[0].value}
    assert told == {(name, item.field) for name, columns in COLUMNS.items() for item in columns}


def test_thai_digits_commas_and_names_of_fields_are_read_as_well() -> None:
    def thai(book: Workbook) -> None:
        book[DIMENSIONS].cell(1, 4).value = "Weight"
        book[DIMENSIONS].cell(2, 4).value = "๖๐.๐๐"
        book[SET].cell(2, 3).value = "100.0"
        book[STEPS].cell(2, 2).value = "๐"

    assert read(changed(thai)).instrument == small()


def test_a_percentage_is_read_as_it_is_shown() -> None:
    def as_percent(book: Workbook) -> None:
        cell = book[FLOORS].cell(2, 3)
        cell.value, cell.number_format = 0.4, "0%"

    assert read(changed(as_percent)).instrument == small()


def test_sheets_of_other_names_are_passed_over_and_named() -> None:
    reading = read(changed(lambda book: book.create_sheet("My notes")))
    assert (reading.instrument, reading.passed_over) == (small(), ["my notes"])


def _remove(sheet: str) -> Change:
    return lambda book: book.remove(book[sheet])


def _merge(sheet: str, area: str) -> Change:
    return lambda book: book[sheet].merge_cells(area)


def _hide(sheet: str) -> Change:
    def hide(book: Workbook) -> None:
        book[sheet].sheet_state = "hidden"

    return hide


def _again(sheet: str, row: int) -> Change:
    return lambda book: book[sheet].append([cell.value for cell in book[sheet][row]])


def _title(sheet: str, field: str, text: str | None) -> Change:
    return put(sheet, 1, field, text)


BAD: list[tuple[str, Change, str, int, str, str]] = [
    ("no sheet", _remove(STEPS), STEPS, 0, "", "The sheet “steps” is missing."),
    ("merged", _merge(SUBS, "A2:A3"), SUBS, 2, "A", "A2:A3 are merged"),
    ("hidden", _hide(LINKS), LINKS, 0, "", "hidden"),
    ("no column", _title(LEVELS, "cut_off", None), LEVELS, 1, "", "The column “ตั้งแต่คะแนน” is missing."),
    ("other column", _title(LEVELS, "name_en", "สี"), LEVELS, 1, "D", "no column “สี”"),
    ("column twice", _title(LEVELS, "name_en", "name_th"), LEVELS, 1, "D", "there twice"),
    ("no code", put(SUBS, 3, "code", None), SUBS, 3, "B", "may not be empty"),
    ("code is none", put(DIMENSIONS, 2, "code", "ก 1"), DIMENSIONS, 2, "A", "is no code"),
    ("code twice", _again(DIMENSIONS, 2), DIMENSIONS, 4, "A", "Row 2 says the same already."),
    ("link twice", _again(LINKS, 2), LINKS, 4, "C", "Row 2 says the same already."),
    ("no parent", put(INDICATORS, 2, "dimension", "Z"), INDICATORS, 2, "A", "has no row with the code “Z”"),
    ("step of none", put(STEPS, 2, "sub_indicator", "Z9"), STEPS, 2, "A", "has no row with the code “Z9”"),
    ("floor of none", put(FLOORS, 2, "level", "z"), FLOORS, 2, "A", "has no row with the code “z”"),
    ("link of none", put(LINKS, 2, "sub_indicator", "Z9"), LINKS, 2, "A", "has no row with the code “Z9”"),
    ("no number", put(DIMENSIONS, 2, "weight", "หกสิบ"), DIMENSIONS, 2, "D", "“หกสิบ” is no number."),
    ("half a point", put(STEPS, 2, "points", 1.5), STEPS, 2, "B", "“1.5” is no whole number."),
    ("101 %", put(DIMENSIONS, 2, "weight", 61), SET, 2, "C", "adds up to 101 marks, 1 more than the 100"),
    ("100 of no marks", put(SET, 2, "full_marks", 0), SET, 2, "C", "0 is not more than 0"),
    ("formula", put(DIMENSIONS, 2, "weight", "=30+30"), DIMENSIONS, 2, "D", "This is a formula"),
    ("date", put(DIMENSIONS, 2, "code", date(2026, 1, 2)), DIMENSIONS, 2, "A", "made a date of this"),
    ("error", put(DIMENSIONS, 2, "name_th", "#REF!"), DIMENSIONS, 2, "B", "error of the spreadsheet"),
    ("scale", put(SUBS, 2, "scale", "stars"), SUBS, 2, "F", "“stars” is not one of: rubric, yes_no, measured."),
    ("neither", put(SUBS, 2, "allows_na", "maybe"), SUBS, 2, "J", "neither yes nor no"),
    ("too long", put(SUBS, 2, "name_th", "ก" * 301), SUBS, 2, "C", "301 characters"),
    ("goal", put(LINKS, 2, "goal", 18), LINKS, 2, "B", "no goal 18"),
    ("target", put(LINKS, 2, "target", "4.99"), LINKS, 2, "C", "no target “4.99”"),
    ("cut-off", put(LEVELS, 3, "cut_off", 101), LEVELS, 3, "E", "101 marks, but 100"),
    ("two sets", _again(SET, 2), SET, 3, "", "has one row"),
    ("bound", put(STEPS, 7, "bound", 10), STEPS, 7, "E", "not above 50"),
]


@pytest.mark.parametrize(
    ("change", "sheet", "row", "letter", "words"), [case[1:] for case in BAD], ids=[case[0] for case in BAD]
)
def test_what_is_wrong_is_told_by_sheet_row_and_column(
    change: Change, sheet: str, row: int, letter: str, words: str
) -> None:
    found = flaws(change)
    assert (sheet, row, letter) in [(flaw.sheet, flaw.row, flaw.letter) for flaw in found]
    assert words in "\n".join(
        flaw.message for flaw in found if (flaw.sheet, flaw.row, flaw.letter) == (sheet, row, letter)
    )


def test_all_that_is_wrong_is_told_at_once_and_nothing_that_follows_from_it() -> None:
    def spoil(book: Workbook) -> None:
        put(DIMENSIONS, 2, "weight", "x")(book)
        put(SUBS, 2, "scale", "stars")(book)
        put(LINKS, 3, "goal", "99")(book)
        put(LEVELS, 2, "name_th", None)(book)

    assert [(flaw.sheet, flaw.cell) for flaw in flaws(spoil)] == [
        *((DIMENSIONS, "D2"), (SUBS, "F2")),
        *((LEVELS, "C2"), (LINKS, "B3")),
    ]


def test_a_workbook_of_another_set_is_refused() -> None:
    reading = read(write(small()), set_code="other")
    assert [(flaw.sheet, flaw.cell) for flaw in reading.flaws] == [(SET, "A2")]


def test_too_many_rows_are_refused() -> None:
    def many(book: Workbook) -> None:
        for _ in range(LIMITS.rows):
            book[STEPS].append(["A1.1", 1, "x"])

    assert "too many rows" in flaws(many)[0].message


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (LIMITS.unpacked + 1))
    return target.getvalue()


def _entities() -> bytes:
    """A workbook whose part unfolds entities over and over."""
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    source, target = zipfile.ZipFile(io.BytesIO(write(small()))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = f'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a0 "a">{entities}]><b>&a9;</b>'.encode()
            packed.writestr(entry.filename, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: "รหัส,ชื่อ\n".encode(),
        lambda: b"PK\x03\x04 not really a zip",
        lambda: write(small())[:-300],
        lambda: b"PK\x03\x04" + b"x" * LIMITS.size,
        _bomb,
        _entities,
    ],
    ids=["empty", "csv", "broken", "cut", "big", "bomb", "entities"],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(make: Callable[[], bytes]) -> None:
    with pytest.raises(WorkbookUnreadable) as refused:
        read(make())
    assert len(refused.value.messages) == 1


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(list(COLUMNS)),
    st.integers(1, 6),
    st.integers(1, 8),
    st.one_of(
        st.text(max_size=20).filter(str.isprintable), st.integers(), st.floats(), st.booleans(), st.none(), st.dates()
    ),
)
def test_whatever_stands_in_a_cell_is_read_or_told(sheet: str, row: int, at: int, value: Any) -> None:
    def spoil(book: Workbook) -> None:
        book[sheet].cell(row, at).value = value

    reading: Reading = read(changed(spoil))
    assert (reading.instrument is None) == bool(reading.flaws)
    assert all(flaw.message for flaw in reading.flaws)
