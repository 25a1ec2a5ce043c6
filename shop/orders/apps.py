from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Purchases and the orders in them, frozen as they were placed."""

    name = "shop.orders"
    label = "shop_orders"
