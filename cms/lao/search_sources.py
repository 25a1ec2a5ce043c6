"""What search is told of LAO profiles."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from cms.lao.models import LaoProfilePage
from cms.pages.sources import PageSource
from cms.places.models import Lao, LaoType
from search.sources import Facet


def _types(codes: Collection[str]) -> dict[str, str]:
    return {value: str(label) for value, label in LaoType.choices if value in codes}


def _laos(codes: Collection[str]) -> dict[str, str]:
    return {lao.key: lao.full_name for lao in Lao.objects.filter(key__in=codes).order_by("name_th")}


SOURCES = [PageSource("lao", _("LAOs"), LaoProfilePage)]
FACETS = [Facet("lao_type", _("Type of LAO"), _types), Facet("lao", _("LAO"), _laos)]
