from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """Community enterprises: who they are, who speaks for them, whether they are verified."""

    name = "shop.enterprises"
    label = "shop_enterprises"

    def ready(self) -> None:
        """Listen to the registry of LAOs, and say which pictures are shown."""
        from shop.enterprises import receivers  # noqa: F401 - models load after apps
