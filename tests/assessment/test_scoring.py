"""The arithmetic of Kalyanamitr, over any instrument and any answers: bounds, order, what does not apply, edges, goals."""

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cms.assessment.frozen import of_answers, of_percents
from cms.assessment.given import AnswerGiven
from cms.assessment.scoring import (
    Given,
    Outcome,
    Score,
    points_of,
    rounded,
    score,
    score_by_indicator,
    share_of,
)
from cms.indicators.instrument import (
    Instrument,
    SubIndicatorSpec,
)
from cms.indicators.shipped.reading import read
from tests.indicators.instruments import instruments

D = Decimal
few = settings(max_examples=40, deadline=None)
Answers = dict[str, Given]
MEASURED = [sub for sub in read("lao-sample").instrument.subs.values() if sub.scale == "measured"]


@st.composite
def answered(draw: st.DrawFn) -> tuple[Instrument, Answers]:
    """Any instrument with any answers to it, some left out."""
    instrument = draw(instruments())
    answers: Answers = {}
    for code, sub in instrument.subs.items():
        said = [*(Given(points) for points in sorted(sub.points)), Given()]
        answers[code] = draw(st.sampled_from([*said, Given(applies=False)] if sub.allows_na else said))
    return instrument, answers


def rank(outcome: Outcome) -> int:
    return outcome.level.rank if outcome.level else 0


@few
@given(answered())
def test_nothing_is_below_zero_or_above_full(case: tuple[Instrument, Answers]) -> None:
    instrument, answers = case
    outcome = score(instrument, answers)
    assert 0 <= outcome.marks <= Fraction(instrument.full_marks)
    for layer in (outcome.dimensions, outcome.indicators, outcome.subs):
        for one in layer.values():
            assert one.share is None or 0 <= one.share <= 1
            assert 0 <= one.effective <= Fraction(instrument.full_marks)


@few
@given(answered(), st.randoms(use_true_random=False))
def test_a_better_answer_never_lowers_marks_level_or_goals(
    case: tuple[Instrument, Answers], dice: random.Random
) -> None:
    instrument, answers = case
    worse = [
        (code, points)
        for code, said in answers.items()
        for points in instrument.subs[code].points
        if said.applies and points > (said.points or 0)
    ]
    assume(worse)
    code, points = dice.choice(sorted(worse))
    before, after = score(instrument, answers), score(instrument, {**answers, code: Given(points)})
    assert after.marks > before.marks
    assert rank(after) >= rank(before)
    goals = {goal.goal: goal.share for goal in after.goals}
    assert all(goals[goal.goal] >= goal.share for goal in before.goals)


@few
@given(answered())
def test_the_marks_of_what_does_not_apply_go_to_its_neighbours(case: tuple[Instrument, Answers]) -> None:
    instrument, answers = case
    outcome = score(instrument, answers)
    if outcome.share is None:
        assert outcome.marks == 0
        assert not outcome.goals
        return
    full = Fraction(instrument.full_marks)
    layers: list[tuple[Fraction, list[Score]]] = [(full, list(outcome.dimensions.values()))]
    for dimension in instrument.dimensions:
        mine = [outcome.indicators[item.code] for item in dimension.indicators]
        layers.append((outcome.dimensions[dimension.code].effective, mine))
        layers += [
            (outcome.indicators[item.code].effective, [outcome.subs[sub.code] for sub in item.subs])
            for item in dimension.indicators
        ]
    for marks, below in layers:
        assert sum(one.effective for one in below) == (marks if any(one.share is not None for one in below) else 0)
        assert all(one.effective == 0 for one in below if one.share is None)
    for layer in (outcome.dimensions, outcome.indicators, outcome.subs):
        assert sum(one.share * one.effective for one in layer.values() if one.share is not None) == outcome.marks


