"""Reads indicator sets: a version as an instrument, in few queries however large it is."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import TypeVar

from django.db import models
from django.db.models import QuerySet

from cms.indicators.instrument import (
    GUIDED,
    LEVEL,
    LINK,
    NAMED,
    STEP,
    SUB,
    DimensionSpec,
    IndicatorSpec,
    Instrument,
    LevelSpec,
    SdgLinkSpec,
    StepSpec,
    SubIndicatorSpec,
    same,
)
from cms.indicators.models import Indicator, IndicatorSet, Level, State, SubIndicator, Version

M = TypeVar("M", bound=models.Model)


def instrument_of(version: Version) -> Instrument:
    """The whole version as plain values. Of one that is no draft it is remembered: it cannot change any more."""
    return _read(version) if version.state == State.DRAFT else _remembered(version.pk)


@lru_cache(maxsize=16)
def _remembered(pk: int) -> Instrument:
    return _read(Version.objects.select_related("indicator_set").get(pk=pk))


def versions_with_counts(indicator_set: IndicatorSet) -> QuerySet[Version]:
    """The set's versions, newest first, each with `sub_count`, how many sub-indicators it has."""
    return indicator_set.versions.annotate(sub_count=models.Count("sub_indicators")).order_by("-number")


def fingerprint(part: object) -> str:
    """Plain values in short: another one where anything of them differs."""
    return sha256(repr(part).encode()).hexdigest()[:24]


def _below(rows: Iterable[M], key: str) -> dict[Hashable, list[M]]:
    found: dict[Hashable, list[M]] = defaultdict(list)
    for row in rows:
        found[attrgetter(key)(row)].append(row)
    return found


def _read(version: Version) -> Instrument:
    subs = _below(version.sub_indicators.all().prefetch_related("steps"), "indicator_id")
    indicators = _below(version.indicators.all(), "dimension_id")
    dimensions = tuple(
        DimensionSpec(
            **same(dimension, NAMED),
            indicators=tuple(_indicator(row, subs[row.pk]) for row in indicators[dimension.pk]),
        )
        for dimension in version.dimensions.all()
    )
    return Instrument(
        set_code=version.indicator_set.code,
        number=version.number,
        full_marks=version.full_marks,
        dimensions=dimensions,
        levels=tuple(_level(level) for level in version.levels.prefetch_related("floors__dimension")),
        links=tuple(
            SdgLinkSpec(link.sub_indicator.code, **same(link, LINK))
            for link in version.sdg_links.select_related("sub_indicator")
        ),
        sdg_attained_from=version.sdg_attained_from,
        sdg_underway_from=version.sdg_underway_from,
    )


def _indicator(row: Indicator, subs: list[SubIndicator]) -> IndicatorSpec:
    return IndicatorSpec(**same(row, GUIDED), subs=tuple(_sub(sub) for sub in subs))


def _sub(row: SubIndicator) -> SubIndicatorSpec:
    return SubIndicatorSpec(**same(row, SUB), steps=tuple(StepSpec(**same(step, STEP)) for step in row.steps.all()))


def _level(row: Level) -> LevelSpec:
    floors = tuple((floor.dimension.code, floor.percent) for floor in row.floors.all())
    return LevelSpec(**same(row, LEVEL), floors=floors)
