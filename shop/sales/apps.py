from django.apps import AppConfig


class SalesConfig(AppConfig):
    """Sales off line, entered by sellers, and what was sold in all."""

    name = "shop.sales"
    label = "shop_sales"
