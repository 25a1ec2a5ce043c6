"""`{% load reviews %}`: what rooms below show of reviews and satisfaction."""

from typing import Any

from django import template
from django.utils import timezone

from shop.enterprises.models import Enterprise
from shop.orders.models import OrderLine
from shop.orders.models import State as OrderState
from shop.orders.visits import Visit
from shop.reviews import pages, queries
from shop.reviews.models import Review, State
from shop.reviews.views import may_say

register = template.Library()


@register.inclusion_tag("shop/reviews/of_product.html")
def reviews_of(product: int, slug: str) -> dict[str, Any]:
    """`{% reviews_of brief.product_id brief.slug %}`: stars and the newest reviews of a product; at most five queries."""
    return {"slug": slug, **pages.newest(product)}


@register.inclusion_tag("shop/reviews/of_order.html")
def reviews_in(visit: Visit, lines: list[OrderLine]) -> dict[str, Any]:
    """`{% reviews_in visit lines %}` on the buyer's page of an order: what can be reviewed, and what was; three queries."""
    if visit.order.state != OrderState.RECEIVED or queries.is_their_own(visit.order):
        return {}
    rows = Review.objects.filter(line__in=lines).select_related("line__order")
    known = {review.line_id: review for review in rows}
    received = queries.received_at(visit.order)
    return {
        "visit": visit,
        "wait": State.WAITING,
        "lines": [(line, known.get(line.pk), may_say(line, known.get(line.pk), received=received)) for line in lines],
    }


@register.inclusion_tag("shop/reviews/of_maker.html")
def satisfaction_with(enterprise: Enterprise) -> dict[str, Any]:
    """`{% satisfaction_with enterprise %}` on the page of a maker: the latest year with answers enough; two queries."""
    year = timezone.localdate().year
    shown = pages.satisfaction(enterprise, year)
    before = {} if shown["found"].is_enough else pages.satisfaction(enterprise, year - 1)
    return before if before and before["found"].is_enough else shown
