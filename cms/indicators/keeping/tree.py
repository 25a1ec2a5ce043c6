"""A version as staff read it: a tree in which every layer says whether its marks add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.indicators.instrument import Instrument, LevelSpec, SdgLinkSpec
from cms.indicators.keeping.frame import MENDED_AT, anchor
from cms.indicators.models import Scale
from cms.indicators.problem import DIMENSIONS, LEVELS, SET, SUBS, Problem, plain
from cms.indicators.reshaping import BELOW, CHILD
from cms.indicators.rules import difference
from cms.indicators.sdgs import Goal
from themes.templatetags.localised import localised


@dataclass(frozen=True)
class Sum:
    """How the marks below compare with the marks here. `words` say it, so that no colour is needed."""

    words: str
    is_right: bool


@dataclass(frozen=True)
class Node:
    """One row of the tree; `spec` are its plain values, `problems` what is wrong in the row itself."""

    kind: str
    spec: Any
    name: str
    marks: str
    sum: Sum | None
    problems: tuple[Problem, ...]
    below: tuple["Node", ...] = ()
    links: tuple[str, ...] = ()
    adds: str = ""

    @property
    def code(self) -> str:
        """Its code."""
        return str(self.spec.code)

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return anchor(self.kind, self.code)

    @property
    def scale(self) -> str:
        """How a sub-indicator is answered, in words."""
        return str(Scale(self.spec.scale).label)


def sum_of(marks: Decimal, below: Sequence[Any]) -> Sum:
    """The sum of the rows below, against the marks here."""
    off = difference(marks, (row.weight for row in below))
    known = {"sum": plain(marks + off), "marks": plain(marks), "off": plain(abs(off))}
    if not below:
        return Sum(_("Nothing below yet"), is_right=False)
    if off > 0:
        return Sum(_("%(sum)s of %(marks)s: %(off)s too many") % known, is_right=False)
    if off < 0:
        return Sum(_("%(sum)s of %(marks)s: %(off)s too few") % known, is_right=False)
    return Sum(_("%(sum)s of %(marks)s: adds up") % known, is_right=True)


class Tree:
    """The whole of a version, with its problems where they are."""

    def __init__(self, instrument: Instrument, problems: Sequence[Problem]) -> None:
        self.instrument = instrument
        self._problems = _by_place(problems)
        self._links = _by_sub(instrument.links)
        self.sum = sum_of(instrument.full_marks, instrument.dimensions)
        self.full_marks = plain(instrument.full_marks)
        self.nodes = tuple(self._node(DIMENSIONS, spec) for spec in instrument.dimensions)
        self.levels = tuple(self._level(level) for level in instrument.levels)
        self.problems = self._problems.get((SET, ""), ())
        self.count = len(problems)

    def _node(self, kind: str, spec: Any) -> Node:
        rows = getattr(spec, BELOW[kind]) if kind in BELOW else ()
        return Node(
            kind,
            spec,
            localised(spec, "name"),
            plain(spec.weight),
            sum_of(spec.weight, rows) if kind in BELOW else None,
            self._problems.get((kind, spec.code), ()),
            tuple(self._node(CHILD[kind], row) for row in rows),
            self._links.get(spec.code, ()) if kind == SUBS else (),
            CHILD.get(kind, ""),
        )

    def _level(self, level: LevelSpec) -> Node:
        floors = tuple(
            _("%(dimension)s at least %(percent)s %%") % {"dimension": code, "percent": plain(percent)}
            for code, percent in level.floors
        )
        found = self._problems.get((LEVELS, level.code), ())
        return Node(LEVELS, level, localised(level, "name"), plain(level.cut_off), None, found, links=floors)


def _by_place(problems: Sequence[Problem]) -> Mapping[tuple[str, str], tuple[Problem, ...]]:
    found: dict[tuple[str, str], tuple[Problem, ...]] = {}
    for problem in problems:
        kind, *names = problem.path
        shown = MENDED_AT.get(kind, kind)
        key = (shown, names[0] if names else "")
        # That marks do not add up stands in the row's sum already.
        if problem.code not in {"marks_do_not_add_up", "nothing_below"}:
            found[key] = (*found.get(key, ()), problem)
    return found


def _by_sub(links: Sequence[SdgLinkSpec]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for link in links:
        words = f"SDG {link.target or link.goal} {Goal(link.goal).label} × {plain(link.weight)}"
        found[link.sub_indicator] = (*found.get(link.sub_indicator, ()), words)
    return found
