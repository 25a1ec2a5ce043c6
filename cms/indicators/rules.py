"""Whether a version of an indicator set can be assessed by: the marks add up, every answer has its step. Pure.

A draft may break these while it is being written; `limits.unwritable` says what not even a draft may.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.indicators.instrument import Instrument, LevelSpec, StepSpec, SubIndicatorSpec
from cms.indicators.limits import unwritable
from cms.indicators.problem import DIMENSIONS, FLOORS, INDICATORS, LEVELS, SET, STEPS, SUBS, Problem, plain

TOO_MUCH = _("What stands below adds up to %(sum)s marks, %(off)s more than the %(marks)s here.")
TOO_LITTLE = _("What stands below adds up to %(sum)s marks, %(off)s less than the %(marks)s here.")
YES_NO_POINTS = {0, 1}


def problems(instrument: Instrument) -> list[Problem]:
    """Everything that keeps this version from being published; an empty list where nothing does."""
    return [*unwritable(instrument), *_sums(instrument), *_steps(instrument), *_levels(instrument)]


def difference(marks: Decimal, below: Iterable[Decimal]) -> Decimal:
    """By how many marks the rows below exceed what they should add up to; negative where they fall short."""
    return sum(below, Decimal(0)) - marks


def _sums(instrument: Instrument) -> Iterator[Problem]:
    nothing = _("There is no dimension.")
    yield from _sum((SET,), "full_marks", instrument.full_marks, instrument.dimensions, nothing)
    for dimension in instrument.dimensions:
        path = (DIMENSIONS, dimension.code)
        yield from _sum(path, "weight", dimension.weight, dimension.indicators, _("The dimension has no indicator."))
    for indicator in instrument.indicators:
        path = (INDICATORS, indicator.code)
        yield from _sum(path, "weight", indicator.weight, indicator.subs, _("The indicator has no sub-indicator."))


def _sum(path: tuple[str, ...], field: str, marks: Decimal, below: Iterable[Any], nothing: Any) -> Iterator[Problem]:
    weights = [row.weight for row in below]
    if not weights:
        yield Problem(path, "", "nothing_below", nothing)
    elif off := difference(marks, weights):
        known = {"sum": plain(sum(weights, Decimal(0))), "off": plain(abs(off)), "marks": plain(marks)}
        yield Problem(path, field, "marks_do_not_add_up", TOO_MUCH if off > 0 else TOO_LITTLE, known)


def _steps(instrument: Instrument) -> Iterator[Problem]:
    for indicator in instrument.indicators:
        for sub in indicator.subs:
            yield from _steps_of(sub)
            yield from _bounds(sub)


def _steps_of(sub: SubIndicatorSpec) -> Iterator[Problem]:
    path = (SUBS, sub.code)
    if sub.scale == "yes_no":
        if sub.points != YES_NO_POINTS:
            yield Problem(
                path, "steps", "yes_no_steps", _("Yes or no has two steps: 0 points for no, 1 point for yes.")
            )
        return
    if len(sub.points) < 2:
        yield Problem(path, "steps", "too_few_steps", _("It has fewer than two steps; there must be a choice."))
    if sub.steps and 0 not in sub.points:
        yield Problem(path, "steps", "no_step_of_0", _("It has no step of 0 points."))


def _bounds(sub: SubIndicatorSpec) -> Iterator[Problem]:
    """A measured value has a bound at every step but that of 0 points, each better than the one before."""
    steps = sorted(sub.steps, key=lambda step: step.points)
    is_measured = sub.scale == "measured"
    for step in steps:
        needs_one = is_measured and step.points > 0
        if (step.bound is not None) != needs_one:
            words = (
                _("This step needs a bound: the value from which, or up to which, it is reached.")
                if needs_one
                else _("This step has no bound: only those of a measured value with more than 0 points have.")
            )
            yield Problem((STEPS, sub.code, str(step.points)), "bound", "bound_missing_or_idle", words)
    if is_measured:
        yield from _in_order(sub, [step for step in steps if step.points > 0 and step.bound is not None])


def _in_order(sub: SubIndicatorSpec, steps: list[StepSpec]) -> Iterator[Problem]:
    sense = -1 if sub.better == "lower" else 1
    for before, after in pairwise(steps):
        low, high = before.bound or Decimal(0), after.bound or Decimal(0)
        if sense * high <= sense * low:
            known = {"bound": plain(high), "points": before.points, "before": plain(low)}
            words = (
                _("The bound %(bound)s is not above %(before)s, that of %(points)s points, though more is better.")
                if sense > 0
                else _("The bound %(bound)s is not below %(before)s, that of %(points)s points, though less is better.")
            )
            yield Problem((STEPS, sub.code, str(after.points)), "bound", "bounds_out_of_order", words, known)


def _levels(instrument: Instrument) -> Iterator[Problem]:
    levels = sorted(instrument.levels, key=lambda level: level.rank)
    if not levels:
        yield Problem((SET,), "levels", "no_level", _("There is no level."))
    for level in levels:
        if level.cut_off > instrument.full_marks:
            known = {"cut_off": plain(level.cut_off), "marks": plain(instrument.full_marks)}
            words = _("It begins at %(cut_off)s marks, but %(marks)s are all there are.")
            yield Problem((LEVELS, level.code), "cut_off", "cut_off_too_high", words, known)
    for before, after in pairwise(levels):
        yield from _above(before, after)


def _above(before: LevelSpec, after: LevelSpec) -> Iterator[Problem]:
    if after.cut_off <= before.cut_off:
        known = {"cut_off": plain(after.cut_off), "before": plain(before.cut_off), "level": before.name_th}
        words = _("It begins at %(cut_off)s marks, not above the %(before)s of the lower level “%(level)s”.")
        yield Problem((LEVELS, after.code), "cut_off", "cut_offs_out_of_order", words, known)
    floors = dict(after.floors)
    for code, percent in before.floors:
        if floors.get(code, Decimal(0)) < percent:
            known = {"floor": plain(floors.get(code, Decimal(0))), "before": plain(percent), "level": before.name_th}
            words = _("Its floor of %(floor)s percent is below the %(before)s of the lower level “%(level)s”.")
            yield Problem((FLOORS, after.code, code), "percent", "floors_out_of_order", words, known)


__all__ = ["Problem", "difference", "problems", "unwritable"]
