"""What differs between two versions of a set: added, removed and changed, by code and in the order of the tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.indicators.instrument import Instrument, SubIndicatorSpec
from cms.indicators.problem import DIMENSIONS, INDICATORS, LEVELS, SET, SUBS, plain
from cms.indicators.workbook.columns import column
from themes.templatetags.localised import localised

ADDED, REMOVED, CHANGED, MOVED, SAME = "added", "removed", "changed", "moved", "same"
_FATES = {
    ADDED: _("Added"),
    REMOVED: _("Removed"),
    CHANGED: _("Changed"),
    MOVED: _("Moved"),
    SAME: _("Stays as it is"),
}


@dataclass(frozen=True)
class Change:
    """One value that is another now: the sheet and the field that hold it, what it was and what it becomes."""

    sheet: str
    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """What changed: the title of its column; of a step, a floor or a link the sheet and what names it there."""
        found = column(self.sheet, self.field)
        return found.title if found else f"{self.sheet} {self.field}"


@dataclass(frozen=True)
class Node:
    """A row of the tree, and what becomes of it; `depth` 0 is the set."""

    sheet: str
    depth: int
    code: str
    name_th: str
    name_en: str
    marks: Decimal | None
    fate: str
    changes: tuple[Change, ...] = ()

    @property
    def name(self) -> str:
        """In the reader's language where it has a name there."""
        return localised(self, "name")

    @property
    def fate_label(self) -> str:
        """What becomes of it, as people read it."""
        return str(_FATES[self.fate])

    @property
    def dashes(self) -> str:
        """How deep it stands, where a table cannot indent."""
        return "– " * max(self.depth - 1, 0)


@dataclass(frozen=True)
class Row:
    """A row of one version, flat: where it stands, and what it says, by (sheet, field)."""

    sheet: str
    depth: int
    code: str
    above: str
    spec: Any
    says: Mapping[tuple[str, str], str]


def compare(before: Instrument | None, after: Instrument) -> list[Node]:
    """The tree of `after` with what becomes of each row; rows that are gone follow it."""
    old = {(row.sheet, row.code): row for row in _rows(before)} if before else {}
    new = {(row.sheet, row.code): row for row in _rows(after)}
    nodes = [_node(row, old.get(key)) for key, row in new.items()]
    return nodes + [_plain(row, REMOVED) for key, row in old.items() if key not in new]


def changes_of(nodes: Iterable[Node]) -> dict[str, int]:
    """How many rows meet each fate; those that stay as they are are not counted."""
    counts = dict.fromkeys((ADDED, REMOVED, CHANGED, MOVED), 0)
    for node in nodes:
        if node.fate in counts:
            counts[node.fate] += 1
    return counts


def _node(row: Row, before: Row | None) -> Node:
    if before is None:
        return _plain(row, ADDED)
    keys = dict.fromkeys([*row.says, *before.says])
    changes = tuple(
        Change(*key, before.says.get(key, ""), row.says.get(key, ""))
        for key in keys
        if before.says.get(key, "") != row.says.get(key, "")
    )
    fate = CHANGED if changes else MOVED if row.above != before.above else SAME
    return _plain(row, fate, changes)


def _plain(row: Row, fate: str, changes: tuple[Change, ...] = ()) -> Node:
    spec = row.spec
    marks = getattr(spec, "weight", None) or getattr(spec, "full_marks", None) or getattr(spec, "cut_off", None)
    names = getattr(spec, "name_th", ""), getattr(spec, "name_en", "")
    return Node(row.sheet, row.depth, row.code, *names, marks, fate, changes)


def _rows(instrument: Instrument) -> Iterable[Row]:
    yield Row(
        SET, 0, "", "", instrument, _says(SET, instrument, "full_marks", "sdg_attained_from", "sdg_underway_from")
    )
    named = ("name_th", "name_en", "weight")
    guidance = ("guidance_th", "guidance_en")
    for dimension in instrument.dimensions:
        yield Row(DIMENSIONS, 1, dimension.code, "", dimension, _says(DIMENSIONS, dimension, *named))
        for indicator in dimension.indicators:
            said = _says(INDICATORS, indicator, *named, *guidance)
            yield Row(INDICATORS, 2, indicator.code, dimension.code, indicator, said)
            for sub in indicator.subs:
                said = _says(SUBS, sub, *named, *_SUB, *guidance)
                yield Row(SUBS, 3, sub.code, indicator.code, sub, {**said, **_steps(sub), **_links(instrument, sub)})
    for level in instrument.levels:
        said = _says(LEVELS, level, "rank", *named[:2], "cut_off", "meaning_th", "meaning_en")
        floors = {("floors", code): plain(percent) for code, percent in level.floors}
        yield Row(LEVELS, 1, level.code, "", level, {**said, **floors})


_SUB = ("scale", "unit_th", "unit_en", "better", "allows_na", "evidence_required", "evidence_th", "evidence_en")


def _says(sheet: str, spec: object, *names: str) -> dict[tuple[str, str], str]:
    return {(sheet, name): _shown(getattr(spec, name)) for name in names}


def _steps(sub: SubIndicatorSpec) -> dict[tuple[str, str], str]:
    return {
        ("steps", str(step.points)): " · ".join(
            part for part in (step.text_th, step.text_en, _shown(step.bound)) if part
        )
        for step in sub.steps
    }


def _links(instrument: Instrument, sub: SubIndicatorSpec) -> dict[tuple[str, str], str]:
    return {
        ("sdg_links", link.target or str(link.goal)): plain(link.weight)
        for link in instrument.links
        if link.sub_indicator == sub.code
    }


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    # Forms bring line ends of two signs, workbooks of one.
    return plain(value) if isinstance(value, Decimal) else str(value).replace("\r\n", "\n").strip()
