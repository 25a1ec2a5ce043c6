"""How the names of places that lie in one another stand in a row."""

from django import template

from cms.places.models.areas import speaks_english

register = template.Library()


@register.simple_tag
def place_gap() -> str:
    """What stands between a place and the one it lies in: a comma in English; in Thai their kinds part them."""
    return ", " if speaks_english() else " "
