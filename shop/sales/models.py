"""What was sold without an order of this site: in front of the shop, at a fair, by telephone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop import money
from shop.catalogue.models import Variant
from shop.enterprises.models import Enterprise

MOST_PIECES = 100_000


class Where(models.TextChoices):
    """Where it was sold."""

    SHOP = "shop", _("In front of the shop")
    FAIR = "fair", _("At a fair or market")
    CHAT = "chat", _("By telephone or chat")
    TRADER = "trader", _("To a trader")
    OTHER = "other", _("In another place")


class OfflineSale(models.Model):
    """So many pieces sold for so much on one day, written down by a member. `total` in satang.

    `name` is what was sold as it was called then; `variant` is None for what is not among the products. `key` is the
    form's: sent twice it makes one sale. A wrong entry is never changed or deleted but taken back, with a reason.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="offline_sales")
    variant = models.ForeignKey(Variant, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("what was sold"), max_length=240)
    pieces = models.PositiveIntegerField(_("pieces"))
    total = models.PositiveBigIntegerField(_("total"))
    sold_on = models.DateField(_("sold on"))
    where = models.CharField(_("where"), max_length=8, choices=Where)
    takes_stock = models.BooleanField(default=False)
    key = models.CharField(max_length=32)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("sale off line")
        verbose_name_plural = _("sales off line")
        ordering = ["-sold_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="shop_offline_sale_is_of_something"),
            models.CheckConstraint(
                condition=Q(pieces__gte=1, pieces__lte=MOST_PIECES), name="shop_offline_sale_pieces_in_bounds"
            ),
            models.CheckConstraint(
                condition=Q(total__gte=1, total__lte=money.MOST), name="shop_offline_sale_total_in_bounds"
            ),
            models.CheckConstraint(condition=Q(where__in=Where.values), name="shop_offline_sale_where_known"),
            models.CheckConstraint(condition=~Q(key=""), name="shop_offline_sale_has_a_key"),
            models.UniqueConstraint(fields=["enterprise", "key"], name="shop_offline_sale_once"),
            models.CheckConstraint(
                condition=Q(takes_stock=False) | Q(variant__isnull=False), name="shop_offline_sale_stock_of_a_product"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="shop_offline_sale_taken_back_by_whom_and_why",
            ),
        ]
        indexes = [
            models.Index(fields=["enterprise", "-sold_on", "-id"], name="shop_offline_sale_latest"),
            models.Index(
                fields=["enterprise", "sold_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="shop_offline_sale_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sold_on} {self.pieces} × {self.name}"

    @property
    def reference(self) -> str:
        """What its changes of stock are named after."""
        return f"sale-{self.pk}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back, so that nothing counts it."""
        return self.withdrawn_at is not None
