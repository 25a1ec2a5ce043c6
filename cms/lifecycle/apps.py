from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    """Moves between states, and append-only events."""

    name = "cms.lifecycle"
    label = "lifecycle"
