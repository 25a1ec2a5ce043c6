"""Changes one part of an instrument and gives back the whole: add, put in place, remove, move up or down. Pure.

Parts are named by their kind (`problem.DIMENSIONS`, `INDICATORS`, `SUBS`, `LEVELS`) and code. What names a code
elsewhere follows it: the floors of a dimension, the links of a sub-indicator.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from cms.indicators.instrument import (
    DimensionSpec,
    IndicatorSpec,
    Instrument,
    LevelSpec,
    SdgLinkSpec,
    SubIndicatorSpec,
)
from cms.indicators.problem import DIMENSIONS, INDICATORS, LEVELS, SUBS

Spec = DimensionSpec | IndicatorSpec | SubIndicatorSpec | LevelSpec
# What stands below a part of this kind, by the field that holds it.
BELOW = {DIMENSIONS: "indicators", INDICATORS: "subs"}
CHILD = {"": DIMENSIONS, DIMENSIONS: INDICATORS, INDICATORS: SUBS}


class NoSuchPart(LookupError):
    """Nothing of this kind and code is there, any more or ever."""


@dataclass(frozen=True)
class Part:
    """One part by itself, without what stands below it; a sub-indicator with its links."""

    spec: Any
    links: tuple[SdgLinkSpec, ...] = ()


def part(instrument: Instrument, kind: str, code: str) -> Part | None:
    """The part of this name; None where there is none."""
    for spec in _layer(instrument, kind):
        if spec.code == code:
            links = tuple(link for link in instrument.links if kind == SUBS and link.sub_indicator == code)
            return Part(replace(spec, **{BELOW[kind]: ()}) if kind in BELOW else spec, links)
    return None


def whole(instrument: Instrument, kind: str, code: str) -> Any:
    """The part with everything below it; None where there is none."""
    return next((spec for spec in _layer(instrument, kind) if spec.code == code), None)


def put(instrument: Instrument, kind: str, code: str, new: Part) -> Instrument:
    """With the new part in the place of that of this name; what stands below stays. Raises NoSuchPart."""
    renamed = _followed(instrument, kind, code, new)
    if kind == LEVELS:
        return _ranked(renamed, [new.spec if level.code == code else level for level in _known(instrument, kind, code)])

    def placed(rows: tuple[Any, ...], at: int) -> tuple[Any, ...]:
        below = {BELOW[kind]: getattr(rows[at], BELOW[kind])} if kind in BELOW else {}
        return (*rows[:at], replace(new.spec, **below), *rows[at + 1 :])

    return _among_its_own(renamed, kind, code, placed)


def add(instrument: Instrument, kind: str, above: str, new: Part) -> Instrument:
    """With the new part at the end of what stands below `above`, a code; a dimension or a level stands below nothing.

    Raises NoSuchPart where `above` is not there.
    """
    if kind == LEVELS:
        return _ranked(instrument, [*instrument.levels, new.spec])
    if kind == DIMENSIONS:
        return replace(instrument, dimensions=(*instrument.dimensions, new.spec))
    upper = DIMENSIONS if kind == INDICATORS else INDICATORS

    def grown(rows: tuple[Any, ...], at: int) -> tuple[Any, ...]:
        below = (*getattr(rows[at], BELOW[upper]), new.spec)
        return (*rows[:at], replace(rows[at], **{BELOW[upper]: below}), *rows[at + 1 :])

    return replace(_among_its_own(instrument, upper, above, grown), links=(*instrument.links, *new.links))


def remove(instrument: Instrument, kind: str, code: str) -> Instrument:
    """Without the part, all that stands below it, and the floors and links that name any of it. Raises NoSuchPart."""
    if kind == LEVELS:
        return _ranked(instrument, [level for level in _known(instrument, kind, code) if level.code != code])
    left = _among_its_own(instrument, kind, code, lambda rows, at: (*rows[:at], *rows[at + 1 :]))
    dimensions = {dimension.code for dimension in left.dimensions}
    levels = tuple(
        replace(level, floors=tuple(floor for floor in level.floors if floor[0] in dimensions)) for level in left.levels
    )
    return replace(left, levels=levels, links=tuple(one for one in left.links if one.sub_indicator in left.subs))


def move(instrument: Instrument, kind: str, code: str, by: int) -> Instrument:
    """One place down (1) or up (-1) among its own; the same where it stands at that end. Raises NoSuchPart."""

    def swapped(rows: tuple[Any, ...], at: int) -> tuple[Any, ...]:
        other = at + by
        if not 0 <= other < len(rows):
            return rows
        order = list(rows)
        order[at], order[other] = order[other], order[at]
        return tuple(order)

    return _among_its_own(instrument, kind, code, swapped)


def _layer(instrument: Instrument, kind: str) -> Iterable[Any]:
    if kind == SUBS:
        # Not `instrument.subs`, where one code is there once.
        return [sub for indicator in instrument.indicators for sub in indicator.subs]
    return {DIMENSIONS: instrument.dimensions, INDICATORS: instrument.indicators, LEVELS: instrument.levels}[kind]


def _known(instrument: Instrument, kind: str, code: str) -> list[Any]:
    rows = list(_layer(instrument, kind))
    if all(row.code != code for row in rows):
        raise NoSuchPart(kind, code)
    return rows


def _ranked(instrument: Instrument, levels: list[LevelSpec]) -> Instrument:
    """Levels rank by where they begin."""
    in_order = sorted(levels, key=lambda level: level.cut_off)
    return replace(instrument, levels=tuple(replace(level, rank=rank) for rank, level in enumerate(in_order, start=1)))


def _followed(instrument: Instrument, kind: str, code: str, new: Part) -> Instrument:
    """What names the part, with its new code; a sub-indicator brings its links."""
    if kind == SUBS:
        others = [link for link in instrument.links if link.sub_indicator != code]
        return replace(instrument, links=(*others, *new.links))
    if kind == DIMENSIONS and new.spec.code != code:
        levels = tuple(
            replace(
                level, floors=tuple((new.spec.code if name == code else name, least) for name, least in level.floors)
            )
            for level in instrument.levels
        )
        return replace(instrument, levels=levels)
    return instrument


def _among_its_own(
    instrument: Instrument, kind: str, code: str, change: Callable[[tuple[Any, ...], int], tuple[Any, ...]]
) -> Instrument:
    """The instrument with the row of siblings in which the part stands changed. Raises NoSuchPart."""
    _known(instrument, kind, code)
    return replace(instrument, dimensions=_changed(instrument.dimensions, DIMENSIONS, kind, code, change))


def _changed(
    rows: tuple[Any, ...], here: str, kind: str, code: str, change: Callable[[tuple[Any, ...], int], tuple[Any, ...]]
) -> tuple[Any, ...]:
    if here == kind:
        at = next((number for number, row in enumerate(rows) if row.code == code), None)
        return rows if at is None else change(rows, at)
    below = BELOW[here]
    return tuple(
        replace(row, **{below: _changed(getattr(row, below), CHILD[here], kind, code, change)}) for row in rows
    )
