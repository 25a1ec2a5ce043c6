from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """What people report of what others wrote, and what is decided about it."""

    name = "cms.community"
