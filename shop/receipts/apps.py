from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    """Receipts of paid orders, to read, print and keep."""

    name = "shop.receipts"
    label = "shop_receipts"
