from django.apps import AppConfig


class HomeConfig(AppConfig):
    """HomePage, StandardPage, ContactPage, SiteSettings, navigation."""

    name = "cms.home"
    label = "home"
