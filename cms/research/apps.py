from django.apps import AppConfig


class ResearchConfig(AppConfig):
    """Research programmes and their results."""

    name = "cms.research"
    label = "research"
