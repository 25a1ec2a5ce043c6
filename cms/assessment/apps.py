from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Kalyanamitr: rounds, assessments and their answers, frozen results, and reading them."""

    name = "cms.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Listen to changes of the registry."""
        from cms.assessment import receivers  # noqa: F401 - it listens once it is imported
