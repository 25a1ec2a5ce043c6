from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Categories, products with their variants and pictures, and the stock."""

    name = "shop.catalogue"
    label = "shop_catalogue"

    def ready(self) -> None:
        """Listen to enterprises and to the registry of LAOs, and say which pictures are shown."""
        from shop.catalogue import receivers  # noqa: F401 - it listens once it is imported
