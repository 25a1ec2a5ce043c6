from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Stories of practice."""

    name = "cms.stories"
    label = "stories"
