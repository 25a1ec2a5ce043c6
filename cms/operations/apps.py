from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """The worker, its due jobs, and the commands that bring up the site."""

    name = "cms.operations"
    label = "operations"
