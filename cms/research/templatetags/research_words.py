"""`{% load research_words %}`: numbers and remarks as the tables of research write them."""

from decimal import Decimal

from django import template

from cms.blocks.rules import written
from themes.templatetags.localised import localised
from themes.templatetags.thai_dates import thai_year

ERA = "พ.ศ. "
register = template.Library()


@register.filter
def number(value: int | Decimal | None) -> str:
    """With thousands marks and no idle zeros; a dash where nothing is stated."""
    return "–" if value is None else written(Decimal(value))


@register.filter
def years_to(first: int, last: int | None) -> str:
    """A fiscal year (CE), or a run of them: `พ.ศ. 2563–2567` in Thai, `2020–2024` in English."""
    return f"{thai_year(first)}–{thai_year(last).removeprefix(ERA)}" if last else thai_year(first)


@register.simple_tag
def localised_text(thing: object, attribute: str) -> str:
    """`thing.<attribute>_th` or `_en` by language; the other one where the first is empty."""
    return localised(thing, attribute)
