from django.apps import AppConfig


class WishesConfig(AppConfig):
    """What a visitor wants to find again: wish list and products seen lately."""

    name = "shop.wishes"
    label = "shop_wishes"
