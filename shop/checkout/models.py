"""How an enterprise sends what it sells."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop import money
from shop.enterprises.models import Enterprise


class ShippingTerms(models.Model):
    """How one enterprise sends, amounts in satang.

    With weight bands the price is that of the lightest band that holds the parcel, and a heavier one cannot be sent;
    without any, `flat_price` is the price of every parcel. Goods worth `free_above` or more are sent for nothing.
    """

    enterprise = models.OneToOneField(Enterprise, models.CASCADE, related_name="shipping_terms")
    sends = models.BooleanField(_("sends parcels"), default=True)
    flat_price = models.PositiveBigIntegerField(_("price of a parcel"), default=0)
    free_above = models.PositiveBigIntegerField(_("free from this amount"), null=True, blank=True)
    pick_up = models.BooleanField(_("can be picked up"), default=False)
    pick_up_where = models.CharField(_("where to pick up"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("shipping terms")
        verbose_name_plural = _("shipping terms")
        constraints = [
            models.CheckConstraint(
                condition=Q(pick_up=False) | ~Q(pick_up_where=""),
                name="shop_shipping_pick_up_has_a_place",
                violation_error_message=_("Say where things are picked up."),
            ),
            models.CheckConstraint(
                condition=Q(sends=True) | Q(pick_up=True),
                name="shop_shipping_reaches_the_buyer",
                violation_error_message=_("Choose at least one way for things to reach the buyer."),
            ),
            models.CheckConstraint(condition=Q(flat_price__lte=money.MOST), name="shop_shipping_price_in_bounds"),
        ]

    def __str__(self) -> str:
        return str(self.enterprise_id)


class WeightBand(models.Model):
    """Parcels of up to so many grams cost so many satang."""

    terms = models.ForeignKey(ShippingTerms, models.CASCADE, related_name="bands")
    up_to = models.PositiveIntegerField(_("up to, in grams"))
    price = models.PositiveBigIntegerField(_("price"))

    class Meta:
        ordering = ["up_to"]
        constraints = [
            models.UniqueConstraint(
                fields=["terms", "up_to"],
                name="shop_weight_band_once",
                violation_error_message=_("This weight is named already."),
            ),
            models.CheckConstraint(condition=Q(up_to__gt=0), name="shop_weight_band_weighs_something"),
            models.CheckConstraint(condition=Q(price__lte=money.MOST), name="shop_weight_band_price_in_bounds"),
        ]

    def __str__(self) -> str:
        return f"≤ {self.up_to} g: {self.price}"
