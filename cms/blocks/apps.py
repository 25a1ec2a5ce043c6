from django.apps import AppConfig


class BlocksConfig(AppConfig):
    """StreamField bricks."""

    name = "cms.blocks"
    label = "blocks"
