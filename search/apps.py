from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One index over everything findable."""

    name = "search"
