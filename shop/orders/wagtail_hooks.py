"""Orders in the admin's menu."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.accounts.admin_menu import PermittedItem
from shop.orders.admin_views import MAY_SEE_ALL, OrdersView, order


@hooks.register("register_admin_urls")
def order_urls() -> list[URLPattern]:
    """The list, and one order."""
    return [
        path("orders/", OrdersView.as_view(), name="shop_orders"),
        path("orders/results/", OrdersView.as_view(results_only=True), name="shop_orders_results"),
        path("orders/<int:pk>/", order, name="shop_order"),
    ]


@hooks.register("register_admin_menu_item")
def orders_menu_item() -> Any:
    """“Orders” in the admin's menu."""
    return PermittedItem(
        _("Orders"), reverse("shop_orders"), name="orders", icon_name="list-ul", order=930, permission=MAY_SEE_ALL
    )
