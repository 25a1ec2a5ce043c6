"""`{% load products %}{% product_cards hits as cards %}`: products that the index found, as cards show them."""

from collections.abc import Sequence

from django import template

from media.models import Photo
from search.results import Hit
from shop.catalogue.browsing import Card, cards, spread

register = template.Library()


@register.simple_tag
def product_cards(hits: Sequence[Hit], *, makers: bool = True, most: int = 0) -> list[Card]:
    """The cards of these hits of the kind product, for `shop/catalogue/cards.html`; at most four queries.

    Without `makers` they do not say who makes it, for the page of the maker itself. With `most` it is so many of them,
    of as many makers as there are.
    """
    chosen = spread(hits, most) if most else hits
    return cards(chosen, with_makers=makers) if chosen else []


@register.simple_tag
def product_card(hit: Hit, photo: Photo | None) -> Card:
    """The card of one product whose picture is at hand, for `shop/catalogue/card.html`; no query."""
    return cards([hit], {photo.pk: photo} if photo else {}, with_makers=False)[0]
