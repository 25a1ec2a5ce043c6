"""`{% load certificates %}{% badges_of product %}`, `{% badges_of_maker enterprise %}`, `{% certified hit.facets.certified %}`."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils import timezone

from shop.catalogue.models import Product
from shop.certification import badges, queries
from shop.enterprises.models import Enterprise

register = template.Library()


@register.inclusion_tag("shop/certification/badges.html")
def badges_of(product: Product) -> dict[str, Any]:
    """What is certified of a product, and of its maker as a whole: who certified what, until when. One query."""
    today = timezone.localdate()
    rows = queries.in_force(enterprise=product.enterprise, products=[product], today=today)
    own = [badges.badge_of(one) for one in rows if one.product_id == product.pk]
    makers = [badges.badge_of(one, is_makers=True) for one in rows if one.product_id is None]
    return {"badges": own + makers}


@register.inclusion_tag("shop/certification/badges.html")
def badges_of_maker(enterprise: Enterprise) -> dict[str, Any]:
    """What is certified of an enterprise as a whole; its products show their own. One query."""
    rows = queries.in_force(enterprise=enterprise, today=timezone.localdate())
    return {"badges": [badges.badge_of(one) for one in rows if one.product_id is None]}


@register.inclusion_tag("shop/certification/marks.html")
def certified(codes: Sequence[str] | None) -> dict[str, Any]:
    """The badges that the index knows of a card or a result, by the codes of its facet `certified`; no query."""
    return {"badges": badges.read(codes, today=timezone.localdate()) if codes else []}
