"""Reads a shipped set from its TOML files. Pure but for the files.

A folder has `set.toml` and, where the set is large, a file for each dimension in their order. Words that readers see
are pairs, Thai first. A step is a pair too, counted from 0 points; a third entry is the bound of a measured value. A
link to a goal is its number or that of a target, and a weight. `asked` is the short form for yes or no, one mark each.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
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

FOLDER = Path(__file__).parent
Table = Mapping[str, Any]


@dataclass(frozen=True)
class ShippedSet:
    """A set with the one version that is shipped of it. `about` has what `services.create_set` takes."""

    code: str
    about: Mapping[str, str]
    note: str
    instrument: Instrument


def codes() -> list[str]:
    """The shipped sets, in a fixed order."""
    return sorted(file.parent.name for file in FOLDER.glob("*/set.toml"))


def read(code: str) -> ShippedSet:
    """A shipped set by its code."""
    data = _table(FOLDER / code / "set.toml")
    dimensions = data.get("dimension") or [_table(file) for file in sorted((FOLDER / code).glob("[0-9]-*.toml"))]
    about = {
        "kind_id": data["kind"],
        "standing": data["standing"],
        "source": data["source"],
        **_pair("name", data),
        **_pair("about", data),
    }
    return ShippedSet(code, about, data["note"], _instrument(data, dimensions))


def _table(file: Path) -> Table:
    return tomllib.loads(file.read_text(), parse_float=Decimal)


def _pair(name: str, data: Table, key: str = "") -> dict[str, str]:
    thai, english = data.get(key or name, ("", ""))
    return {f"{name}_th": thai, f"{name}_en": english}


def _instrument(data: Table, dimensions: list[Table]) -> Instrument:
    asked = [_written_out(dimension) for dimension in dimensions]
    return Instrument(
        set_code=data["code"],
        number=1,
        full_marks=Decimal(data["full_marks"]),
        dimensions=tuple(map(_dimension, asked)),
        levels=tuple(_level(rank, level) for rank, level in enumerate(data["level"], start=1)),
        links=tuple(link for dimension in asked for link in _links(dimension)),
        sdg_attained_from=Decimal(data["sdg_attained_from"]),
        sdg_underway_from=Decimal(data["sdg_underway_from"]),
    )


def _written_out(dimension: Table) -> Table:
    """A dimension whose questions are in the short form, in the long one."""
    if "asked" not in dimension:
        return dimension
    indicators = []
    for number, question in enumerate(dimension["asked"], start=1):
        code = f"{dimension['code']}.{number}"
        steps = [question["no"], question["yes"]]
        sub = {"code": f"{code}.1", "marks": 1, "name": question["name"], "links": question["links"], "steps": steps}
        indicators.append({"code": code, "marks": 1, "name": question["name"], "sub": [sub]})
    return {**dimension, "marks": len(indicators), "indicator": indicators}


def _dimension(data: Table) -> DimensionSpec:
    return DimensionSpec(
        code=data["code"],
        weight=Decimal(data["marks"]),
        indicators=tuple(map(_indicator, data["indicator"])),
        **_pair("name", data),
    )


def _indicator(data: Table) -> IndicatorSpec:
    return IndicatorSpec(
        code=data["code"],
        weight=Decimal(data["marks"]),
        subs=tuple(map(_sub, data["sub"])),
        **_pair("name", data),
        **_pair("guidance", data),
    )


def _sub(data: Table) -> SubIndicatorSpec:
    steps = tuple(_step(points, step) for points, step in enumerate(data["steps"]))
    yes_no = "yes_no" if len(steps) == 2 else "rubric"
    return SubIndicatorSpec(
        code=data["code"],
        weight=Decimal(data["marks"]),
        steps=steps,
        scale="measured" if "unit" in data else yes_no,
        better=data.get("better", ""),
        allows_na=data.get("na", False),
        evidence_required=data.get("evidence_required", False),
        **_pair("name", data),
        **_pair("unit", data),
        **_pair("guidance", data),
        **_pair("evidence", data),
    )


def _step(points: int, said: list[Any]) -> StepSpec:
    return StepSpec(points, said[0], said[1], Decimal(said[2]) if len(said) > 2 else None)


def _level(rank: int, data: Table) -> LevelSpec:
    return LevelSpec(
        rank=rank,
        code=data["code"],
        cut_off=Decimal(data["from"]),
        floors=tuple((code, Decimal(percent)) for code, percent in data.get("floors", {}).items()),
        **_pair("name", data),
        **_pair("meaning", data),
    )


def _links(dimension: Table) -> Iterator[SdgLinkSpec]:
    for indicator in dimension["indicator"]:
        for sub in indicator["sub"]:
            for named, weight in sub["links"]:
                target = named if "." in named else ""
                yield SdgLinkSpec(sub["code"], int(named.partition(".")[0]), Decimal(weight), target)
