from django.apps import AppConfig


class BlocksConfig(AppConfig):
    """StreamField bricks."""

    name = "cms.blocks"
    label = "blocks"

    def ready(self) -> None:
        """Listen to changes of the sources."""
        from cms.blocks import receivers  # noqa: F401 - it listens once it is imported
