from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Categories, products with their variants and pictures, and the stock."""

    name = "shop.catalogue"
    label = "shop_catalogue"
