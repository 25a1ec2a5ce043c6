"""Pictures that sellers bring, whose they are, and forms of new products that were kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from media.models import Photo
from shop.catalogue.models import Product
from shop.enterprises.models import Enterprise


class Upload(models.Model):
    """A picture that a member of an enterprise brought to its desk.

    `kept_at` is when a product first showed it; until then it belongs to a form that was not finished, and goes after a day.
    """

    photo = models.OneToOneField(Photo, models.CASCADE, related_name="+")
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], condition=Q(kept_at__isnull=True), name="shop_upload_put_aside")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} · {self.photo_id}"


class NewProduct(models.Model):
    """A form of a new product that was kept, by the key it carried: sent twice it makes one product."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="+")
    key = models.CharField(max_length=32)
    product = models.OneToOneField(Product, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="shop_new_product_has_a_key"),
            models.UniqueConstraint(fields=["enterprise", "key"], name="shop_new_product_once"),
        ]

    def __str__(self) -> str:
        return self.key


class ProductsFile(models.Model):
    """A file of products that a member brought, read and without a flaw, until it is confirmed.

    `rows` are [row's number, {field: text}], emptied once it is written or forgotten; `digest` tells one file from
    another. `key` is the form's: sent twice it is one. `done_at` is when its products were written.
    """

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="+")
    key = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    rows = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    done_at = models.DateTimeField(null=True, blank=True)
    written = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(digest=""), name="shop_products_file_has_a_key"),
            models.UniqueConstraint(fields=["enterprise", "key"], name="shop_products_file_once"),
        ]

    def __str__(self) -> str:
        return self.name
