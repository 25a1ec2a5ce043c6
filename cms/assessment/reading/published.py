"""One published result as its readers see it: dimensions, indicators, sub-indicators and goals with their names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cms.assessment.models import Layer, Result, ResultScore
from cms.indicators.instrument import DimensionSpec, IndicatorSpec, Instrument, SubIndicatorSpec
from cms.indicators.queries import instrument_of
from cms.indicators.sdgs import Goal
from themes.templatetags.localised import localised

Layers = Mapping[tuple[str, str], ResultScore]


@dataclass(frozen=True, slots=True)
class SubRead:
    """A sub-indicator: points of `full`, marks `effective` of which `weight` are its own by the set."""

    code: str
    name: str
    points: int | None
    full: int
    percent: Decimal | None
    self_percent: Decimal | None
    weight: Decimal
    effective: Decimal
    applies: bool
    value: Decimal | None
    unit: str
    step: str


@dataclass(frozen=True, slots=True)
class IndicatorRead:
    """An indicator with the strength that was written of it, and its sub-indicators (none where scores were imported)."""

    code: str
    name: str
    percent: Decimal | None
    self_percent: Decimal | None
    weight: Decimal
    effective: Decimal
    strength: str
    subs: tuple[SubRead, ...]


@dataclass(frozen=True, slots=True)
class DimensionRead:
    """A dimension with its indicators. `mark` stands for it in drawings: its code where that is short, else its place."""

    mark: str
    code: str
    name: str
    percent: Decimal | None
    self_percent: Decimal | None
    weight: Decimal
    effective: Decimal
    indicators: tuple[IndicatorRead, ...]


@dataclass(frozen=True, slots=True)
class PartRead:
    """What counted towards a goal: a sub-indicator with the weight of its links."""

    code: str
    name: str
    weight: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True)
class GoalRead:
    """A goal with its arithmetic: Σ weight · percent / `weights` over its parts. `targets` pair a target and its percentage."""

    number: int
    name: str
    percent: Decimal
    attainment: str
    weights: Decimal
    parts: tuple[PartRead, ...]
    targets: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class Published:
    """A result whole. Every percentage is as it was frozen."""

    result: Result
    instrument: Instrument
    dimensions: tuple[DimensionRead, ...]
    goals: tuple[GoalRead, ...]

    @property
    def indicators(self) -> tuple[IndicatorRead, ...]:
        """Every indicator, in order."""
        return tuple(one for dimension in self.dimensions for one in dimension.indicators)

    @property
    def strengths(self) -> tuple[IndicatorRead, ...]:
        """The indicators of which a strength was written."""
        return tuple(one for one in self.indicators if one.strength)

    @property
    def shares(self) -> dict[str, Decimal | None]:
        """The indicators' percentages by code."""
        return {one.code: one.percent for one in self.indicators}


def read(pk: int) -> Published:
    """The result with all that hangs on it; four queries besides the version, which is remembered."""
    result = Result.objects.select_related("version__indicator_set", "level").get(pk=pk)
    instrument = instrument_of(result.version)
    layers = {(row.layer, row.code): row for row in result.layers.all()}
    strengths = {row.code: row.text for row in result.strengths.all()}
    dimensions = _dimensions(instrument, result.scores, layers, strengths)
    return Published(result, instrument, dimensions, _goals(result, instrument))


def read_side_by_side(results: Collection[int], instrument: Instrument) -> dict[int, tuple[DimensionRead, ...]]:
    """Dimensions and indicators of several results by the names of one version, without sub-indicators; one query."""
    layers: dict[int, dict[tuple[str, str], ResultScore]] = {pk: {} for pk in results}
    for row in ResultScore.objects.filter(result__in=results):
        layers[row.result_id][row.layer, row.code] = row
    return {pk: _dimensions(instrument, {}, found, {}) for pk, found in layers.items()}


