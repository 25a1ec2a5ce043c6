"""What a member means to come back to."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from shop.catalogue.models import Product


class Wish(models.Model):
    """A product that a member keeps for later. `price_seen` is the lowest price in satang when it was put there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    price_seen = models.PositiveBigIntegerField(null=True, blank=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "product"], name="shop_wish_once_a_product")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.product_id}"
