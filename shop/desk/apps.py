from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The enterprise's own pages."""

    name = "shop.desk"
    label = "shop_desk"
