from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images and documents."""

    name = "media"
