from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """What verified buyers say of products, and how satisfied they are."""

    name = "shop.reviews"
    label = "shop_reviews"

    def ready(self) -> None:
        """Listen to orders and people, and say which pictures are shown."""
        from shop.reviews import receivers  # noqa: F401 - it listens once it is imported
