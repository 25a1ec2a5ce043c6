"""Payments in the admin: below the order that they are of."""

from django.urls import URLPattern, path
from wagtail import hooks

from shop.payments.admin_views import refund


@hooks.register("register_admin_urls")
def payment_urls() -> list[URLPattern]:
    """The form for a refund."""
    return [path("orders/<int:pk>/refund/", refund, name="shop_order_refund")]
