"""A receipt: what was paid for an order got a number, once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.receipts.rules import number_of


class Receipt(models.Model):
    """The receipt of one paid order. Written once; the database lets it never be changed.

    Numbers run without gaps through each calendar year of each enterprise. What else stands on a receipt is frozen with
    the order; registration number and address of the seller are not, and so they are kept here as they were. Who bought
    is read from the purchase, so that an erased buyer is erased here too.
    """

    order = models.OneToOneField(Order, models.PROTECT, related_name="receipt")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="receipts")
    year = models.PositiveSmallIntegerField()  # CE
    serial = models.PositiveIntegerField()
    issued_at = models.DateTimeField(default=timezone.now)
    seller_registration = models.CharField(max_length=30, blank=True)
    seller_address = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(serial__gte=1), name="shop_receipt_counts_from_one"),
            models.UniqueConstraint(fields=["enterprise", "year", "serial"], name="shop_receipt_number_once"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """As people read and file it: `2569/00012`."""
        return number_of(self.year, self.serial)