@few
@given(answered())
def test_what_does_not_apply_might_as_well_not_be_asked(case: tuple[Instrument, Answers]) -> None:
    instrument, answers = case
    asked = {code: said for code, said in answers.items() if said.applies}
    assume(asked)
    dimensions = []
    for dimension in instrument.dimensions:
        left = [
            replace(item, subs=tuple(sub for sub in item.subs if sub.code in asked)) for item in dimension.indicators
        ]
        if indicators := tuple(item for item in left if item.subs):
            dimensions.append(replace(dimension, indicators=indicators))
    smaller = Instrument("smaller", 1, instrument.full_marks, tuple(dimensions))
    assert score(smaller, asked).share == score(instrument, answers).share


@few
@given(answered(), st.randoms(use_true_random=False))
def test_the_same_answers_give_the_same_result_in_any_order(
    case: tuple[Instrument, Answers], dice: random.Random
) -> None:
    instrument, answers = case
    shuffled = list(answers.items())
    dice.shuffle(shuffled)
    assert score(instrument, dict(shuffled)) == score(instrument, answers)
    # What was not answered counts as nothing, named or not.
    assert score(instrument, {code: said for code, said in shuffled if said != Given()}) == score(instrument, answers)


@few
@given(answered())
def test_a_goal_is_the_weighted_mean_of_what_is_linked_to_it(case: tuple[Instrument, Answers]) -> None:
    instrument, answers = case
    outcome = score(instrument, answers)
    told = {goal.goal: goal for goal in outcome.goals}
    for goal in range(1, 18):
        linked = [
            (Fraction(link.weight), share)
            for link in instrument.links
            if link.goal == goal
            and (share := share_of(instrument.subs[link.sub_indicator], answers[link.sub_indicator])) is not None
        ]
        if not linked:
            assert goal not in told
            continue
        assert told[goal].share * sum(weight for weight, _ in linked) == sum(weight * share for weight, share in linked)
        assert 0 <= told[goal].share <= 1
        assert [(Fraction(weight), share) for _code, weight, share in told[goal].parts] == linked


@few
@given(answered())
def test_what_is_frozen_survives_its_way_through_the_database(case: tuple[Instrument, Answers]) -> None:
    instrument, answers = case
    assume(any(said.applies for said in answers.values()))
    given_ = {code: AnswerGiven(said.points, not_applicable=not said.applies) for code, said in answers.items()}
    frozen = of_answers(instrument, given_, given_)
    for stored in (frozen.working, frozen.scores):
        assert json.loads(json.dumps(stored)) == stored
    assert frozen.percent == frozen.self_percent
    told = score(instrument, answers)
    layers: dict[str, Mapping[str, Score]] = {
        "dimension": told.dimensions,
        "indicator": told.indicators,
        "sub": told.subs,
    }
    for row in frozen.working["not_applicable"]:
        assert layers[row["layer"]][row["code"]].share is None
        for to in row["to"]:
            neighbour = layers[row["layer"]][to["code"]]
            # A gain is told with two places.
            assert 0 <= D(to["gains"]) <= rounded(neighbour.effective) + D("0.01")


@few
@given(instruments(), st.data())
def test_scores_alone_give_the_result_that_their_answers_gave(instrument: Instrument, data: st.DataObject) -> None:
    shares = {
        item.code: data.draw(st.one_of(st.none(), st.integers(0, 10_000).map(lambda n: D(n) / 100)))
        for item in instrument.indicators
    }
    assume(any(share is not None for share in shares.values()))
    frozen = of_percents(instrument, shares)
    again = {row.code: row.percent for row in frozen.layers if row.layer == "indicator"}
    assert again == shares
    assert of_percents(instrument, again) == frozen
    assert 0 <= frozen.percent <= 100
    exact = score_by_indicator(instrument, {c: None if s is None else Fraction(s) / 100 for c, s in shares.items()})
    assert frozen.marks == rounded(exact.marks)
    assert not exact.goals


@few
@given(st.sampled_from(MEASURED), st.decimals(-10, 1000, places=2), st.decimals(0, 50, places=2))
def test_a_better_measured_value_never_has_fewer_points(sub: SubIndicatorSpec, value: Decimal, more: Decimal) -> None:
    better = value + more if sub.better == "higher" else value - more
    assert points_of(sub, better) >= points_of(sub, value)
    assert points_of(sub, value) in sub.points
