from django.apps import AppConfig


class CartConfig(AppConfig):
    """One open cart a person."""

    name = "shop.cart"
    label = "shop_cart"

    def ready(self) -> None:
        """Listen to people signing in."""
        from shop.cart import receivers  # noqa: F401 - it listens once it is imported
