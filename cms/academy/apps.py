from django.apps import AppConfig


class AcademyConfig(AppConfig):
    """Courses of lessons, and who learns them."""

    name = "cms.academy"
    label = "academy"
