"""What a report says, as people read it: rows of figures, charts with their tables, notes on what is withheld."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from shop.money import SATANG
from shop.reports import rules
from shop.reviews.surveys import QUESTIONS, STEPS
from shop.sales.rules import change
from themes.charts import Bar, Group, bars, columns
from themes.templatetags.money import baht
from themes.templatetags.thai_dates import month_name, month_short, thai_year

BAHT, TONNES, PERSONS, NUMBER = "baht", "tonnes", "persons", "number"
# Every figure: its name in the JSON, what it is called, what it is counted in; in the order of the report.
LINES: tuple[tuple[str, str | Promise, str], ...] = (
    ("enterprises", gettext_lazy("Verified enterprises"), NUMBER),
    ("active", gettext_lazy("of them sold or returned something"), NUMBER),
    ("products", gettext_lazy("Products shown"), NUMBER),
    ("certificates", gettext_lazy("Certificates in force during the year"), NUMBER),
    ("sales", gettext_lazy("Sales"), BAHT),
    ("online", gettext_lazy("of them on line"), BAHT),
    ("offline", gettext_lazy("of them off line"), BAHT),
    ("local_purchases", gettext_lazy("Bought in the area"), BAHT),
    ("wages", gettext_lazy("Wages paid in the area"), BAHT),
    ("income", gettext_lazy("Income of the area (purchases and wages)"), BAHT),
    ("jobs", gettext_lazy("People employed, in an average month"), PERSONS),
    ("raw_material_kg", gettext_lazy("Raw material of the area"), TONNES),
    ("returned_months", gettext_lazy("Monthly returns that came in"), NUMBER),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it is read; `change` in per cent against the year before, None where there is nothing to compare."""

    name: str
    label: str
    unit: str
    value: int | None
    before: int | None
    is_withheld: bool
    was_withheld: bool

    @property
    def words(self) -> str:
        """The figure, or why there is none."""
        return _words(self.value, self.unit, self.is_withheld)

    @property
    def words_before(self) -> str:
        """The same of the year before."""
        return _words(self.before, self.unit, self.was_withheld)

    @property
    def change(self) -> int | None:
        """In whole per cent."""
        return None if self.value is None or self.before is None else change(self.value, self.before)


@dataclass(frozen=True, slots=True)
class Shown:
    """All of a report that is figures. `months`: rows of (month, cells); `parts`: whether both parts are told."""

    lines: list[Line]
    months: list[tuple[date, list[str]]]
    parts: bool
    sales_chart: SafeString | None
    income_chart: SafeString | None
    satisfaction: list[tuple[str, str, list[str]]]
    satisfaction_chart: SafeString | None
    asked: int
    answered: int
    is_satisfaction_withheld: bool
    is_anything_withheld: bool

    def line(self, name: str) -> Line:
        """The figure of this name."""
        return next(line for line in self.lines if line.name == name)

    @property
    def main(self) -> list[Line]:
        """The four that stand on top."""
        return [self.line(name) for name in ("enterprises", "sales", "income", "jobs")]


def shown(said: Mapping[str, Any], year: int) -> Shown:
    """The figures of `counting.figures` as they are read in the language of the moment; no query."""
    lines = [_line(name, str(label), unit, said["lines"][name]) for name, label, unit in LINES]
    months, satisfaction = said["months"] or [], said["satisfaction"] or {}
    parts = bool(months) and "online" in months[0]
    return Shown(
        lines=lines,
        months=[(date.fromisoformat(row["month"]), _cells(row)) for row in months],
        parts=parts,
        sales_chart=_sales_chart(months, year, parts=parts) if any(row["sales"] for row in months) else None,
        income_chart=_income_chart(lines, year),
        satisfaction=[_answers(name, satisfaction) for name in QUESTIONS if name in satisfaction.get("averages", {})],
        satisfaction_chart=_satisfaction_chart(satisfaction, year) if satisfaction.get("averages") else None,
        asked=satisfaction.get("asked", 0),
        answered=satisfaction.get("answered", 0),
        is_satisfaction_withheld=said["satisfaction"] is None,
        is_anything_withheld=any(line.is_withheld or line.was_withheld for line in lines) or said["months"] is None,
    )


def number(value: int, unit: str) -> str:
    """A figure as people write it, with its unit."""
    if unit == BAHT:
        return baht(value)
    if unit == TONNES:
        return _("%(number)s t") % {"number": tonnes(value)}
    return f"{value:,}"


def tonnes(kilograms: int) -> str:
    """1250 is "1.25"."""
    return f"{Decimal(kilograms) / rules.KG_PER_TONNE:,.3f}".rstrip("0").rstrip(".")


def _words(value: int | None, unit: str, is_withheld: bool) -> str:
    if is_withheld:
        return _("withheld: fewer than 3 enterprises")
    return "–" if value is None else number(value, unit)


def _line(name: str, label: str, unit: str, said: Mapping[str, Any]) -> Line:
    return Line(name, label, unit, said["value"], said["before"], said["withheld"], said["withheld_before"])


def _cells(row: Mapping[str, Any]) -> list[str]:
    return [baht(row[name]) for name in ("online", "offline", "sales") if name in row]


def _sales_chart(months: list[dict[str, Any]], year: int, *, parts: bool) -> SafeString:
    names = ("online", "offline") if parts else ("sales",)
    series = [_("On line"), _("Off line")] if parts else [_("Sales")]
    groups = [
        Group(
            month_short(date.fromisoformat(row["month"])),
            [Decimal(row[name]) / SATANG for name in names],
            [baht(row[name]) for name in names],
        )
        for row in months
    ]
    highest = max(row[name] for row in months for name in names)
    return columns(
        groups,
        series,
        most=pgettext("the highest figure of a chart", "up to %(amount)s") % {"amount": baht(highest)},
        title=_("Sales by month, fiscal year %(year)s") % {"year": thai_year(year)},
        description=_("The table below has every figure."),
    )


def _income_chart(lines: list[Line], year: int) -> SafeString | None:
    """This year and the one before, where both are told."""
    drawn = []
    for line in lines:
        if line.name not in {"local_purchases", "wages"} or line.value is None:
            continue
        if line.before is not None:
            drawn.append(
                Bar(f"{line.label}, {thai_year(year - 1)}", line.words_before, _baht(line.before), moment="before")
            )
        drawn.append(Bar(f"{line.label}, {thai_year(year)}", line.words, _baht(line.value), moment="after"))
    if not drawn:
        return None
    title = _("What stayed in the area, fiscal year %(year)s") % {"year": thai_year(year)}
    return bars(drawn, title=title, description=_("The table of figures has them all."))


def _satisfaction_chart(said: Mapping[str, Any], year: int) -> SafeString:
    drawn = [
        Bar(str(label), said["averages"][name], Decimal(said["averages"][name]))
        for name, label in QUESTIONS.items()
        if name in said["averages"]
    ]
    title = _("How satisfied buyers were, fiscal year %(year)s: average of 1 to 5") % {"year": thai_year(year)}
    return bars(drawn, title=title, description=_("The table below has every figure."))


def _answers(name: str, said: Mapping[str, Any]) -> tuple[str, str, list[str]]:
    shares = [f"{round(Decimal(share) * 100)}%" for share in said["shares"][name]]
    return str(QUESTIONS[name]), said["averages"][name], shares[: len(STEPS)]


def _baht(satang: int) -> Decimal:
    return Decimal(satang) / SATANG


def month_words(month: date) -> str:
    """The month with its year."""
    return f"{month_name(month)} {thai_year(month)}"
