"""`{% load durations %}{{ lesson.minutes|minutes }}`: how long something takes, as people say it."""

from decimal import Decimal

from django import template
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def minutes(number: object) -> str:
    """12 is "12 minutes"; what is no whole number is nothing."""
    if not isinstance(number, int) or isinstance(number, bool):
        return ""
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}


@register.filter
def hours(number: object) -> str:
    """Decimal("2.5") is "2.5 hours", 3 is "3 hours"; what is no number is nothing."""
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        return ""
    written = f"{Decimal(number).normalize():f}"
    return ngettext("%(number)s hour", "%(number)s hours", 1 if number == 1 else 2) % {"number": written}
