"""What a version of an indicator set may not be."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.indicators.instrument import Instrument, LevelSpec, SdgLinkSpec, StepSpec, SubIndicatorSpec
from cms.indicators.rules import problems
from cms.indicators.sdgs import TARGETS, Goal
from tests.indicators.instruments import MEASURED, NO, RUBRIC, YES, D, instruments, small

Change = Callable[[Instrument], Instrument]


def with_sub(code: str, /, **changes: Any) -> Change:
    """The same version with one sub-indicator changed."""

    def changed(instrument: Instrument) -> Instrument:
        dimensions = tuple(
            replace(
                dimension,
                indicators=tuple(
                    replace(item, subs=tuple(replace(sub, **changes) if sub.code == code else sub for sub in item.subs))
                    for item in dimension.indicators
                ),
            )
            for dimension in instrument.dimensions
        )
        return replace(instrument, dimensions=dimensions)

    return changed


def with_level(rank: int, /, **changes: Any) -> Change:
    """The same version with one level changed."""
    return lambda instrument: replace(
        instrument, levels=tuple(replace(one, **changes) if one.rank == rank else one for one in instrument.levels)
    )


def with_link(**changes: Any) -> Change:
    """The same version with its last link changed."""
    return lambda instrument: replace(instrument, links=(instrument.links[0], replace(instrument.links[1], **changes)))


def found(instrument: Instrument) -> list[tuple[tuple[str, ...], str, str]]:
    """Where, which field, which rule."""
    return [(problem.path, problem.field, problem.code) for problem in problems(instrument)]


def test_a_version_that_is_right_has_no_problem() -> None:
    assert problems(small()) == []


@settings(max_examples=40, deadline=None)
@given(instruments())
def test_whatever_adds_up_and_climbs_has_no_problem(instrument: Instrument) -> None:
    assert problems(instrument) == []


@settings(max_examples=40, deadline=None)
@given(instruments(), st.decimals("0.01", 30, places=2), st.data())
def test_marks_that_are_off_are_told_with_exactly_how_much(
    instrument: Instrument, off: Decimal, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from(sorted(instrument.subs)))
    changed = with_sub(code, weight=instrument.subs[code].weight + off)(instrument)
    (problem,) = problems(changed)
    indicator = code.rpartition(".")[0]
    assert (problem.path, problem.field) == (("indicators", indicator), "weight")
    assert (problem.code, Decimal(problem.params["off"])) == ("marks_do_not_add_up", off)
    assert problem.params["sum"] != problem.params["marks"]


def test_a_hundred_and_one_percent_and_ninety_nine_are_told_apart() -> None:
    translation.activate("en")
    over, under = (replace(small(), full_marks=D(marks)) for marks in (99, 101))
    assert [str(problem) for problem in problems(over)] == [
        "What stands below adds up to 100 marks, 1 more than the 99 here."
    ]
    assert [str(problem) for problem in problems(under)] == [
        "What stands below adds up to 100 marks, 1 less than the 101 here."
    ]


SUB, STEP = ("sub_indicators", "A1.1"), ("steps", "A1.1")
WATER, FUND = ("sub_indicators", "A1.2"), ("sub_indicators", "A2.1")
UNEVEN = (StepSpec(0, "น้อย"), StepSpec(1, "พอใช้", bound=D(80)), StepSpec(2, "ดี", bound=D(80)))

WRONG: dict[str, tuple[Change, list[tuple[tuple[str, ...], str, str]]]] = {
    "no step of 0": (with_sub("A1.1", steps=RUBRIC[1:]), [(SUB, "steps", "no_step_of_0")]),
    "one step only": (with_sub("A1.1", steps=RUBRIC[:1]), [(SUB, "steps", "too_few_steps")]),
    "no steps": (with_sub("A1.1", steps=()), [(SUB, "steps", "too_few_steps")]),
    "a step twice": (with_sub("A1.1", steps=(*RUBRIC, RUBRIC[0])), [((*STEP, "0"), "points", "twice")]),
    "points above 20": (
        with_sub("A1.1", steps=(*RUBRIC, StepSpec(21, "มาก"))),
        [((*STEP, "21"), "points", "out_of_range")],
    ),
    "a step without words": (
        with_sub("A1.1", steps=(RUBRIC[0], StepSpec(1, " "))),
        [((*STEP, "1"), "text_th", "no_words")],
    ),
    "yes or no with three steps": (with_sub("A2.1", steps=RUBRIC), [(FUND, "steps", "yes_no_steps")]),
    "yes or no of 0 and 2": (with_sub("A2.1", steps=(NO, StepSpec(2, "มี"))), [(FUND, "steps", "yes_no_steps")]),
    "a bound that no one asked for": (
        with_sub("A2.1", steps=(NO, replace(YES, bound=D(1)))),
        [(("steps", "A2.1", "1"), "bound", "bound_missing_or_idle")],
    ),
    "a bound at 0 points": (
        with_sub("A1.2", steps=(replace(MEASURED[0], bound=D(1)), *MEASURED[1:])),
        [(("steps", "A1.2", "0"), "bound", "bound_missing_or_idle")],
    ),
    "a bound that is missing": (
        with_sub("A1.2", steps=(*MEASURED[:2], replace(MEASURED[2], bound=None))),
        [(("steps", "A1.2", "2"), "bound", "bound_missing_or_idle")],
    ),
    "two bounds at one value": (
        with_sub("A1.2", steps=UNEVEN),
        [(("steps", "A1.2", "2"), "bound", "bounds_out_of_order")],
    ),
    "bounds against the sense": (
        with_sub("A1.2", better="lower"),
        [(("steps", "A1.2", "2"), "bound", "bounds_out_of_order")],
    ),
    "no sense": (with_sub("A1.2", better=""), [(WATER, "better", "sense_missing")]),
    "no unit": (with_sub("A1.2", unit_th=""), [(WATER, "unit_th", "unit_missing")]),
    "a unit of nothing measured": (with_sub("A1.1", unit_th="คน"), [(SUB, "scale", "not_measured")]),
    "a scale that is none": (with_sub("A1.1", scale="stars"), [(SUB, "scale", "unknown")]),
    "a code with a space": (with_sub("A1.1", code="A1 1"), [(("sub_indicators", "A1 1"), "code", "code_format")]),
    "no Thai name": (with_sub("A1.1", name_th=""), [(SUB, "name_th", "no_words")]),
    "a name without end": (with_sub("A1.1", name_en="x" * 301), [(SUB, "name_en", "too_long")]),
    "a NUL": (with_sub("A1.1", guidance_th="\x00"), [(SUB, "guidance_th", "unreadable")]),
    "a level above all marks": (
        with_level(3, cut_off=D(101)),
        [(("levels", "reached"), "cut_off", "cut_off_too_high")],
    ),
    "cut-offs out of order": (
        with_level(3, cut_off=D(40)),
        [(("levels", "reached"), "cut_off", "cut_offs_out_of_order")],
    ),
    "floors that fall": (
        with_level(3, floors=(("B", D(50)),)),
        [(("floors", "reached", "A"), "percent", "floors_out_of_order")],
    ),
    "a floor in no dimension": (
        with_level(3, floors=(("A", D(60)), ("C", D(10)))),
        [(("floors", "reached", "C"), "dimension", "unknown_dimension")],
    ),
    "a floor above 100": (
        with_level(3, floors=(("A", D(101)),)),
        [(("floors", "reached", "A"), "percent", "out_of_range")],
    ),
    "no level": (lambda one: replace(one, levels=()), [(("set",), "levels", "no_level")]),
    "a rank twice": (
        lambda one: replace(one, levels=(*one.levels[:2], LevelSpec(2, "other", "อื่น", D(90), floors=(("A", D(60)),)))),
        [(("levels", "other"), "rank", "twice")],
    ),
    "a link of nothing": (
        with_link(sub_indicator="Z9"),
        [(("sdg_links", "Z9", "6", "6.1"), "sub_indicator", "unknown_sub_indicator")],
    ),
    "a goal that is none": (
        with_link(goal=18, target=""),
        [(("sdg_links", "A1.2", "18", ""), "goal", "unknown_goal")],
    ),
    "a target that is none": (
        with_link(target="6.9"),
        [(("sdg_links", "A1.2", "6", "6.9"), "target", "unknown_target")],
    ),
    "another goal's target": (
        with_link(target="4.1"),
        [(("sdg_links", "A1.2", "6", "4.1"), "target", "unknown_target")],
    ),
    "a link that weighs nothing": (
        with_link(weight=D(0)),
        [(("sdg_links", "A1.2", "6", "6.1"), "weight", "not_positive")],
    ),
    "a link twice": (
        lambda one: replace(one, links=(*one.links, SdgLinkSpec("B1.1", 4, D(2)))),
        [(("sdg_links", "B1.1", "4", ""), "goal", "twice")],
    ),
    "nothing below": (
        lambda one: replace(one, dimensions=(*one.dimensions[:1], replace(one.dimensions[1], indicators=())), links=()),
        [(("dimensions", "B"), "", "nothing_below")],
    ),
    "an SDG rule upside down": (
        lambda one: replace(one, sdg_attained_from=D(50)),
        [(("set",), "sdg_underway_from", "sdg_rule")],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found_where_it_is_and_nothing_else(name: str) -> None:
    change, expected = WRONG[name]
    assert found(change(small())) == expected
    assert all(problem.text and "%(" not in problem.text for problem in problems(change(small())))


def test_a_code_that_is_there_twice_is_told_once_with_how_often() -> None:
    again = SubIndicatorSpec("A1.1", "ซ้ำ", D(40), (NO, YES), "yes_no")
    base = small()
    last = replace(base.dimensions[1].indicators[0], subs=(again,))
    dimensions = (base.dimensions[0], replace(base.dimensions[1], indicators=(last,)))
    changed = replace(base, dimensions=dimensions, links=base.links[1:])
    (problem,) = problems(changed)
    assert (problem.code, problem.params) == ("twice", {"read": "A1.1", "times": 2})


def test_the_resolution_has_169_targets_under_17_goals() -> None:
    assert sorted(TARGETS) == sorted(Goal.values)
    assert sum(map(len, TARGETS.values())) == 169
    assert {"1.b", "6.a", "8.10", "14.c", "16.10", "17.19"} <= {one for targets in TARGETS.values() for one in targets}
    assert "17.a" not in TARGETS[17]
