from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What an enterprise returns each month, and what a year of an LAO or of the programme came to."""

    name = "shop.reports"
    label = "shop_reports"
