from django.apps import AppConfig


class LaoConfig(AppConfig):
    """The directory and profiles of local administrative organisations, and how one asks to join."""

    name = "cms.lao"
    label = "lao"

    def ready(self) -> None:
        """Listen to changes of the registry and of participations."""
        from cms.lao import receivers  # noqa: F401 - it listens once it is imported
