"""`{% load ordering %}{% visit_url visit "order_cancel" %}`: addresses of an order's pages for whoever sees it."""

from django import template

from shop.orders import queries
from shop.orders.models import Order
from shop.orders.returning import ReturnRequest
from shop.orders.visits import Visit

register = template.Library()


@register.simple_tag
def visit_url(visit: Visit, name: str, *args: object) -> str:
    """The address of this name, with the guest's key where the visit has one."""
    return visit.url(name, *args)


@register.simple_tag
def returns_of(order: Order) -> list[ReturnRequest]:
    """What the buyer asked to send back of it; only what was received can be."""
    return queries.returns_of(order) if order.state == "received" else []
