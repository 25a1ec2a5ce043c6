from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API's shell: problems, languages, limits, kept answers, tokens' door, preview, its document and docs page."""

    name = "cms.api"
    label = "api"

    def ready(self) -> None:
        """Lists of the API take their pictures from the media room, which the search room does not know."""
        from media.api import pictures
        from search.shapes import pictures_from

        pictures_from(pictures)
