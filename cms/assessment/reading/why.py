"""Why this level: the frozen working of a result, told in sentences of the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cms.assessment.models import Result
from cms.assessment.reading.words import percent_words
from cms.indicators.instrument import Instrument
from themes.templatetags.localised import localised


@dataclass(frozen=True, slots=True)
class Gap:
    """A weak indicator, and how many marks it lost."""

    code: str
    name: str
    percent: Decimal
    lost: Decimal


@dataclass(frozen=True, slots=True)
class Why:
    """`levels` are tried from the top; `moved` says whose marks went where because something did not apply."""

    marks: str
    levels: tuple[str, ...]
    verdict: str
    moved: tuple[str, ...]
    gaps: tuple[Gap, ...]


def why(result: Result, instrument: Instrument) -> Why:
    """The working in words; every number as it was frozen."""
    working = result.working
    names = _names(instrument)
    levels = {level.code: localised(level, "name") for level in instrument.levels}
    marks = _("%(marks)s marks of %(full)s, which is %(percent)s.") % {
        "marks": marks_words(result.marks),
        "full": marks_words(instrument.full_marks),
        "percent": percent_words(result.percent),
    }
    reached = _("So the level is “%(level)s”.") % {"level": levels.get(working.get("level") or "", "")}
    return Why(
        marks=marks,
        levels=tuple(_tried(row, levels, names, result.marks) for row in working.get("levels", ())),
        verdict=reached if working.get("level") else _("So no level is reached yet."),
        moved=tuple(_moved(row, names) for row in working.get("not_applicable", ())),
        gaps=tuple(
            Gap(row["code"], names.get(row["code"], row["code"]), Decimal(row["percent"]), Decimal(row["lost"]))
            for row in working.get("gaps", ())
        ),
    )


def marks_words(number: Decimal) -> str:
    """Marks with as many places as they need, at most two: `15`, `7.5`."""
    whole = number == number.to_integral_value()
    return number_format(number.quantize(Decimal(1)) if whole else number.normalize())


def _names(instrument: Instrument) -> dict[str, str]:
    layers = (instrument.dimensions, instrument.indicators, tuple(instrument.subs.values()))
    return {one.code: f"{one.code} {localised(one, 'name')}" for layer in layers for one in layer}


def _tried(row: Mapping[str, Any], levels: Mapping[str, str], names: Mapping[str, str], marks: Decimal) -> str:
    cut_off = Decimal(row["cut_off"])
    said = {"level": levels.get(row["code"], row["code"]), "from": marks_words(cut_off)}
    if not row["reached"]:
        said["short"] = marks_words(cut_off - marks)
        return _("“%(level)s” begins at %(from)s marks: not reached, %(short)s marks short.") % said
    broken = [floor for floor in row["floors"] if not floor["holds"]]
    if broken:
        said["floors"] = "; ".join(
            _("%(dimension)s has %(percent)s and needs %(needed)s")
            % {
                "dimension": names.get(floor["dimension"], floor["dimension"]),
                "percent": percent_words(Decimal(floor["percent"])),
                "needed": percent_words(Decimal(floor["needed"])),
            }
            for floor in broken
        )
        return _("“%(level)s” begins at %(from)s marks: the marks are there, but %(floors)s.") % said
    if row["floors"]:
        return _("“%(level)s” begins at %(from)s marks: reached, and every dimension has what it needs.") % said
    return _("“%(level)s” begins at %(from)s marks: reached.") % said


def _moved(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    to = ", ".join(f"{one['code']} (+{marks_words(Decimal(one['gains']))})" for one in row["to"])
    said = {"name": names.get(row["code"], row["code"]), "marks": marks_words(Decimal(row["weight"])), "to": to}
    return _("“%(name)s” does not apply; its %(marks)s marks were shared out to %(to)s.") % said
