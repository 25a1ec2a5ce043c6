"""The working of a result: why this many marks, why this level, in rows that any language can tell. Pure.

What is frozen is codes and numbers, no sentences; numbers are texts with two places, as everything of a result.

    {"full_marks", "marks", "percent", "level": code or None,
     "dimensions": [{"code", "weight", "effective", "percent", "marks"}],        null where it does not apply
     "not_applicable": [{"layer", "code", "weight", "to": [{"code", "gains"}]}], whose marks went to whom
     "levels": [{"code", "cut_off", "reached", "floors": [{"dimension", "needed", "percent", "holds"}], "given"}],
                                                     from the top down to the one given; tried in this order
     "goals", "targets": [{"goal", "target", "percent", "attainment", "weights",
                           "parts": [{"code", "weight", "percent"}]}],    percent = Σ weight · percent / weights
     "gaps": [{"code", "percent", "lost"}],                                   the weakest indicators, marks lost
     "unanswered": [codes]}
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cms.assessment.scoring import GoalScore, Outcome, Score, holds, percent, reaches, rounded
from cms.indicators.instrument import Instrument

Row = dict[str, Any]
MOST_GAPS = 5


def working(instrument: Instrument, outcome: Outcome) -> Row:
    """The working of an outcome, ready to be frozen; see the module."""
    return {
        "full_marks": _text(instrument.full_marks),
        "marks": _text(rounded(outcome.marks)),
        "percent": _text(percent(outcome.share or Fraction(0))),
        "level": outcome.level.code if outcome.level else None,
        "dimensions": [_dimension(score) for score in outcome.dimensions.values()],
        "not_applicable": _not_applicable(instrument, outcome),
        "levels": _levels(instrument, outcome),
        "goals": [_goal(goal) for goal in outcome.goals],
        "targets": [_goal(target) for target in outcome.targets],
        "gaps": gaps(outcome),
        "unanswered": list(outcome.unanswered),
    }


def gaps(outcome: Outcome) -> list[Row]:
    """The indicators with the lowest shares, at most five, none at its full marks; ties go by the marks lost, then by order."""
    scored = [(score.share, score) for score in outcome.indicators.values() if score.share is not None]
    short = [(share, score.effective * (1 - share), score) for share, score in scored if share < 1]
    short.sort(key=lambda row: (row[0], -row[1]))
    return [
        {"code": score.code, "percent": _text(percent(share)), "lost": _text(rounded(lost))}
        for share, lost, score in short[:MOST_GAPS]
    ]


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _dimension(score: Score) -> Row:
    return {
        "code": score.code,
        "weight": _text(score.weight),
        "effective": _text(rounded(score.effective)),
        "percent": _text(score.percent),
        "marks": _text(score.marks),
    }


def _not_applicable(instrument: Instrument, outcome: Outcome) -> list[Row]:
    """What did not apply, each where its marks were shared out: at the lowest layer that has a neighbour that applies."""
    rows = _shared(Fraction(instrument.full_marks), outcome.dimensions, "dimension")
    for dimension in instrument.dimensions:
        of_dimension = outcome.dimensions[dimension.code]
        layer = {item.code: outcome.indicators[item.code] for item in dimension.indicators}
        rows += _shared(of_dimension.effective, layer, "indicator")
        for indicator in dimension.indicators if outcome.subs else ():
            subs = {sub.code: outcome.subs[sub.code] for sub in indicator.subs}
            rows += _shared(outcome.indicators[indicator.code].effective, subs, "sub")
    return rows


def _shared(marks: Fraction, layer: Mapping[str, Score], name: str) -> list[Row]:
    """Where in a layer that shares so many marks by weight somebody applies and somebody does not."""
    applying = [score for score in layer.values() if score.share is not None]
    if not applying or len(applying) == len(layer):
        return []
    weights, left = _weights(layer.values()), _weights(applying)
    return [
        {
            "layer": name,
            "code": score.code,
            "weight": _text(score.weight),
            "to": [
                {"code": to.code, "gains": _text(rounded(_part(marks, score, weights) * Fraction(to.weight) / left))}
                for to in applying
            ],
        }
        for score in layer.values()
        if score.share is None
    ]


def _weights(scores: Iterable[Score]) -> Fraction:
    return sum((Fraction(score.weight) for score in scores), Fraction(0))


def _part(marks: Fraction, score: Score, weights: Fraction) -> Fraction:
    return marks * Fraction(score.weight) / weights


def _levels(instrument: Instrument, outcome: Outcome) -> list[Row]:
    tried: list[Row] = []
    for level in sorted(instrument.levels, key=lambda level: level.rank, reverse=True):
        given = outcome.level is not None and level.code == outcome.level.code
        tried.append(
            {
                "code": level.code,
                "cut_off": _text(level.cut_off),
                "reached": reaches(outcome.marks, level),
                "floors": [_floor(outcome.dimensions[code], needed) for code, needed in level.floors],
                "given": given,
            }
        )
        if given:
            break
    return tried


def _floor(score: Score, needed: Decimal) -> Row:
    return {
        "dimension": score.code,
        "needed": _text(needed),
        "percent": _text(score.percent),
        "holds": holds(score.share, needed),
    }


def _goal(score: GoalScore) -> Row:
    return {
        "goal": score.goal,
        "target": score.target,
        "percent": _text(score.percent),
        "attainment": score.attainment,
        "weights": _text(sum((weight for _code, weight, _share in score.parts), Decimal(0))),
        "parts": [
            {"code": code, "weight": _text(weight), "percent": _text(percent(share))}
            for code, weight, share in score.parts
        ],
    }
