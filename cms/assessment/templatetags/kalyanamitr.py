"""`{% load kalyanamitr %}{% kalyanamitr lao %}`: where an LAO stands, on its profile in a room below."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from cms.assessment.models import Standing
from cms.assessment.reading import drawings
from cms.assessment.reading.published import dimensions_of
from cms.indicators.queries import instrument_of
from cms.places.models import Lao, Organisation

register = template.Library()


@register.inclusion_tag("assessment/one/on_profile.html")
def kalyanamitr(lao: Lao | None) -> dict[str, Any]:
    """Its newest result with a small radar; nothing where there is none. One query, none where it was never assessed."""
    organisation = getattr(lao, "organisation", None)
    standing = _newest(organisation) if organisation is not None else None
    return {"standing": standing, "radar": _radar(standing) if standing is not None else SafeString()}


def _newest(organisation: Organisation) -> Standing | None:
    related = ("organisation", "round__indicator_set", "result__level", "result__version")
    rows = Standing.objects.filter(organisation=organisation).select_related(*related)
    return rows.defer("result__scores").order_by("-year", "pk").first()


def _radar(standing: Standing) -> SafeString:
    result = standing.result
    dimensions = dimensions_of(result.working, instrument_of(result.version))
    return drawings.dimensions_radar(dimensions, name=standing.organisation.full_name, small=True)
