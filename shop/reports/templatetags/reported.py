"""`{% load reported %}{{ jobs|whole }} {{ kg|tonnes }} {% reports_of lao %} {% writes_reports user as writes %}`."""

from typing import Any

from django import template

from cms.accounts.models import User
from cms.places.models import Lao
from shop.reports import queries
from shop.reports.search_sources import title_of
from shop.reports.showing import TONNES, number

register = template.Library()


@register.filter
def whole(value: object) -> str:
    """1250 is "1,250"; what is no whole number is nothing."""
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else ""


@register.filter
def tonnes(value: object) -> str:
    """Kilograms as tonnes: 1250 is "1.25 t"; what is no whole number is nothing."""
    return number(value, TONNES) if isinstance(value, int) and not isinstance(value, bool) else ""


@register.simple_tag
def writes_reports(user: User) -> bool:
    """Whether this person may write reports of anybody: the role of an officer alone, without an LAO, is not enough."""
    return queries.writes_at_all(user)


@register.inclusion_tag("shop/reports/of_lao.html")
def reports_of(lao: Lao) -> dict[str, Any]:
    """The published reports of an LAO, the latest year first; one query."""
    rows = queries.published().filter(lao=lao)[:5]
    return {"reports": [(one, title_of(one)) for one in rows]}
