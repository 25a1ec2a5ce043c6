from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    """Receipts of paid orders, to read, print and keep."""

    name = "shop.receipts"
    label = "shop_receipts"

    def ready(self) -> None:
        """Listen to payments, and say at start what the PDF lacks."""
        from shop.receipts import checks, receivers  # noqa: F401 - models load after apps
