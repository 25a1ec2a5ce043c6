"""`{% load ordering %}{% visit_url visit "order_cancel" %}`: addresses of an order's pages for whoever sees it."""

from django import template

from shop.orders.visits import Visit

register = template.Library()


@register.simple_tag
def visit_url(visit: Visit, name: str, *args: object) -> str:
    """The address of this name, with the guest's key where the visit has one."""
    return visit.url(name, *args)
