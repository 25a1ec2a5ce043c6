"""A version of an indicator set as plain values: what scoring, forms and spreadsheets work with. Pure.

Marks, points, percentages and bounds are exact decimals. Codes name everything; they are unique within their layer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

# What each says by itself, beside what stands below it; specs and rows of the database have it under the same names.
NAMED = ("code", "name_th", "name_en", "weight")
GUIDED = (*NAMED, "guidance_th", "guidance_en")
SUB = (
    *(*GUIDED, "scale", "better", "unit_th", "unit_en"),
    *("allows_na", "evidence_required", "evidence_th", "evidence_en"),
)
STEP = ("points", "text_th", "text_en", "bound")
LEVEL = ("rank", "code", "name_th", "name_en", "meaning_th", "meaning_en", "cut_off")
LINK = ("goal", "target", "weight")


def same(of: object, names: Iterable[str]) -> dict[str, Any]:
    """These fields of a spec or of its row, by name."""
    return {name: getattr(of, name) for name in names}


@dataclass(frozen=True, slots=True)
class StepSpec:
    """So many points for what the sentence says; `bound` is where a measured value reaches it."""

    points: int
    text_th: str
    text_en: str = ""
    bound: Decimal | None = None


@dataclass(frozen=True)
class SubIndicatorSpec:
    """The one thing that is answered. `scale` is rubric, yes_no or measured; `better` is higher, lower or empty."""

    code: str
    name_th: str
    weight: Decimal
    steps: tuple[StepSpec, ...]
    scale: str = "rubric"
    better: str = ""
    name_en: str = ""
    unit_th: str = ""
    unit_en: str = ""
    allows_na: bool = False
    evidence_required: bool = False
    guidance_th: str = ""
    guidance_en: str = ""
    evidence_th: str = ""
    evidence_en: str = ""

    @cached_property
    def full_points(self) -> int:
        """The points of the highest step."""
        return max((step.points for step in self.steps), default=0)

    @cached_property
    def points(self) -> frozenset[int]:
        """Every number of points there is a step for."""
        return frozenset(step.points for step in self.steps)


@dataclass(frozen=True)
class IndicatorSpec:
    """An indicator with its sub-indicators, in their order."""

    code: str
    name_th: str
    weight: Decimal
    subs: tuple[SubIndicatorSpec, ...]
    name_en: str = ""
    guidance_th: str = ""
    guidance_en: str = ""


@dataclass(frozen=True)
class DimensionSpec:
    """A dimension with its indicators, in their order."""

    code: str
    name_th: str
    weight: Decimal
    indicators: tuple[IndicatorSpec, ...]
    name_en: str = ""


@dataclass(frozen=True)
class LevelSpec:
    """A level: from `cut_off` marks, where each dimension of `floors` has at least its percentage. `rank` 1 is the lowest."""

    rank: int
    code: str
    name_th: str
    cut_off: Decimal
    name_en: str = ""
    meaning_th: str = ""
    meaning_en: str = ""
    floors: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class SdgLinkSpec:
    """A sub-indicator counts towards a goal, or its `target`, with this weight against its neighbours there."""

    sub_indicator: str
    goal: int
    weight: Decimal
    target: str = ""


@dataclass(frozen=True)
class Instrument:
    """A whole version. Weights are marks, which add up: dimensions to `full_marks`, and each layer to what it stands below."""

    set_code: str
    number: int
    full_marks: Decimal
    dimensions: tuple[DimensionSpec, ...]
    levels: tuple[LevelSpec, ...] = ()
    links: tuple[SdgLinkSpec, ...] = ()
    sdg_attained_from: Decimal = field(default=Decimal(80))
    sdg_underway_from: Decimal = field(default=Decimal(50))

    @cached_property
    def indicators(self) -> tuple[IndicatorSpec, ...]:
        """Every indicator, in order."""
        return tuple(indicator for dimension in self.dimensions for indicator in dimension.indicators)

    @cached_property
    def subs(self) -> dict[str, SubIndicatorSpec]:
        """Every sub-indicator by its code, in order."""
        return {sub.code: sub for indicator in self.indicators for sub in indicator.subs}
