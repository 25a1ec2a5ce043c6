"""What rounds say of a version, for the pages of a room below."""

from typing import Any

from django import template

from cms.assessment.rounds import under_way
from cms.indicators.models import Version

register = template.Library()
MOST = 20


@register.inclusion_tag("assessment/rounds/under_way.html")
def rounds_under_way(version: Version) -> dict[str, Any]:
    """Warns of the rounds in the middle of which this version would be retired."""
    return {"rounds": list(under_way(version)[:MOST])}
