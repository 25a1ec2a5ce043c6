"""An indicator set as a workbook: a version to keep or to change, or a small example to write over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.indicators.instrument import (
    LINK,
    STEP,
    DimensionSpec,
    IndicatorSpec,
    Instrument,
    LevelSpec,
    SdgLinkSpec,
    StepSpec,
    SubIndicatorSpec,
    same,
)
from cms.indicators.problem import DIMENSIONS, FLOORS, INDICATORS, LEVELS, LINKS, SET, STEPS, SUBS, plain
from cms.indicators.workbook.columns import COLUMNS, NO, NUMBER, README, WHOLE, YES, YES_NO, Column
from cms.places.workbook_writing import Page, Value, write_workbook


def write(instrument: Instrument) -> bytes:
    """The whole version as XLSX; reading it gives the same instrument."""
    return write_workbook([*(_page(sheet, instrument) for sheet in COLUMNS), _readme()])


def template(set_code: str) -> bytes:
    """A workbook with a small set in it, complete and to be written over, for this set."""
    return write(example(set_code))


def _page(sheet: str, instrument: Instrument) -> Page:
    columns = COLUMNS[sheet]
    return Page(
        name=sheet,
        header=[column.title for column in columns],
        rows=[[_value(column, row) for column in columns] for row in _rows(sheet, instrument)],
        numbers=frozenset(at for at, column in enumerate(columns) if column.kind in (NUMBER, WHOLE)),
        choices={at: column.choices for at, column in enumerate(columns) if column.choices},
        widths={at: 44 for at, column in enumerate(columns) if column.field.endswith(("_th", "_en"))},
    )


def _value(column: Column, row: dict[str, Any]) -> Value:
    value = row.get(column.field)
    if column.kind == YES_NO:
        return YES if value else NO
    return Decimal(plain(value)) if isinstance(value, Decimal) else value


def _rows(sheet: str, instrument: Instrument) -> Iterator[dict[str, Any]]:
    """The rows of a sheet, by fields; what stands below something names it."""
    if sheet == SET:
        yield vars(instrument)
    elif sheet == DIMENSIONS:
        yield from map(vars, instrument.dimensions)
    elif sheet == INDICATORS:
        for dimension in instrument.dimensions:
            yield from ({**vars(item), "dimension": dimension.code} for item in dimension.indicators)
    elif sheet == SUBS:
        for indicator in instrument.indicators:
            yield from ({**vars(sub), "indicator": indicator.code} for sub in indicator.subs)
    else:
        yield from _further(sheet, instrument)


def _further(sheet: str, instrument: Instrument) -> Iterator[dict[str, Any]]:
    if sheet == STEPS:
        for indicator in instrument.indicators:
            for sub in indicator.subs:
                yield from ({**same(step, STEP), "sub_indicator": sub.code} for step in sub.steps)
    elif sheet == LEVELS:
        yield from map(vars, instrument.levels)
    elif sheet == FLOORS:
        for level in instrument.levels:
            yield from ({"level": level.code, "dimension": code, "percent": least} for code, least in level.floors)
    elif sheet == LINKS:
        for link in instrument.links:
            yield same(link, ("sub_indicator", *LINK))


def _readme() -> Page:
    """What every column holds, in the reader's language."""
    rows: list[Sequence[Value]] = [
        (sheet, column.title, column.field, _("required") if column.required else "", str(column.accepts))
        for sheet, columns in COLUMNS.items()
        for column in columns
    ]
    rows += [("", "", "", "", sentence) for sentence in notes()]
    header = [_("Sheet"), _("Column"), _("Or named"), "", _("Accepted")]
    return Page(README, header, rows, widths={0: 18, 1: 30, 2: 22, 3: 12, 4: 90})


def notes() -> list[str]:
    """What holds for the workbook as a whole."""
    return [
        _(
            "Marks add up: dimensions to the full marks of the set, indicators to their dimension, sub-indicators to theirs."
        ),
        _("Rows stand in the order in which they are shown. A code names the same thing in every version."),
        _("Codes are texts: a spreadsheet that makes 1.1 of 1.10, or a date of 1-2, has lost the code."),
        _("Formulas, merged cells and hidden sheets are refused, so that what is imported is what was seen."),
        _("Sheets with other names are passed over. The whole workbook is taken, or nothing of it."),
    ]


def example(set_code: str) -> Instrument:
    """The smallest set that shows every way to answer. Its sentences are examples and ask to be replaced."""
    steps = tuple(
        StepSpec(points, f"ตัวอย่าง: ข้อความของขั้นที่ได้ {points}", f"Example: step {points}") for points in range(3)
    )
    bands = (
        StepSpec(0, "ตัวอย่าง: น้อยกว่า 20", "Example: less than 20"),
        StepSpec(1, "ตัวอย่าง: ตั้งแต่ 20", "Example: from 20", Decimal(20)),
        StepSpec(2, "ตัวอย่าง: ตั้งแต่ 40", "Example: from 40", Decimal(40)),
    )
    yes_no = (StepSpec(0, "ไม่ใช่", "No"), StepSpec(1, "ใช่", "Yes"))
    measured = SubIndicatorSpec("1.1.3", "ตัวอย่าง: ค่าที่วัดได้", Decimal(40), bands, "measured", "higher", unit_th="ร้อยละ")
    subs = (
        SubIndicatorSpec("1.1.1", "ตัวอย่าง: ให้คะแนนเป็นขั้น", Decimal(40), steps, name_en="Example: in steps"),
        SubIndicatorSpec("1.1.2", "ตัวอย่าง: ใช่หรือไม่ใช่", Decimal(20), yes_no, "yes_no", allows_na=True),
        replace(measured, unit_en="percent", evidence_required=True),
    )
    indicator = IndicatorSpec("1.1", "ตัวอย่าง: ตัวชี้วัด", Decimal(100), subs, name_en="Example: an indicator")
    dimension = DimensionSpec("1", "ตัวอย่าง: ด้าน", Decimal(100), (indicator,), name_en="Example: a dimension")
    levels = (
        LevelSpec(1, "level-1", "ตัวอย่าง: ระดับที่ 1", Decimal(50), "Example: level 1"),
        LevelSpec(2, "level-2", "ตัวอย่าง: ระดับที่ 2", Decimal(80), "Example: level 2", floors=(("1", Decimal(60)),)),
    )
    links = (SdgLinkSpec("1.1.1", 2, Decimal(1), "2.4"), SdgLinkSpec("1.1.3", 12, Decimal(1)))
    return Instrument(set_code, 1, Decimal(100), (dimension,), levels, links)
