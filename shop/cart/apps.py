from django.apps import AppConfig


class CartConfig(AppConfig):
    """One open cart a person."""

    name = "shop.cart"
    label = "shop_cart"
