"""The form of one part with the rows beside it: what it shows, what was typed, and problems told where they are."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.indicators.instrument import Instrument
from cms.indicators.keeping.fields import Rows
from cms.indicators.keeping.forms import FORMS, ROWS, initial_of, links_said, steps_said
from cms.indicators.problem import DIMENSIONS, FLOORS, INDICATORS, LEVELS, LINKS, STEPS, SUBS, Problem
from cms.indicators.reshaping import Part, whole

ROWS_NAMED = {
    STEPS: gettext_lazy("Steps of the answer"),
    LINKS: gettext_lazy("Links to the Sustainable Development Goals"),
    FLOORS: gettext_lazy("Floors"),
}
_BLANK_STEPS = 4


class Sheet:
    """The form of one part, bound where `data` was posted; `shown` is what is there now, None for a new part."""

    def __init__(
        self, kind: str, instrument: Instrument, shown: Part | None, data: Any, initial: Mapping[str, Any] | None = None
    ) -> None:
        self.kind, self.instrument, self.shown = kind, instrument, shown
        self.is_refused = False
        form = FORMS[kind]
        self.form = form(data, initial=form.shown(shown) if shown else dict(initial or {}))
        self.rows: dict[str, Rows] = {name: self._rows(name, data) for name in ROWS.get(kind, {})}

    def _rows(self, name: str, data: Any) -> Rows:
        known: dict[str, Any] = {"form_kwargs": {"instrument": self.instrument}} if name == FLOORS else {}
        # Posted rows are taken as they are: none counts as unchanged.
        initial = initial_of(name, self.shown) if self.shown and data is None else None
        rows = ROWS[self.kind][name](data, prefix=name, initial=initial, **known)
        if name == STEPS and self.shown is None:
            rows.extra = _BLANK_STEPS
        return rows

    @property
    def named_rows(self) -> list[tuple[str, str, Rows]]:
        """Key, words and formset of each."""
        return [(name, str(ROWS_NAMED[name]), rows) for name, rows in self.rows.items()]

    def is_valid(self) -> bool:
        """Whether form and rows are; each is asked, so that everything wrong is told at once."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def part(self) -> Part:
        """What was typed; only when valid."""
        if self.kind == SUBS:
            links = links_said(self.form.cleaned_data["code"], self.rows[LINKS].filled)
            return self.form.part(links, steps=steps_said(self.rows[STEPS].filled))
        if self.kind == LEVELS:
            floors = tuple((row["dimension"], row["percent"]) for row in self.rows[FLOORS].filled)
            return self.form.part(floors=floors)
        return self.form.part()

    def tell(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field or row; what has no place of its own, above the form."""
        for problem in problems:
            self.is_refused, form = True, self._form_of(problem)
            if form is None:
                self.form.add_error(None, f"{' '.join(problem.path[1:])}: {problem.text}")
            else:
                form.add_error(problem.field if problem.field in form.fields else None, problem.text)

    def refuse(self, words: str) -> None:
        """Say above the form why it was not written."""
        self.is_refused = True
        self.form.add_error(None, words)

    def _form_of(self, problem: Problem) -> forms.Form | None:
        kind, *names = problem.path
        if not names or names[0] != self.form.cleaned_data.get("code"):
            return None
        if kind == self.kind:
            return self.form
        if kind not in self.rows:
            return None
        told = (form for form in self.rows[kind].staying if _names(kind, form.cleaned_data) == names[1:])
        return next(told, None)

    @property
    def now(self) -> list[tuple[str, str]]:
        """What is there now where it differs from what was typed: (label, words)."""
        return [] if self.shown is None else list(_differences(self, self.shown))


def _names(kind: str, row: Mapping[str, Any]) -> list[str]:
    """What names a row in a problem's path, after the part's code."""
    if kind == STEPS:
        return [str(row.get("points"))]
    if kind == FLOORS:
        return [str(row.get("dimension"))]
    return [str(row.get("goal")), str(row.get("target"))]


def _differences(sheet: Sheet, shown: Part) -> Iterator[tuple[str, str]]:
    for field in sheet.form.visible_fields():
        there = sheet.form.fields[field.name].prepare_value(getattr(shown.spec, field.name))
        typed = field.value()
        if str(typed or "").replace("\r\n", "\n") != str(there or ""):
            yield str(field.label), _said(there)
    for name, words, rows in sheet.named_rows:
        if not rows.is_valid() or _rows_said(name, sheet.part()) != _rows_said(name, shown):
            yield words, " · ".join(_rows_said(name, shown)) or _("nothing")


def _rows_said(name: str, part: Part) -> list[str]:
    return [
        " ".join(_said(value) for value in row.values() if value not in (None, "")) for row in initial_of(name, part)
    ]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value) or _("nothing")


def suggestion(instrument: Instrument, kind: str, above: str) -> dict[str, Any]:
    """What a new part could begin with: the next code, and the marks that are left to it."""
    if kind == LEVELS:
        return {}
    if kind == DIMENSIONS:
        rows: tuple[Any, ...] = instrument.dimensions
        full, stem = instrument.full_marks, ""
    else:
        upper = DIMENSIONS if kind == INDICATORS else INDICATORS
        parent = whole(instrument, upper, above)
        rows, full, stem = getattr(parent, "indicators" if kind == INDICATORS else "subs"), parent.weight, f"{above}."
    left = full - sum((row.weight for row in rows), Decimal(0))
    return {"code": f"{stem}{len(rows) + 1}", **({"weight": left} if left > 0 else {})}
