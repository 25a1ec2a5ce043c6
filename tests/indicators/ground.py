"""Indicator sets to stand on, written through the services.

version = draft()          # a draft of the set `sample`, saying what `instruments.small` says
version = published()
"""

from cms.accounts.models import User
from cms.indicators import services
from cms.indicators.instrument import Instrument
from cms.indicators.models import IndicatorSet, Version
from cms.places.models import OrganisationKind
from tests.indicators.instruments import small


def sample_set(code: str = "sample") -> IndicatorSet:
    """A set without versions, of organisations of the kind `lao`."""
    kind = OrganisationKind.objects.get_or_create(code="lao", defaults={"name_th": "อปท.", "name_en": "LAO"})[0]
    return services.create_set(code=code, kind=kind, name_th="ชุดตัวอย่าง", name_en="Sample set")


def draft(instrument: Instrument | None = None, *, of: IndicatorSet | None = None) -> Version:
    """A draft that says this, or what the small set says."""
    version = services.create_version(indicator_set=of or sample_set())
    return services.write_tree(version=version, instrument=instrument or small())


def published(*, of: IndicatorSet | None = None, by: User | None = None) -> Version:
    """A published version."""
    return services.publish_version(version=draft(of=of), user=by)
