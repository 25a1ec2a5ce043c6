from django.apps import AppConfig


class PagesConfig(AppConfig):
    """SepPage, the base of every page type."""

    name = "cms.pages"
    label = "pages"
