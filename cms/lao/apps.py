from django.apps import AppConfig


class LaoConfig(AppConfig):
    """The directory and profiles of local administrative organisations."""

    name = "cms.lao"
    label = "lao"
