"""Kalyanamitr's demo: 302 assessments over three years of invented organisations in real provinces, all labelled demo data.

No real organisation gets an invented score: the database refuses it, see `places.models.Organisation`.
"""

from collections.abc import Iterator

from cms.assessment.demo import loading, underway, villages
from cms.assessment.demo.invented import ASSESSMENTS


def count() -> int:
    """How many assessments there are: published ones of LAOs and villages, and those under way."""
    return ASSESSMENTS + villages.count() + underway.COUNT


def load() -> Iterator[str]:
    """Write what is not there yet; yields the key of the organisation for each assessment."""
    yield from loading.load()
    yield from villages.load()
    yield from underway.load()
