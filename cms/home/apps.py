from django.apps import AppConfig


class HomeConfig(AppConfig):
    """HomePage, StandardPage, ContactPage, SiteSettings, navigation."""

    name = "cms.home"
    label = "home"

    def ready(self) -> None:
        """Listen to changes of the site's settings."""
        from cms.home import receivers  # noqa: F401 - it listens once it is imported
