"""Where a level begins: cut-offs to the hundredth, floors, the villages' marks; and what is no answer at all."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from cms.assessment.scoring import Given, Outcome, PointsOutsideRubric, score, share_of
from cms.assessment.working import working
from cms.indicators.instrument import (
    DimensionSpec,
    IndicatorSpec,
    Instrument,
    LevelSpec,
    StepSpec,
    SubIndicatorSpec,
)
from cms.indicators.shipped.reading import read

D = Decimal


def rank(outcome: Outcome) -> int:
    return outcome.level.rank if outcome.level else 0


def one_question(points: int, *levels: LevelSpec) -> Instrument:
    """An instrument that asks one thing, of so many full points."""
    steps = tuple(StepSpec(number, str(number)) for number in range(points + 1))
    marks = D(100)
    sub = SubIndicatorSpec("A1a", "ย่อย", marks, steps, allows_na=True)
    indicator = IndicatorSpec("A1", "ตัวชี้วัด", marks, (sub,))
    return Instrument("one", 1, marks, (DimensionSpec("A", "ด้าน", marks, (indicator,)),), levels)


def level(number: int, cut_off: str, **floors: str) -> LevelSpec:
    needed = tuple((code, D(percent)) for code, percent in floors.items())
    return LevelSpec(number, f"l{number}", f"ระดับ {number}", D(cut_off), floors=needed)


@pytest.mark.parametrize(
    ("full", "points", "cut_off", "reached"),
    [
        pytest.param(20, 7, "35", True, id="exactly at"),
        pytest.param(20, 6, "35", False, id="a step below"),
        pytest.param(20, 7, "35.01", False, id="a hundredth above"),
        pytest.param(3, 1, "33.33", True, id="a third"),
        pytest.param(3, 2, "66.67", True, id="two thirds as everybody reads them"),
        pytest.param(3, 2, "66.68", False, id="more than two thirds"),
        pytest.param(20, 0, "0", True, id="nothing at all"),
        pytest.param(20, 20, "100", True, id="everything"),
    ],
)
def test_a_cut_off_is_reached_by_exactly_as_many_marks(full: int, points: int, cut_off: str, reached: bool) -> None:
    instrument = one_question(full, level(1, cut_off))
    outcome = score(instrument, {"A1a": Given(points)})
    assert (outcome.level is not None) is reached
    assert working(instrument, outcome)["levels"][0]["reached"] is reached


def test_a_broken_floor_gives_the_next_level_down_and_is_named() -> None:
    small = one_question(4).dimensions[0]
    other = replace(
        small,
        code="B",
        indicators=(replace(small.indicators[0], code="B1", subs=(replace(small.indicators[0].subs[0], code="B1a"),)),),
    )
    levels = (level(1, "100"), level(2, "120", B="50"), level(3, "125", A="50", B="51"))
    instrument = Instrument("two", 1, D(200), (small, other), levels)

    def reached(a: int | None, b: int | None) -> tuple[int, tuple[tuple[str, str, Decimal], ...]]:
        said = {"A1a": Given(a, applies=a is not None), "B1a": Given(b, applies=b is not None)}
        outcome = score(instrument, said)
        return rank(outcome), outcome.broken_floors

    assert reached(4, 2) == (2, (("l3", "B", D(51)),))
    assert reached(4, 1) == (1, (("l3", "B", D(51)), ("l2", "B", D(50))))
    assert reached(4, 3) == (3, ())
    # What does not apply breaks no floor.
    assert reached(4, None) == (3, ())
    assert reached(0, 0) == (0, ())


@pytest.mark.parametrize(
    ("yes", "expected"),
    [
        (23, "prosper"),
        (22, "live-well"),
        (17, "live-well"),
        (16, "enough-to-live"),
        (10, "enough-to-live"),
        (9, None),
        (0, None),
    ],
)
def test_the_villages_23_questions_give_a_mark_each(yes: int, expected: str | None) -> None:
    instrument = read("moi-village").instrument
    answers = {code: Given(int(number < yes)) for number, code in enumerate(instrument.subs)}
    outcome = score(instrument, answers)
    assert instrument.full_marks == 23
    assert outcome.marks == yes
    assert (outcome.level.code if outcome.level else None) == expected


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"A1a": Given(5)}, id="above the rubric"),
        pytest.param({"A1a": Given(-1)}, id="below it"),
        pytest.param({"Z9": Given(1)}, id="unknown code"),
        pytest.param({"A1a": Given(1, applies=False)}, id="both"),
    ],
)
def test_an_answer_outside_its_rubric_is_no_answer(answers: Mapping[str, Given]) -> None:
    with pytest.raises(PointsOutsideRubric):
        score(one_question(4), answers)


def test_not_applicable_is_no_answer_where_it_always_applies() -> None:
    always = replace(one_question(4).subs["A1a"], allows_na=False)
    with pytest.raises(PointsOutsideRubric):
        share_of(always, Given(applies=False))
