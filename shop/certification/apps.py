from django.apps import AppConfig


class CertificationConfig(AppConfig):
    """Who certified which enterprise or product, until when, and the page that proves it."""

    name = "shop.certification"
    label = "shop_certification"
