"""`{% load page_cards %}{% page_cards stories neighbours as shown %}`: what `{% found %}` gave, as cards of the theme."""

from collections.abc import Sequence

from django import template

from cms.pages.lists import Card, cards
from search.results import Hit

register = template.Library()


@register.simple_tag
def page_cards(*lists: Sequence[Hit]) -> list[list[Card]]:
    """The cards of each list, in order, without places; one query for the pictures of all of them."""
    shown = iter(cards([hit for hits in lists for hit in hits], with_places=False))
    return [[next(shown) for _hit in hits] for hits in lists]
