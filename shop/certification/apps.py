from django.apps import AppConfig


class CertificationConfig(AppConfig):
    """Who certified which enterprise or product, until when, and the page that proves it."""

    name = "shop.certification"
    label = "shop_certification"

    def ready(self) -> None:
        """Listen to who ceases to certify."""
        from shop.certification import receivers  # noqa: F401 - models load after apps
