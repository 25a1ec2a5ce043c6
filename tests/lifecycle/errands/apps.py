from django.apps import AppConfig


class ErrandsConfig(AppConfig):
    """Something with a lifecycle, for tests only: the lifecycle room has no subject of its own."""

    name = "tests.lifecycle.errands"
    label = "errands"
