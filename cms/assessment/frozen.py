"""What publishing writes down, computed: from answers, or from what only indicators are known to have got. Pure.

The same function freezes a result and proves it later, see `checks`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cms.assessment import scoring
from cms.assessment.errors import NothingApplies
from cms.assessment.given import AnswerGiven
from cms.assessment.scoring import Outcome, Score
from cms.assessment.working import working
from cms.indicators.instrument import Instrument

DIMENSION, INDICATOR = "dimension", "indicator"
Percents = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class LayerRow:
    """What a dimension or an indicator got; percentages are None where it did not apply or was not told."""

    layer: str
    code: str
    weight: Decimal
    effective: Decimal
    percent: Decimal | None
    self_percent: Decimal | None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """What a goal got."""

    goal: int
    percent: Decimal
    attainment: str


@dataclass(frozen=True)
class Frozen:
    """A result as it is written: see `models.results.Result`. `level` is a code, `rank` 0 where none was reached."""

    marks: Decimal
    percent: Decimal
    self_percent: Decimal | None
    level: str | None
    rank: int
    layers: tuple[LayerRow, ...]
    goals: tuple[GoalRow, ...]
    scores: dict[str, Any] = field(default_factory=dict)
    working: dict[str, Any] = field(default_factory=dict)


def of_answers(
    instrument: Instrument, verified: Mapping[str, AnswerGiven], own: Mapping[str, AnswerGiven] | None = None
) -> Frozen:
    """The result of the verified answers, the organisation's own beside them where there are some.

    Raises scoring.PointsOutsideRubric, and NothingApplies.
    """
    outcome = scoring.score(instrument, {code: answer.for_scoring for code, answer in verified.items()})
    theirs = scoring.score(instrument, {code: answer.for_scoring for code, answer in own.items()}) if own else None
    return _frozen(instrument, outcome, theirs, _scores(instrument, outcome, theirs, verified, own or {}))


def of_percents(instrument: Instrument, percents: Percents, own: Percents | None = None) -> Frozen:
    """The result where of each indicator only its percentage is known, None where it did not apply. Raises NothingApplies."""
    outcome = scoring.score_by_indicator(instrument, _shares(instrument, percents))
    theirs = scoring.score_by_indicator(instrument, _shares(instrument, own)) if own else None
    return _frozen(instrument, outcome, theirs, {})


def _shares(instrument: Instrument, percents: Percents) -> dict[str, Fraction | None]:
    """Of every indicator; what is not named did not apply."""
    known = {item.code: percents.get(item.code) for item in instrument.indicators}
    return {code: None if percent is None else Fraction(percent) / 100 for code, percent in known.items()}


def _frozen(instrument: Instrument, outcome: Outcome, own: Outcome | None, scores: dict[str, Any]) -> Frozen:
    if outcome.share is None:
        raise NothingApplies
    return Frozen(
        marks=scoring.rounded(outcome.marks),
        percent=scoring.percent(outcome.share),
        self_percent=scoring.percent(own.share) if own and own.share is not None else None,
        level=outcome.level.code if outcome.level else None,
        rank=outcome.level.rank if outcome.level else 0,
        layers=(
            *_layer(DIMENSION, outcome.dimensions, own.dimensions if own else {}),
            *_layer(INDICATOR, outcome.indicators, own.indicators if own else {}),
        ),
        goals=tuple(GoalRow(goal.goal, goal.percent, goal.attainment) for goal in outcome.goals),
        scores=scores,
        working=working(instrument, outcome),
    )


def _layer(name: str, scores: Mapping[str, Score], own: Mapping[str, Score]) -> list[LayerRow]:
    return [
        LayerRow(
            layer=name,
            code=code,
            weight=score.weight,
            effective=scoring.rounded(score.effective),
            percent=score.percent,
            self_percent=own[code].percent if code in own else None,
        )
        for code, score in scores.items()
    ]


def _scores(
    instrument: Instrument,
    outcome: Outcome,
    own: Outcome | None,
    verified: Mapping[str, AnswerGiven],
    said: Mapping[str, AnswerGiven],
) -> dict[str, Any]:
    """By sub-indicator; see `Result.scores`. Texts instead of numbers where there are decimals."""
    nothing = AnswerGiven()
    return {
        code: {
            "points": (answer := verified.get(code, nothing)).points,
            "full": instrument.subs[code].full_points,
            "percent": _text(score.percent),
            "self_points": (its_own := said.get(code, nothing)).points,
            "self_percent": _text(own.subs[code].percent) if own else None,
            "weight": str(score.weight),
            "effective": str(scoring.rounded(score.effective)),
            "na": answer.not_applicable,
            "self_na": its_own.not_applicable,
            "value": _text(answer.value),
        }
        for code, score in outcome.subs.items()
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
