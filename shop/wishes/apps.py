from django.apps import AppConfig


class WishesConfig(AppConfig):
    """What a visitor wants to find again: wish list and products seen lately."""

    name = "shop.wishes"
    label = "shop_wishes"

    def ready(self) -> None:
        """Follow people as they sign in."""
        from shop.wishes import receivers  # noqa: F401 - models load after apps
