from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Payments behind one gateway interface."""

    name = "shop.payments"
    label = "shop_payments"
