"""What an enterprise's products say now, in the form in which a file says it, so that the two can be compared."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from shop.catalogue.models import Product, Variant
from shop.desk.bulk.columns import OF_PRODUCT, OF_VARIANT
from shop.enterprises.models import Enterprise

Words = Mapping[str, Any]


def plain(text: str) -> str:
    """A text as it comes back from a spreadsheet: one kind of line ends, no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def mark_of(words: Words) -> str:
    """Tells one state of a row's words from another; the stock is compared by itself."""
    said = [words[name] for name in (*OF_PRODUCT, *OF_VARIANT)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def words_of_product(product: Product, slugs: Mapping[int, str]) -> dict[str, Any]:
    """What is said of the product; `slugs` are those of categories by primary key."""
    said: dict[str, Any] = {name: plain(getattr(product, name)) for name in OF_PRODUCT if name != "category"}
    return {**said, "category": slugs[product.category_id]}


def words_of_variant(variant: Variant) -> dict[str, Any]:
    """What is said of the variant: price in satang, weight in grams."""
    stock = getattr(variant, "stock", None)
    return {
        "sku": plain(variant.sku),
        "variant_th": plain(variant.name_th),
        "variant_en": plain(variant.name_en),
        "price": variant.price,
        "weight": variant.weight,
        "low_at": stock.low_at if stock else None,
        "offered": variant.is_active,
    }


class Shelf:
    """Everything an enterprise has: products and variants by their keys, and what is said of each."""

    def __init__(self, products: Iterable[Product], variants: Iterable[Variant], slugs: Mapping[int, str]) -> None:
        self.products = {one.pk: one for one in products}
        self.variants = {one.pk: one for one in variants}
        self._of: dict[int, list[Variant]] = {}
        for variant in self.variants.values():
            self._of.setdefault(variant.product_id, []).append(variant)
        self._products = {pk: words_of_product(one, slugs) for pk, one in self.products.items()}
        self._words = {
            pk: {**self._products[one.product_id], **words_of_variant(one)} for pk, one in self.variants.items()
        }

    def of(self, product: Product) -> list[Variant]:
        """Its variants, in the seller's order."""
        return self._of.get(product.pk, [])

    def product_words(self, product: Product) -> Mapping[str, Any]:
        """What is said of a product."""
        return self._products[product.pk]

    def words(self, variant: Variant) -> Mapping[str, Any]:
        """What is said of a variant and of its product."""
        return self._words[variant.pk]

    @staticmethod
    def available(variant: Variant) -> int:
        """How many there are."""
        stock = getattr(variant, "stock", None)
        return stock.available if stock else 0


def shelf(enterprise: Enterprise, slugs: Mapping[int, str]) -> Shelf:
    """What the enterprise has now, read in two queries."""
    variants = Variant.objects.filter(product__enterprise=enterprise).select_related("stock")
    products = Product.objects.filter(enterprise=enterprise).select_related("category").order_by("pk")
    return Shelf(products, variants.order_by("product_id", "sort_order", "pk"), slugs)
