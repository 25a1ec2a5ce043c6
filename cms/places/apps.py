from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Provinces, districts, subdistricts and the registry of LAOs."""

    name = "cms.places"
    label = "places"
