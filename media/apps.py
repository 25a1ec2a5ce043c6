from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images and documents."""

    name = "media"

    def ready(self) -> None:
        """Register the checks and listen for deleted rows."""
        from media import checks, receivers  # noqa: F401 - models load after apps

        receivers.connect()
