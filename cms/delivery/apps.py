from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """How an answer leaves: page cache, security headers, health."""

    name = "cms.delivery"
    label = "delivery"
