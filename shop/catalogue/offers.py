"""What can be bought, for how much, and if not, why not: the one door by which a cart learns of prices and stock."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.places.models.areas import speaks_english
from shop.catalogue.models import Product, ProductPhoto, Sale, Variant

MOST_OFFERS = 500

GONE, NOT_FOR_SALE, NO_PRICE, SOLD_OUT = "gone", "not_for_sale", "no_price", "sold_out"
REASONS = {
    GONE: _("This product is no longer offered."),
    NOT_FOR_SALE: _("This product is shown only; please ask the seller."),
    NO_PRICE: _("This product has no price yet; please ask the seller."),
    SOLD_OUT: _("Sold out"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One variant as it can be bought now. `price` is satang a piece, `weight` grams packed.

    `name` is product and variant in the reader's language. `reason` is empty where it can be bought, else a key of
    REASONS, and `reason_label` says it to people.
    """

    variant_id: int
    product_id: int
    enterprise_id: int
    name: str
    name_th: str
    name_en: str
    url: str
    photo_id: int | None
    price: int | None
    weight: int
    available: int
    sku: str
    reason: str
    reason_label: str


def offers(variant_pks: Collection[int]) -> dict[int, Offer]:
    """Offers by primary key of the variant, in one query; a key that never was has none. At most MOST_OFFERS."""
    wanted = sorted(set(variant_pks))[:MOST_OFFERS]
    return {variant.pk: offer_of(variant) for variant in _variants().filter(pk__in=wanted)} if wanted else {}


def offers_of(product: Product) -> list[Offer]:
    """What is offered of one product, in the seller's order; one query."""
    rows = _variants().filter(product=product, is_active=True).order_by("sort_order", "pk")
    return [offer_of(variant) for variant in rows[:MOST_OFFERS]]


def _variants() -> QuerySet[Variant]:
    first = ProductPhoto.objects.filter(product=OuterRef("product")).order_by("sort_order", "pk").values("photo")[:1]
    return Variant.objects.select_related("product__enterprise", "stock").annotate(first_photo=Subquery(first))


def offer_of(variant: Variant) -> Offer:
    """The offer of a variant read with its product, enterprise, stock and `first_photo`."""
    product = variant.product
    stock = getattr(variant, "stock", None)
    available = stock.available if stock else 0
    reason = _reason(variant, available)
    name_th = _both(product.name_th, variant.name_th)
    name_en = _both(product.name_en, variant.name_en or variant.name_th)
    return Offer(
        variant_id=variant.pk,
        product_id=product.pk,
        enterprise_id=product.enterprise_id,
        name=name_en if speaks_english() else name_th,
        name_th=name_th,
        name_en=name_en,
        url=reverse("shop_product", args=[product.slug]),
        photo_id=getattr(variant, "first_photo", None),
        price=variant.price,
        weight=variant.weight,
        available=available,
        sku=variant.sku,
        reason=reason,
        reason_label=str(REASONS[reason]) if reason else "",
    )


def _reason(variant: Variant, available: int) -> str:
    if not variant.is_active or not variant.product.is_visible:
        return GONE
    if variant.product.sale != Sale.ON_SALE:
        return NOT_FOR_SALE
    if variant.price is None:
        return NO_PRICE
    return "" if available > 0 else SOLD_OUT


def _both(product: str, variant: str) -> str:
    return f"{product} · {variant}" if variant else product
