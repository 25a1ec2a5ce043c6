"""One open cart a person."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from shop.cart.rules import MOST_PIECES
from shop.catalogue.models import Variant


class Cart(models.Model):
    """What somebody means to buy. A visitor's is known by a signed cookie that holds `key`; a member has one only."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user"], name="shop_cart_one_a_member")]

    def __str__(self) -> str:
        return str(self.key)


class CartLine(models.Model):
    """So many of a variant. `price_seen` is the price in satang that the buyer was last shown."""

    cart = models.ForeignKey(Cart, models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    price_seen = models.PositiveBigIntegerField()
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="shop_cart_line_once_a_variant"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MOST_PIECES), name="shop_cart_line_quantity_in_bounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cart_id}: {self.quantity} × {self.variant_id}"
