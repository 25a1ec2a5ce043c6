"""How many there are: the number that is sold from, and every change of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_IN_STOCK = 1_000_000


class Why(models.TextChoices):
    """Why a stock changed."""

    COUNTED = "counted", _("Counted by the seller")
    BROKEN = "broken", _("Broken or spoilt")
    GIVEN_AWAY = "given_away", _("Given away")
    ORDERED = "ordered", _("Ordered")
    GIVEN_BACK = "given_back", _("Given back by an order")
    TAKEN_AGAIN = "taken_again", _("Ordered, and paid late")
    GIVEN_BACK_AGAIN = "back_again", _("Given back by an order paid late")
    SOLD = "sold", _("Sold off line")
    SALE_UNDONE = "sale_undone", _("Sale off line taken back")
    CAME_BACK = "came_back", _("Sent back by the buyer")


# An order stands behind these; the others are the seller's own word.
BY_ORDERS = (Why.ORDERED, Why.GIVEN_BACK, Why.TAKEN_AGAIN, Why.GIVEN_BACK_AGAIN)
# Behind these a sale off line, or a return: they too are named.
BY_OTHERS = (Why.SOLD, Why.SALE_UNDONE, Why.CAME_BACK)
LOSSES = (Why.BROKEN, Why.GIVEN_AWAY)


class StockItem(models.Model):
    """How many of a variant can be sold now. Changed by `catalogue.stocking` only, one conditional UPDATE each.

    At `low_at` pieces or fewer the seller is told to make more, once until there are more again; None is never.
    `low_since` is when that was noticed.
    """

    variant = models.OneToOneField("shop_catalogue.Variant", on_delete=models.PROTECT, related_name="stock")
    available = models.IntegerField(_("in stock"), default=0)
    low_at = models.PositiveIntegerField(_("low at"), null=True, blank=True)
    low_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("stock")
        verbose_name_plural = _("stocks")
        constraints = [
            models.CheckConstraint(
                condition=Q(available__gte=0, available__lte=MOST_IN_STOCK),
                name="shop_stock_never_below_nothing",
                violation_error_message=_("A stock is between 0 and 1,000,000 pieces."),
            ),
            models.CheckConstraint(
                condition=Q(low_at__isnull=True) | Q(low_at__lte=MOST_IN_STOCK), name="shop_stock_low_at_in_bounds"
            ),
            models.CheckConstraint(
                condition=Q(low_since__isnull=True) | Q(low_at__isnull=False), name="shop_stock_low_by_a_mark"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.available}"


class StockMove(models.Model):
    """One change of a stock, written once. The sum of an item's moves is what is available."""

    item = models.ForeignKey(StockItem, models.PROTECT, related_name="moves")
    change = models.IntegerField()
    why = models.CharField(max_length=12, choices=Why)
    reference = models.CharField(max_length=40, blank=True)  # the number of the order, of the sale, of the return
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(change=0), name="shop_stock_move_changes_something"),
            models.CheckConstraint(condition=Q(why__in=Why.values), name="shop_stock_move_why_known"),
            models.CheckConstraint(condition=~Q(why=Why.ORDERED) | Q(change__lt=0), name="shop_stock_move_order_takes"),
            models.CheckConstraint(
                condition=~Q(why=Why.GIVEN_BACK) | Q(change__gt=0), name="shop_stock_move_giving_back_adds"
            ),
            models.CheckConstraint(
                condition=~Q(why__in=BY_ORDERS) | ~Q(reference=""), name="shop_stock_move_order_is_named"
            ),
            models.CheckConstraint(
                condition=~Q(why=Why.TAKEN_AGAIN) | Q(change__lt=0), name="shop_stock_move_taking_again_takes"
            ),
            models.CheckConstraint(
                condition=~Q(why=Why.GIVEN_BACK_AGAIN) | Q(change__gt=0), name="shop_stock_move_back_again_adds"
            ),
            models.CheckConstraint(condition=~Q(why__in=LOSSES) | Q(change__lt=0), name="shop_stock_move_loss_takes"),
            models.CheckConstraint(condition=~Q(why=Why.SOLD) | Q(change__lt=0), name="shop_stock_move_sale_takes"),
            models.CheckConstraint(
                condition=~Q(why__in=[Why.SALE_UNDONE, Why.CAME_BACK]) | Q(change__gt=0),
                name="shop_stock_move_coming_back_adds",
            ),
            models.CheckConstraint(
                condition=~Q(why__in=BY_OTHERS) | ~Q(reference=""), name="shop_stock_move_other_is_named"
            ),
            # An order takes a variant once, and gives it back once; one paid late once more each. So
            # does a sale off line, and a return.
            models.UniqueConstraint(
                fields=["item", "why", "reference"],
                condition=~Q(reference=""),
                name="shop_stock_move_once_an_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.change:+d} {self.why} {self.reference}"
