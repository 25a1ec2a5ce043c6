from django.apps import AppConfig


class AcademyConfig(AppConfig):
    """Courses of lessons, and who learns them."""

    name = "cms.academy"
    label = "academy"

    def ready(self) -> None:
        """Listen to what changes courses without going through their own save."""
        from cms.academy import receivers

        receivers.connect()