def dimensions_of(working: Mapping[str, Any], instrument: Instrument) -> tuple[DimensionRead, ...]:
    """Dimensions as the working of a result has them, without what stands below them; no query."""
    rows = {row["code"]: row for row in working["dimensions"]}
    return tuple(
        DimensionRead(
            mark=mark_of(spec.code, place),
            code=spec.code,
            name=localised(spec, "name"),
            percent=None if rows[spec.code]["percent"] is None else Decimal(rows[spec.code]["percent"]),
            self_percent=None,
            weight=spec.weight,
            effective=Decimal(rows[spec.code]["effective"]),
            indicators=(),
        )
        for place, spec in enumerate(instrument.dimensions, start=1)
    )


def _dimensions(
    instrument: Instrument, scores: Mapping[str, Any], layers: Layers, strengths: Mapping[str, str]
) -> tuple[DimensionRead, ...]:
    return tuple(
        _dimension(one, mark_of(one.code, place), scores, layers, strengths)
        for place, one in enumerate(instrument.dimensions, start=1)
    )


def mark_of(code: str, place: int) -> str:
    """What fits into a badge of a drawing."""
    return code if len(code) <= 3 else str(place)


def _dimension(
    spec: DimensionSpec, mark: str, scores: Mapping[str, Any], layers: Layers, strengths: Mapping[str, str]
) -> DimensionRead:
    row = layers.get((Layer.DIMENSION, spec.code))
    return DimensionRead(
        mark=mark,
        code=spec.code,
        name=localised(spec, "name"),
        percent=row.percent if row else None,
        self_percent=row.self_percent if row else None,
        weight=spec.weight,
        effective=row.effective if row else Decimal(0),
        indicators=tuple(_indicator(one, scores, layers, strengths) for one in spec.indicators),
    )


def _indicator(
    spec: IndicatorSpec, scores: Mapping[str, Any], layers: Layers, strengths: Mapping[str, str]
) -> IndicatorRead:
    row = layers.get((Layer.INDICATOR, spec.code))
    return IndicatorRead(
        code=spec.code,
        name=localised(spec, "name"),
        percent=row.percent if row else None,
        self_percent=row.self_percent if row else None,
        weight=spec.weight,
        effective=row.effective if row else Decimal(0),
        strength=strengths.get(spec.code, ""),
        subs=tuple(_sub(sub, scores[sub.code]) for sub in spec.subs if sub.code in scores),
    )


def _sub(spec: SubIndicatorSpec, said: Mapping[str, Any]) -> SubRead:
    points = said["points"]
    step = next((step for step in spec.steps if step.points == points), None)
    return SubRead(
        code=spec.code,
        name=localised(spec, "name"),
        points=points,
        full=said["full"],
        percent=_number(said["percent"]),
        self_percent=_number(said.get("self_percent")),
        weight=spec.weight,
        effective=_number(said["effective"]) or Decimal(0),
        applies=not said["na"],
        value=_number(said.get("value")),
        unit=localised(spec, "unit"),
        step=localised(step, "text") if step else "",
    )


def _number(said: object) -> Decimal | None:
    return None if said is None else Decimal(str(said))


def _goals(result: Result, instrument: Instrument) -> tuple[GoalRead, ...]:
    frozen = {row["goal"]: row for row in result.working.get("goals", ())}
    targets = result.working.get("targets", ())
    return tuple(
        GoalRead(
            number=row.goal,
            name=str(Goal(row.goal).label),
            percent=row.percent,
            attainment=row.attainment,
            weights=Decimal(said["weights"]),
            parts=tuple(_part(part, instrument) for part in said["parts"]),
            targets=tuple((one["target"], Decimal(one["percent"])) for one in targets if one["goal"] == row.goal),
        )
        for row in result.goals.all()
        for said in [frozen[row.goal]]
    )


def _part(said: Mapping[str, str], instrument: Instrument) -> PartRead:
    name = localised(instrument.subs[said["code"]], "name")
    return PartRead(said["code"], name, Decimal(said["weight"]), Decimal(said["percent"]))
