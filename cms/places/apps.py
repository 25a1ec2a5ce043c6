from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Provinces, districts, subdistricts and the registry of LAOs."""

    name = "cms.places"
    label = "places"

    def ready(self) -> None:
        """Listen to changes of the registry."""
        from cms.places import receivers  # noqa: F401 - it listens once it is imported
