from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Kalyanamitr: rounds, assessments and their answers, frozen results, and reading them."""

    name = "cms.assessment"
    label = "assessment"
