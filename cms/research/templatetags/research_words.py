"""`{% load research_words %}`: numbers and remarks as the tables of research write them."""

from decimal import Decimal

from django import template

from cms.blocks.rules import written
from themes.templatetags.localised import localised

register = template.Library()


@register.filter
def number(value: int | Decimal | None) -> str:
    """With thousands marks and no idle zeros; a dash where nothing is stated."""
    return "–" if value is None else written(Decimal(value))


@register.simple_tag
def localised_text(thing: object, attribute: str) -> str:
    """`thing.<attribute>_th` or `_en` by language; the other one where the first is empty."""
    return localised(thing, attribute)
