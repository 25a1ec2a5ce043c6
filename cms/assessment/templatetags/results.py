"""`{% load results %}`: figures of results as people read them, and the beam beside them."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from cms.assessment.reading.why import marks_words
from cms.assessment.reading.words import change_words, percent_words
from themes.charts import beam
from themes.charts import sample as drawn_sample

register = template.Library()

register.filter("percent_words", percent_words)
register.filter("marks_words", marks_words)
register.filter("change_words", change_words)


@register.simple_tag(name="beam")
def drawn(value: Decimal | None, mark: Decimal | None = None) -> SafeString:
    """A bar of so many percent, with a tick at `mark`."""
    return beam(value, mark)


@register.simple_tag
def sample(place: int) -> SafeString:
    """How the series at this place is drawn, for a legend."""
    return drawn_sample(place)
