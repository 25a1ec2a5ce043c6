"""`{% load products %}{% product_cards hits as cards %}`: products that the index found, as cards show them."""

from collections.abc import Sequence

from django import template

from media.models import Photo
from search.results import Hit
from shop.catalogue.browsing import Card, cards

register = template.Library()


@register.simple_tag
def product_cards(hits: Sequence[Hit], *, makers: bool = True) -> list[Card]:
    """The cards of these hits of the kind product, for `shop/catalogue/cards.html`; at most four queries.

    Without `makers` they do not say who makes it, for the page of the maker itself.
    """
    return cards(hits, with_makers=makers) if hits else []


@register.simple_tag
def product_card(hit: Hit, photo: Photo | None) -> Card:
    """The card of one product whose picture is at hand, for `shop/catalogue/card.html`; no query."""
    return cards([hit], {photo.pk: photo} if photo else {}, with_makers=False)[0]
