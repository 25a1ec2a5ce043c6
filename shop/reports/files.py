"""A report as files: a workbook of its tables, the figures as CSV, everything as JSON."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.places.sheets import write_csv
from cms.places.workbook_writing import Page, Value, write_workbook
from shop.money import SATANG
from shop.reports import rules
from shop.reports.models import AnnualReport
from shop.reports.showing import BAHT, TONNES, Line, Shown, month_words, shown

_UNITS = {BAHT: "baht", TONNES: "tonnes"}


def as_csv(report: AnnualReport) -> bytes:
    """The table of figures. Amounts in baht, raw material in tonnes; what is withheld says so."""
    seen = shown(report.frozen.said, report.year)
    return write_csv([_header(report), *([_text(value) for value in row] for row in _rows(seen))])


def as_workbook(report: AnnualReport) -> bytes:
    """An XLSX: figures, sales by month, satisfaction, words."""
    seen = shown(report.frozen.said, report.year)
    pages = [Page(_("Figures"), _header(report), _rows(seen), numbers=frozenset({1, 2}))]
    if seen.months:
        header = [_("Month"), *([_("On line, baht"), _("Off line, baht")] if seen.parts else []), _("Together, baht")]
        rows = ([month_words(month), *cells] for month, cells in _months(report.frozen.said["months"], seen))
        pages.append(Page(_("Sales by month"), header, rows, numbers=frozenset(range(1, len(header)))))
    if seen.satisfaction:
        answers = ([label, average, *shares] for label, average, shares in seen.satisfaction)
        pages.append(Page(_("Satisfaction"), [_("Question"), _("Average"), "1", "2", "3", "4", "5"], answers))
    words = [(_("Main points"), report.summary), (_("What to do next"), report.analysis)]
    pages.append(Page(_("Words"), [_("Part"), _("Text")], words, widths={1: 60}))
    return write_workbook(pages)


def as_json(report: AnnualReport) -> bytes:
    """Everything, with codes and units as they are kept; names do not depend on the language."""
    said: dict[str, Any] = {
        "year": report.year,
        "year_begins": f"{report.year - 1}-10-01",
        "year_ends": f"{report.year}-09-30",
        "of": report.whose,
        "edition": report.edition,
        "is_demo": report.is_demo,
        "counting": report.frozen.counting,
        "as_of": report.frozen.as_of.isoformat(),
        "units": {"money": "satang", "raw_material": "kilograms"},
        "figures": report.frozen.said,
        "summary": {"th": report.summary_th, "en": report.summary_en},
        "analysis": {"th": report.analysis_th, "en": report.analysis_en},
    }
    return json.dumps(said, ensure_ascii=False, indent=2).encode()


def _header(report: AnnualReport) -> list[str]:
    return [_("Figure"), f"{report.year}", f"{report.year - 1}", _("Unit"), _("Note")]


def _rows(seen: Shown) -> Iterable[Sequence[Value]]:
    for line in seen.lines:
        note = line.words if line.is_withheld else ""
        yield [line.label, _value(line, line.value), _value(line, line.before), _UNITS.get(line.unit, line.unit), note]


def _value(line: Line, value: int | None) -> Value:
    if value is None:
        return None
    times = {BAHT: SATANG, TONNES: rules.KG_PER_TONNE}.get(line.unit)
    return Decimal(value) / times if times else value


def _months(rows: list[dict[str, Any]], seen: Shown) -> Iterable[tuple[Any, list[Value]]]:
    names = ("online", "offline", "sales") if seen.parts else ("sales",)
    for row, (month, _cells) in zip(rows, seen.months, strict=True):
        yield month, [Decimal(row[name]) / SATANG for name in names]


def _text(value: Value) -> str:
    return "" if value is None else str(value)
