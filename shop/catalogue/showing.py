"""Keeps search and public pictures true to what products and categories say, inside the transaction of each change."""

from collections.abc import Collection

from django.db.models import QuerySet

import media.services
import search.services
from shop.catalogue.models import Category, Product, ProductPhoto, State
from shop.catalogue.signals import products_shown
from shop.enterprises.models import Enterprise
from shop.enterprises.models import State as Verification

PRODUCT, CATEGORY = "product", "category"
BATCH = 200


def visible() -> QuerySet[Product]:
    """The products that visitors see."""
    shown: QuerySet[Product] = Product.objects.filter(state=State.PUBLISHED, enterprise__state=Verification.VERIFIED)
    return shown


def pictures_of(product: Product) -> set[int]:
    """Primary keys of its pictures."""
    return set(ProductPhoto.objects.filter(product=product).values_list("photo", flat=True))


def pictures_in_use(photos: Collection[int], files: Collection[int] = ()) -> tuple[set[int], set[int]]:
    """Those among the pictures that visitors see with a product; products show no documents."""
    shown = ProductPhoto.objects.filter(photo__in=photos, product__in=visible())
    return set(shown.values_list("photo", flat=True)), set()


def show(products: Collection[int], *, pictures_before: Collection[int] = ()) -> None:
    """Make the public pictures and the index agree with these products; `pictures_before` may have lost their use."""
    rows = ProductPhoto.objects.filter(product__in=products)
    now = set(rows.values_list("photo", flat=True)) | set(pictures_before)
    used, _none = pictures_in_use(now)
    if used:
        media.services.publish(photos=used, files=[])
    if unused := now - used:
        media.services.withdraw(photos=unused, files=[])
    products_shown.send(sender=Product, products=products)
    search.services.index(PRODUCT, [str(pk) for pk in products])


def show_enterprise(enterprise: Enterprise) -> None:
    """All an enterprise sells has begun or ceased to be visible, or inherits something new from it."""
    _in_batches(Product.objects.filter(enterprise=enterprise))


def show_branch(category: Category) -> None:
    """A category was made, renamed or hung elsewhere: it, what hangs on it, and their products are found by that."""
    search.services.index(CATEGORY, [str(pk) for pk in branch(category)])
    _in_batches(Product.objects.filter(category__in=branch(category)))


def branch(category: Category) -> list[int]:
    """Primary keys of the category and of what hangs on it, at most three levels."""
    found = [category.pk]
    level = found
    while level:
        level = list(Category.objects.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True))
        found += level
    return found


def _in_batches(products: QuerySet[Product]) -> None:
    keys = list(products.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        show(keys[start : start + BATCH])
    if not keys:
        search.services.raise_generation()
