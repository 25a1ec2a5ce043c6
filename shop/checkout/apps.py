from django.apps import AppConfig


class CheckoutConfig(AppConfig):
    """Thai addresses, shipping, and placing an order."""

    name = "shop.checkout"
    label = "shop_checkout"
