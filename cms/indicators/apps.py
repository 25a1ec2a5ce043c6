from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """The philosophy's rings and conditions, and the Sustainable Development Goals."""

    name = "cms.indicators"
    label = "indicators"
