"""`{% load kalyanamitr %}{% kalyanamitr lao %}`: where an LAO stands, on its profile in a room below."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from cms.assessment.models import Standing
from cms.assessment.reading import drawings
from cms.assessment.reading.published import read_side_by_side
from cms.indicators.queries import instrument_of
from cms.places.models import Lao

register = template.Library()


@register.inclusion_tag("assessment/one/on_profile.html")
def kalyanamitr(lao: Lao | None) -> dict[str, Any]:
    """Its newest result with a small radar; nothing where there is none. Two queries."""
    standing = _newest(lao) if lao is not None else None
    return {"standing": standing, "radar": _radar(standing) if standing is not None else SafeString()}


def _newest(lao: Lao) -> Standing | None:
    related = ("organisation", "round__indicator_set", "result__level", "result__version")
    rows = Standing.objects.filter(organisation__lao=lao).select_related(*related)
    return rows.defer("result__scores", "result__working").order_by("-year", "pk").first()


def _radar(standing: Standing) -> SafeString:
    result = standing.result
    dimensions = read_side_by_side([result.pk], instrument_of(result.version))[result.pk]
    return drawings.dimensions_radar(dimensions, name=standing.organisation.full_name, small=True)
