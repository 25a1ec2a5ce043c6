"""`{% load receipts %}{% receipt_of visit %}` on the buyer's page, `{% if order|has_receipt %}` at the desk."""

from django import template

from shop.orders.models import Order
from shop.orders.visits import Visit
from shop.receipts import queries

register = template.Library()


@register.simple_tag
def receipt_of(visit: Visit) -> str:
    """The address of the receipt of a buyer's order; blank where it has none yet."""
    return visit.url("receipt") if queries.has_receipt(visit.order) else ""


@register.filter
def has_receipt(order: Order) -> bool:
    """Whether a receipt was given for this order."""
    return queries.has_receipt(order)
