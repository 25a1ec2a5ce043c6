"""From answers to marks, a level and the goals: pure and exact, so that the same answers give the same result anywhere.

    share of a sub-indicator = points / full points
    share of an indicator, a dimension, the whole = Σ weight · share / Σ weight, over what applies
    marks = share · full marks of the layer

"Not applicable" takes a sub-indicator out of both sums: its marks are shared out among its neighbours by their weights,
and where nothing of an indicator or a dimension applies, among the neighbours of that. What is not answered counts as 0.
A level is the highest whose cut-off the marks reach and whose floors all hold. A goal's share is the mean of the shares
of the sub-indicators linked to it, by the links' weights. What is held against a cut-off, a floor or the rule of the
goals is the number with two places that everybody reads, so that nobody reads 50.00 of 50 that were not reached.
Source of the rules: the indicator set itself (`cms.indicators.models`); the arithmetic is a weighted arithmetic mean
(OECD, Handbook on Constructing Composite Indicators, 2008, step 6).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from cms.indicators.instrument import Instrument, LevelSpec, SubIndicatorSpec

PERCENT = Decimal("0.01")
ATTAINED, UNDER_WAY, BEHIND = "attained", "under_way", "behind"


class PointsOutsideRubric(ValueError):
    """Points for which the sub-indicator has no step, or an answer it does not allow; `code` names it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: `points` of a step, or `applies` is False; neither is an answer not yet given."""

    points: int | None = None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Score:
    """What a dimension, an indicator or a sub-indicator got. `share` is exact, None where it does not apply.

    `weight` is its marks by the set, `effective` its marks after what does not apply was shared out; Σ effective of the
    layer is the full marks.
    """

    code: str
    weight: Decimal
    effective: Fraction
    share: Fraction | None

    @property
    def percent(self) -> Decimal | None:
        """The share in percent, two places, half up."""
        return None if self.share is None else percent(self.share)

    @property
    def marks(self) -> Decimal | None:
        """The marks it got, out of `effective`; two places, half up."""
        return None if self.share is None else rounded(self.share * self.effective)


@dataclass(frozen=True, slots=True)
class GoalScore:
    """What a goal, or one of its targets, got: `parts` are (sub-indicator, weight, its share)."""

    goal: int
    target: str
    share: Fraction
    attainment: str
    parts: tuple[tuple[str, Decimal, Fraction], ...]

    @property
    def percent(self) -> Decimal:
        """The share in percent, two places, half up."""
        return percent(self.share)


@dataclass(frozen=True)
class Outcome:
    """The whole of it. `share` is None where nothing applies; `broken_floors` says for each level not reached though its
    cut-off was: (level, dimension, percent needed)."""

    share: Fraction | None
    marks: Fraction
    dimensions: Mapping[str, Score]
    indicators: Mapping[str, Score]
    subs: Mapping[str, Score]
    level: LevelSpec | None
    broken_floors: tuple[tuple[str, str, Decimal], ...]
    goals: tuple[GoalScore, ...]
    targets: tuple[GoalScore, ...]
    unanswered: tuple[str, ...]


def percent(share: Fraction) -> Decimal:
    """A share in percent with two places, halves up."""
    return rounded(share * 100)


def rounded(value: Fraction) -> Decimal:
    """Two places, halves up."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(PERCENT, ROUND_HALF_UP)


def points_of(sub: SubIndicatorSpec, value: Decimal) -> int:
    """The points that a measured value reaches: the best step whose bound it meets."""
    met = [
        step.points
        for step in sub.steps
        if step.bound is None or (value >= step.bound if sub.better == "higher" else value <= step.bound)
    ]
    return max(met, default=0)


def share_of(sub: SubIndicatorSpec, given: Given) -> Fraction | None:
    """Points of full points; None where it does not apply. Raises PointsOutsideRubric."""
    if not given.applies:
        if not sub.allows_na or given.points is not None:
            raise PointsOutsideRubric(sub.code)
        return None
    if given.points is None:
        return Fraction(0)
    if given.points not in sub.points:
        raise PointsOutsideRubric(sub.code)
    return Fraction(given.points, sub.full_points)


def mean(parts: Iterable[tuple[Decimal, Fraction | None]]) -> Fraction | None:
    """Σ weight · share / Σ weight over what applies; None where nothing does."""
    applying = [(Fraction(weight), share) for weight, share in parts if share is not None]
    total = sum((weight for weight, _ in applying), Fraction(0))
    return sum((weight * share for weight, share in applying), Fraction(0)) / total if total else None


def score(instrument: Instrument, answers: Mapping[str, Given]) -> Outcome:
    """The outcome of these answers, by sub-indicators' codes. Raises PointsOutsideRubric; unknown codes are such too."""
    for code in answers:
        if code not in instrument.subs:
            raise PointsOutsideRubric(code)
    shares = {code: share_of(sub, answers.get(code, Given())) for code, sub in instrument.subs.items()}
    by_indicator = {
        indicator.code: mean((sub.weight, shares[sub.code]) for sub in indicator.subs)
        for indicator in instrument.indicators
    }
    return _outcome(instrument, by_indicator, shares, _unanswered(instrument, answers))


