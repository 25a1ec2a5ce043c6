from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Payments behind one gateway interface."""

    name = "shop.payments"
    label = "shop_payments"

    def ready(self) -> None:
        """Follow what happens to orders."""
        from shop.payments import receivers  # noqa: F401 - models load after apps
