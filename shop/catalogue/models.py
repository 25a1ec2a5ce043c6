"""What is shown and sold: categories, products with their variants and pictures.

The stock stands in `stock.py`, questions in `questions.py`.
"""

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from cms.places.models.areas import InReadersLanguage
from media.models import Photo
from shop import money
from shop.catalogue.questions import Question as Question
from shop.catalogue.stock import StockItem as StockItem
from shop.catalogue.stock import StockMove as StockMove
from shop.enterprises.models import Enterprise

HEAVIEST = 1_000_000  # grams


class Category(models.Model):
    """A branch of the category tree. Only `services` may hang one below another."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("below")
    )
    slug = models.CharField(_("address"), max_length=60, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("product category")
        verbose_name_plural = _("product categories")
        ordering = ["sort_order", "name_th", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"), name="shop_category_slug_is_a_slug"
            ),
            models.CheckConstraint(condition=~Q(name_th="") & ~Q(name_en=""), name="shop_category_has_both_names"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="shop_category_not_below_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    name = InReadersLanguage("name")


class Sale(models.TextChoices):
    """Whether it can be put into a cart, or only be asked about."""

    ON_SALE = "on_sale", _("On sale")
    DISPLAY_ONLY = "display_only", _("On display only")


class State(models.TextChoices):
    """Where a product stands. Visitors see what is published by a verified enterprise."""

    DRAFT = "draft", _("Being written")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES = Lifecycle(
    State,
    {
        State.DRAFT: {State.PUBLISHED},
        State.PUBLISHED: {State.WITHDRAWN},
        State.WITHDRAWN: {State.PUBLISHED},
    },
)


class Product(index.Indexed, ClusterableModel):
    """Something an enterprise makes, with its variants, pictures and selling points edited as one thing.

    `price_source` names the document and line a price was taken from. `is_demo` marks what is invented.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="products", verbose_name=_("enterprise"))
    category = models.ForeignKey(Category, models.PROTECT, related_name="products", verbose_name=_("category"))
    slug = models.CharField(_("address"), max_length=100, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160)
    summary_th = models.CharField(_("in one sentence, Thai"), max_length=300, blank=True)
    summary_en = models.CharField(_("in one sentence, English"), max_length=300, blank=True)
    description_th = models.TextField(
        _("description in Thai"), max_length=5000, blank=True, validators=[MaxLengthValidator(5000)]
    )
    description_en = models.TextField(
        _("description in English"), max_length=5000, blank=True, validators=[MaxLengthValidator(5000)]
    )
    sale = models.CharField(_("sale"), max_length=12, choices=Sale, default=Sale.ON_SALE)
    price_source = models.CharField(_("where the price comes from"), max_length=200, blank=True)
    is_demo = models.BooleanField(_("demo product"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    published_at = models.DateTimeField(_("first published"), null=True, blank=True)

    # The admin's search asks these columns themselves; a task per save would do nothing.
    search_auto_update = False
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name_th"),
        index.AutocompleteField("name_th"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_en"),
        index.FilterField("state"),
        index.FilterField("enterprise"),
        index.FilterField("category"),
    ]

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"), name="shop_product_slug_is_a_slug"
            ),
            models.CheckConstraint(condition=~Q(name_th="") & ~Q(name_en=""), name="shop_product_has_both_names"),
            models.CheckConstraint(condition=Q(sale__in=Sale.values), name="shop_product_sale_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="shop_product_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                name="shop_product_published_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "state"], name="shop_product_of_enterprise")]

    def __str__(self) -> str:
        return self.name

    name = InReadersLanguage("name")
    summary = InReadersLanguage("summary")
    description = InReadersLanguage("description")

    @property
    def is_visible(self) -> bool:
        """Whether visitors see it; asks for the enterprise's state."""
        return self.state == State.PUBLISHED and self.enterprise.is_visible


class ProductEvent(LifecycleEvent):
    """One move of a product."""

    subject = models.ForeignKey(Product, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass


class Variant(models.Model):
    """What is put into a cart: a size, a colour, a weight of a product. A product with one has an unnamed one.

    `price` is in satang, None where a product on display has none; `weight` is in grams with its packing.
    """

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="variants")
    name_th = models.CharField(_("name in Thai"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    sku = models.CharField(_("the seller's own number"), max_length=40, blank=True)
    price = models.PositiveBigIntegerField(_("price in satang"), null=True, blank=True)
    weight = models.PositiveIntegerField(_("weight in grams, packed"), default=500)
    is_active = models.BooleanField(_("offered"), default=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    # Wagtail lets editors put them in order by it.
    sort_order_field = "sort_order"

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gt=0, price__lte=money.MOST),
                name="shop_variant_price_positive",
                violation_error_message=_("A price is more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=HEAVIEST),
                name="shop_variant_weight_in_bounds",
                violation_error_message=_("A weight is between 1 gram and 1,000 kilograms."),
            ),
            models.UniqueConstraint(
                fields=["product", "sku"],
                condition=~Q(sku=""),
                name="shop_variant_sku_once_a_product",
                violation_error_message=_("Another variant has this number."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    name = InReadersLanguage("name")


class ProductPhoto(models.Model):
    """A picture of a product; the first is the one on cards. Its words for those who cannot see it are the photo's."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="+", verbose_name=_("picture"))
    sort_order = models.PositiveSmallIntegerField(default=0)

    # Wagtail lets editors put them in order by it.
    sort_order_field = "sort_order"

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["sort_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["product", "photo"], name="shop_product_photo_once")]

    def __str__(self) -> str:
        return f"{self.product_id} · {self.photo_id}"


class SellingPoint(models.Model):
    """One reason to buy it, short."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="selling_points")
    text_th = models.CharField(_("in Thai"), max_length=160)
    text_en = models.CharField(_("in English"), max_length=160, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    # Wagtail lets editors put them in order by it.
    sort_order_field = "sort_order"

    class Meta:
        verbose_name = _("selling point")
        verbose_name_plural = _("selling points")
        ordering = ["sort_order", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text_th=""), name="shop_selling_point_says_something")]

    def __str__(self) -> str:
        return self.text

    text = InReadersLanguage("text")
