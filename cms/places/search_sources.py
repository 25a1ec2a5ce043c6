"""What the codes of places mean to search."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from cms.places.models import Province, Region
from search.sources import Facet


def _regions(codes: Collection[str]) -> dict[str, str]:
    return {value: str(label) for value, label in Region.choices if value in codes}


def _provinces(codes: Collection[str]) -> dict[str, str]:
    found = {province.code: str(province) for province in Province.objects.filter(code__in=codes)}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


FACETS = [Facet("region", _("Region"), _regions), Facet("province", _("Province"), _provinces)]
