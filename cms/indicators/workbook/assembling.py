"""The tables of a workbook put together: rows below what they name, in the order of the tables. Pure.

A row of which something could not be read is left out; so is what stands below it. Steps are put in the order of their
points, levels in that of their rank, floors and links as versions keep them, so that a version that was written and read
again is the same.
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cms.indicators.instrument import (
    DimensionSpec,
    IndicatorSpec,
    Instrument,
    LevelSpec,
    SdgLinkSpec,
    StepSpec,
    SubIndicatorSpec,
)
from cms.indicators.problem import DIMENSIONS, FLOORS, INDICATORS, LEVELS, LINKS, SET, STEPS, SUBS
from cms.indicators.workbook.tables import Table

Values = dict[str, Any]
_UNREAD: Values = {"set_code": "", "number": 1, "full_marks": Decimal(100)}


def assemble(tables: Mapping[str, Table]) -> Instrument:
    """The instrument that the readable rows make."""
    steps = _below(tables[STEPS], "sub_indicator")
    subs = _below(tables[SUBS], "indicator")
    indicators = _below(tables[INDICATORS], "dimension")
    floors = _below(tables[FLOORS], "level")
    dimensions = tuple(
        DimensionSpec(**row, indicators=tuple(_indicator(item, subs, steps) for item in indicators[row["code"]]))
        for row in _readable(tables[DIMENSIONS])
    )
    order = {dimension.code: at for at, dimension in enumerate(dimensions)}
    levels = [_level(row, floors[row["code"]], order) for row in _readable(tables[LEVELS])]
    links = [SdgLinkSpec(**row) for row in _readable(tables[LINKS])]
    # What could not be read of the set has its flaw, and stands here only so that the rest can be judged.
    whole = {**_UNREAD, **{name: value for name, value in tables[SET].records[0].values.items() if value is not None}}
    return Instrument(
        **whole,
        dimensions=dimensions,
        levels=tuple(sorted(levels, key=lambda level: level.rank)),
        links=tuple(sorted(links, key=lambda link: (link.goal, link.target))),
    )


def _readable(table: Table) -> list[Values]:
    return [dict(record.values) for record in table.records if not record.unread]


def _below(table: Table, parent: str) -> Mapping[str, list[Values]]:
    """The readable rows by what they stand below, without saying so any more."""
    found: dict[str, list[Values]] = defaultdict(list)
    for row in _readable(table):
        found[row.pop(parent)].append(row)
    return found


def _indicator(row: Values, subs: Mapping[str, list[Values]], steps: Mapping[str, list[Values]]) -> IndicatorSpec:
    return IndicatorSpec(**row, subs=tuple(_sub(sub, steps[sub["code"]]) for sub in subs[row["code"]]))


def _sub(row: Values, steps: list[Values]) -> SubIndicatorSpec:
    ordered = sorted((StepSpec(**step) for step in steps), key=lambda step: step.points)
    return SubIndicatorSpec(**row, steps=tuple(ordered))


def _level(row: Values, floors: list[Values], order: Mapping[str, int]) -> LevelSpec:
    ordered = sorted(floors, key=lambda floor: order.get(floor["dimension"], len(order)))
    return LevelSpec(**row, floors=tuple((floor["dimension"], floor["percent"]) for floor in ordered))
