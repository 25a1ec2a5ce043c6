from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """What verified buyers say of products, and how satisfied they are."""

    name = "shop.reviews"
    label = "shop_reviews"
