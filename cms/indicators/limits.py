"""What the database refuses in a version of an indicator set, said before it does: also of a draft. Pure.

Mirrors the constraints of `cms.indicators.models`; `tests/indicators/test_writing.py` holds that nothing passes here
and is refused there.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.indicators.instrument import Instrument, LevelSpec, StepSpec, SubIndicatorSpec
from cms.indicators.problem import DIMENSIONS, FLOORS, INDICATORS, LEVELS, LINKS, SET, STEPS, SUBS, Problem, plain
from cms.indicators.sdgs import TARGETS

_CODE = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SCALES, _SENSES, MEASURED = ("rubric", "yes_no", "measured"), ("higher", "lower"), "measured"
MOST_POINTS = 20
_NAMES = {DIMENSIONS: 200, INDICATORS: 200, SUBS: 300, LEVELS: 80}
_GUIDANCE = {"guidance_th": 2000, "guidance_en": 2000}
_LONG = {
    DIMENSIONS: {},
    INDICATORS: _GUIDANCE,
    SUBS: {**_GUIDANCE, "unit_th": 60, "unit_en": 60, "evidence_th": 1000, "evidence_en": 1000},
    LEVELS: {"meaning_th": 1000, "meaning_en": 1000},
}

NO_NAME = _("It has no Thai name.")
NO_SENTENCE = _("It has no Thai sentence.")
TOO_LONG = _("It has %(length)s characters; %(most)s are the most.")
TWICE = _("“%(read)s” is there %(times)s times; it may be there once.")
CODE_FORMAT = _(
    "“%(read)s” is no code: Latin letters and digits, with single dots or hyphens between them; %(most)s at most."
)
SLUG_FORMAT = _(
    "“%(read)s” is no code: small Latin letters and digits, with single hyphens between them; %(most)s at most."
)
NOT_POSITIVE = _("%(read)s is not more than 0.")
OUT_OF_RANGE = _("%(read)s is not between %(least)s and %(most)s.")
TOO_FINE = _("%(read)s has more than %(places)s decimal places.")
UNREADABLE = _("It holds a character that cannot be stored.")
UNKNOWN = _("“%(read)s” is not one of: %(known)s.")


def unwritable(instrument: Instrument) -> list[Problem]:
    """Every reason why the database would not take this version, even as a draft."""
    return [*_version(instrument), *_tree(instrument), *_levels(instrument), *_links(instrument)]


def _version(instrument: Instrument) -> Iterator[Problem]:
    path = (SET,)
    yield from _number(path, "full_marks", instrument.full_marks, most="99999.99")
    attained, underway = instrument.sdg_attained_from, instrument.sdg_underway_from
    yield from _number(path, "sdg_attained_from", attained, most="100")
    yield from _number(path, "sdg_underway_from", underway, most="100")
    if underway >= attained:
        words = _(
            "A goal is under way from %(underway)s percent, which is not less than the %(attained)s from which it is attained."
        )
        yield Problem(
            path, "sdg_underway_from", "sdg_rule", words, {"underway": plain(underway), "attained": plain(attained)}
        )


def _tree(instrument: Instrument) -> Iterator[Problem]:
    layers: tuple[tuple[str, list[Any]], ...] = (
        (DIMENSIONS, list(instrument.dimensions)),
        (INDICATORS, list(instrument.indicators)),
        (SUBS, [sub for indicator in instrument.indicators for sub in indicator.subs]),
    )
    for kind, rows in layers:
        yield from _once(((kind, row.code), row.code) for row in rows)
        for row in rows:
            yield from _row(kind, row)
    for sub in layers[2][1]:
        yield from _sub(sub)


def _row(kind: str, row: Any) -> Iterator[Problem]:
    path = (kind, row.code)
    if len(row.code) > 20 or not _CODE.fullmatch(row.code):
        yield Problem(path, "code", "code_format", CODE_FORMAT, {"read": row.code, "most": 20})
    yield from _words(path, row, _NAMES[kind], _LONG[kind])
    yield from _number(path, "weight", row.weight, most="99999.99")


def _words(path: tuple[str, ...], row: Any, name: int, long: dict[str, int], field: str = "name") -> Iterator[Problem]:
    lengths = {f"{field}_th": name, f"{field}_en": name, **long}
    for key, most in lengths.items():
        text = getattr(row, key)
        if key == f"{field}_th" and not text.strip():
            yield Problem(path, key, "no_words", NO_NAME if field == "name" else NO_SENTENCE)
        if len(text) > most:
            yield Problem(path, key, "too_long", TOO_LONG, {"length": len(text), "most": most})
        if "\x00" in text:
            yield Problem(path, key, "unreadable", UNREADABLE)


def _number(
    path: tuple[str, ...], field: str, number: Decimal, *, most: str, least: str | None = None, places: int = 2
) -> Iterator[Problem]:
    """More than 0, or from `least`, up to `most`, with so many decimal places."""
    if not number.is_finite() or abs(number) > Decimal(most) or (least is not None and number < Decimal(least)):
        known = {"read": str(number)[:40], "least": least or "0", "most": most}
        yield Problem(path, field, "out_of_range", OUT_OF_RANGE, known)
    elif least is None and number <= 0:
        yield Problem(path, field, "not_positive", NOT_POSITIVE, {"read": plain(number)})
    elif number != round(number, places):
        yield Problem(path, field, "too_fine", TOO_FINE, {"read": plain(number), "places": places})


def _once(rows: Iterable[tuple[tuple[str, ...], Hashable]], field: str = "code") -> Iterator[Problem]:
    """One problem for each thing that is there more than once."""
    read = list(rows)
    for (path, key), times in Counter(read).items():
        if times > 1:
            yield Problem(path, field, "twice", TWICE, {"read": key, "times": times})


def _sub(sub: SubIndicatorSpec) -> Iterator[Problem]:
    path, is_measured = (SUBS, sub.code), sub.scale == MEASURED
    if sub.scale not in _SCALES:
        yield Problem(path, "scale", "unknown", UNKNOWN, {"read": sub.scale, "known": ", ".join(_SCALES)})
    elif is_measured and sub.better not in _SENSES:
        yield Problem(path, "better", "sense_missing", _("A measured value says whether more or less of it is better."))
    elif is_measured and not sub.unit_th.strip():
        yield Problem(path, "unit_th", "unit_missing", _("A measured value has a unit, in Thai."))
    elif not is_measured and (sub.better or sub.unit_th or sub.unit_en):
        words = _("Only a measured value has a unit, and a sense in which it is better.")
        yield Problem(path, "scale", "not_measured", words)
    yield from _once((((STEPS, sub.code, str(step.points)), step.points) for step in sub.steps), "points")
    for step in sub.steps:
        yield from _step(sub, step)


def _step(sub: SubIndicatorSpec, step: StepSpec) -> Iterator[Problem]:
    path = (STEPS, sub.code, str(step.points))
    if not 0 <= step.points <= MOST_POINTS:
        yield Problem(
            path, "points", "out_of_range", OUT_OF_RANGE, {"read": step.points, "least": 0, "most": MOST_POINTS}
        )
    yield from _words(path, step, 500, {}, "text")
    if step.bound is not None:
        yield from _number(path, "bound", step.bound, least="-9999999999", most="9999999999", places=4)


def _levels(instrument: Instrument) -> Iterator[Problem]:
    levels = instrument.levels
    for field in ("code", "rank", "cut_off"):
        times = Counter(getattr(level, field) for level in levels)
        for level in {getattr(level, field): level for level in levels if times[getattr(level, field)] > 1}.values():
            read = getattr(level, field)
            yield Problem((LEVELS, level.code), field, "twice", TWICE, {"read": read, "times": times[read]})
    for level in levels:
        yield from _level(level, {dimension.code for dimension in instrument.dimensions})


def _level(level: LevelSpec, dimensions: set[str]) -> Iterator[Problem]:
    path = (LEVELS, level.code)
    if len(level.code) > 40 or not _SLUG.fullmatch(level.code):
        yield Problem(path, "code", "code_format", SLUG_FORMAT, {"read": level.code, "most": 40})
    if not 1 <= level.rank <= 100:
        yield Problem(path, "rank", "out_of_range", OUT_OF_RANGE, {"read": level.rank, "least": 1, "most": 100})
    yield from _words(path, level, _NAMES[LEVELS], _LONG[LEVELS])
    yield from _number(path, "cut_off", level.cut_off, least="0", most="99999.99")
    yield from _once((((FLOORS, level.code, code), code) for code, _percent in level.floors), "dimension")
    for code, percent in level.floors:
        where = (FLOORS, level.code, code)
        yield from _number(where, "percent", percent, most="100")
        if code not in dimensions:
            yield Problem(
                where, "dimension", "unknown_dimension", _("There is no dimension “%(read)s”."), {"read": code}
            )


def _links(instrument: Instrument) -> Iterator[Problem]:
    def path(link: Any) -> tuple[str, ...]:
        return LINKS, link.sub_indicator, str(link.goal), link.target

    yield from _once(((path(link), link.target or str(link.goal)) for link in instrument.links), "goal")
    for link in instrument.links:
        where = path(link)
        yield from _number(where, "weight", link.weight, most="99999.99")
        if link.sub_indicator not in instrument.subs:
            words = _("There is no sub-indicator “%(read)s”.")
            yield Problem(where, "sub_indicator", "unknown_sub_indicator", words, {"read": link.sub_indicator})
        if link.goal not in TARGETS:
            yield Problem(
                where, "goal", "unknown_goal", _("There is no goal %(read)s; there are 1 to 17."), {"read": link.goal}
            )
        elif link.target and link.target not in TARGETS[link.goal]:
            known = {"read": link.target, "goal": link.goal, "known": ", ".join(TARGETS[link.goal])}
            words = _("Goal %(goal)s has no target “%(read)s”; it has: %(known)s.")
            yield Problem(where, "target", "unknown_target", words, known)
