from django.apps import AppConfig


class ThemesConfig(AppConfig):
    """Everything a visitor sees."""

    name = "themes"
