"""Writes the tree of a draft from plain values: the one way in, for forms, workbooks and shipped sets alike."""

from collections.abc import Mapping

from django.db import transaction

from cms.indicators.errors import NoDraft, TreeRefused
from cms.indicators.instrument import GUIDED, LEVEL, LINK, NAMED, STEP, SUB, Instrument, same
from cms.indicators.limits import unwritable
from cms.indicators.models import (
    Dimension,
    Indicator,
    Level,
    LevelFloor,
    SdgLink,
    State,
    Step,
    SubIndicator,
    Version,
)
from cms.lifecycle.services import lock

_OF_VERSION = ("full_marks", "sdg_attained_from", "sdg_underway_from")
_BATCH = 200


@transaction.atomic
def write_tree(*, version: Version, instrument: Instrument) -> Version:
    """Put the instrument in the place of everything this draft says; `set_code` and `number` stay the version's.

    What the database would refuse is refused before (TreeRefused, naming every problem); whether it can be published
    is not asked. Raises NoDraft for any other version. Nothing has changed then.
    """
    lock(version)
    if version.state != State.DRAFT:
        raise NoDraft
    if refused := unwritable(instrument):
        raise TreeRefused(refused)
    _clear(version)
    for name in _OF_VERSION:
        setattr(version, name, getattr(instrument, name))
    version.save(update_fields=_OF_VERSION)
    _write(version, instrument)
    return version


def _clear(version: Version) -> None:
    # From below, so that nothing is collected row by row.
    for model in (SdgLink, LevelFloor, Level, Step, SubIndicator, Indicator, Dimension):
        model._default_manager.filter(version=version).delete()


def _write(version: Version, instrument: Instrument) -> None:
    dimensions = Dimension.objects.bulk_create(
        Dimension(version=version, order=order, **same(spec, NAMED)) for order, spec in enumerate(instrument.dimensions)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(version=version, dimension=dimension, order=order, **same(spec, GUIDED))
        for dimension, above in zip(dimensions, instrument.dimensions, strict=True)
        for order, spec in enumerate(above.indicators)
    )
    subs = SubIndicator.objects.bulk_create(
        (
            SubIndicator(version=version, indicator=indicator, order=order, **same(spec, SUB))
            for indicator, above in zip(indicators, instrument.indicators, strict=True)
            for order, spec in enumerate(above.subs)
        ),
        batch_size=_BATCH,
    )
    by_code = {sub.code: sub for sub in subs}
    Step.objects.bulk_create(
        (
            Step(version=version, sub_indicator=by_code[code], **same(step, STEP))
            for code, spec in instrument.subs.items()
            for step in spec.steps
        ),
        batch_size=_BATCH,
    )
    _write_levels(version, instrument, {dimension.code: dimension for dimension in dimensions})
    _write_links(version, instrument, by_code)


def _write_levels(version: Version, instrument: Instrument, dimensions: Mapping[str, Dimension]) -> None:
    levels = Level.objects.bulk_create(Level(version=version, **same(spec, LEVEL)) for spec in instrument.levels)
    LevelFloor.objects.bulk_create(
        LevelFloor(version=version, level=level, dimension=dimensions[code], percent=percent)
        for level, spec in zip(levels, instrument.levels, strict=True)
        for code, percent in spec.floors
    )


def _write_links(version: Version, instrument: Instrument, subs: Mapping[str, SubIndicator]) -> None:
    SdgLink.objects.bulk_create(
        (
            SdgLink(version=version, sub_indicator=subs[link.sub_indicator], **same(link, LINK))
            for link in instrument.links
        ),
        batch_size=_BATCH,
    )
