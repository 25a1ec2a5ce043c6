from django.apps import AppConfig


class LandingConfig(AppConfig):
    """A page for each province and each category of products."""

    name = "shop.landing"
    label = "shop_landing"
