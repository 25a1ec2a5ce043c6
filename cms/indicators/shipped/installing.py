"""Puts a shipped set into the database where there is none of its code."""

from django.db import transaction

from cms.indicators.models import IndicatorSet
from cms.indicators.services import create_set, create_version, publish_version, write_tree
from cms.indicators.shipped.reading import read


@transaction.atomic
def install(*, code: str) -> bool:
    """Install and publish the shipped set of this code; False where a set of that code is there, which is left alone."""
    if IndicatorSet.objects.filter(code=code).exists():
        return False
    shipped = read(code)
    version = create_version(indicator_set=create_set(code=code, **shipped.about), note=shipped.note)
    write_tree(version=version, instrument=shipped.instrument)
    publish_version(version=version, user=None)
    return True