def score_by_indicator(instrument: Instrument, shares: Mapping[str, Fraction | None]) -> Outcome:
    """The outcome of a result of which only the indicators' shares are known; goals cannot be told then."""
    return _outcome(instrument, {item.code: shares.get(item.code) for item in instrument.indicators}, {}, ())


def _unanswered(instrument: Instrument, answers: Mapping[str, Given]) -> tuple[str, ...]:
    return tuple(
        code for code in instrument.subs if (given := answers.get(code, Given())).applies and given.points is None
    )


def _outcome(
    instrument: Instrument,
    by_indicator: Mapping[str, Fraction | None],
    shares: Mapping[str, Fraction | None],
    unanswered: tuple[str, ...],
) -> Outcome:
    by_dimension = {
        dimension.code: mean((item.weight, by_indicator[item.code]) for item in dimension.indicators)
        for dimension in instrument.dimensions
    }
    whole = mean((dimension.weight, by_dimension[dimension.code]) for dimension in instrument.dimensions)
    marks = (whole or Fraction(0)) * Fraction(instrument.full_marks)
    level, broken = _level(instrument, marks, by_dimension)
    dimensions, indicators, subs = _layers(instrument, by_dimension, by_indicator, shares)
    return Outcome(
        whole,
        marks,
        dimensions,
        indicators,
        subs,
        level,
        broken,
        _goals(instrument, shares, by_target=False),
        _goals(instrument, shares, by_target=True),
        unanswered,
    )


def _shared_out(
    marks: Fraction, layer: Iterable[tuple[str, Decimal]], shares: Mapping[str, Fraction | None]
) -> dict[str, Score]:
    """A layer below something with so many effective marks: what applies shares them by weight."""
    parts = list(layer)
    total = sum((Fraction(weight) for code, weight in parts if shares[code] is not None), Fraction(0))
    return {
        code: Score(
            code, weight, marks * Fraction(weight) / total if shares[code] is not None else Fraction(0), shares[code]
        )
        for code, weight in parts
    }


def _layers(
    instrument: Instrument,
    by_dimension: Mapping[str, Fraction | None],
    by_indicator: Mapping[str, Fraction | None],
    shares: Mapping[str, Fraction | None],
) -> tuple[dict[str, Score], dict[str, Score], dict[str, Score]]:
    full = Fraction(instrument.full_marks)
    dimensions = _shared_out(full, ((item.code, item.weight) for item in instrument.dimensions), by_dimension)
    indicators: dict[str, Score] = {}
    subs: dict[str, Score] = {}
    for dimension in instrument.dimensions:
        below = ((item.code, item.weight) for item in dimension.indicators)
        indicators |= _shared_out(dimensions[dimension.code].effective, below, by_indicator)
        for indicator in dimension.indicators if shares else ():
            parts = ((item.code, item.weight) for item in indicator.subs)
            subs |= _shared_out(indicators[indicator.code].effective, parts, shares)
    return dimensions, indicators, subs


def _level(
    instrument: Instrument, marks: Fraction, by_dimension: Mapping[str, Fraction | None]
) -> tuple[LevelSpec | None, tuple[tuple[str, str, Decimal], ...]]:
    """The level reached, and the floors that kept higher ones away."""
    broken: list[tuple[str, str, Decimal]] = []
    for level in sorted(instrument.levels, key=lambda level: level.rank, reverse=True):
        if not reaches(marks, level):
            continue
        missed = [(level.code, code, needed) for code, needed in level.floors if not holds(by_dimension[code], needed)]
        if not missed:
            return level, tuple(broken)
        broken += missed
    return None, tuple(broken)


def reaches(marks: Fraction, level: LevelSpec) -> bool:
    """Whether so many marks reach the level's cut-off."""
    return rounded(marks) >= level.cut_off


def holds(share: Fraction | None, needed: Decimal) -> bool:
    """Whether a dimension has the percentage that a floor asks for; what does not apply breaks no floor."""
    return share is None or percent(share) >= needed


def attainment(instrument: Instrument, share: Fraction) -> str:
    """Attained, under way or behind, by the version's rule."""
    if percent(share) >= instrument.sdg_attained_from:
        return ATTAINED
    return UNDER_WAY if percent(share) >= instrument.sdg_underway_from else BEHIND


def _goals(instrument: Instrument, shares: Mapping[str, Fraction | None], *, by_target: bool) -> tuple[GoalScore, ...]:
    """Every goal, or target, with something linked to it that applies; in the goals' order."""
    gathered: dict[tuple[int, str], list[tuple[str, Decimal, Fraction]]] = {}
    for link in instrument.links:
        share = shares.get(link.sub_indicator)
        if share is not None and (link.target or not by_target):
            key = (link.goal, link.target if by_target else "")
            gathered.setdefault(key, []).append((link.sub_indicator, link.weight, share))
    scores = []
    for (goal, target), parts in sorted(gathered.items()):
        # Weights are positive and every part applies: there is a mean.
        share = mean((weight, part) for _, weight, part in parts) or Fraction(0)
        scores.append(GoalScore(goal, target, share, attainment(instrument, share), tuple(parts)))
    return tuple(scores)
