"""Grows the showroom to a number of products, by bulk inserts, and proves that the index agrees."""

import random

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from shop.catalogue.models import Product, ProductPhoto, SellingPoint, State, StockItem, StockMove, Variant
from shop.catalogue.showing import visible
from shop.catalogue.stock import Why
from shop.enterprises.models import Enterprise
from shop.enterprises.models import State as Standing

BATCH = 500


def grow(count: int) -> None:
    """Insert products until visitors see `count`; run again it inserts nothing. The index is to be rebuilt after it."""
    missing = count - visible().count()
    if missing <= 0:
        return
    rng = random.Random(count)
    with transaction.atomic():
        _insert(missing, rng, batch=str(count))
    call_command("shop_check", verbosity=0)


def _insert(number: int, rng: random.Random, *, batch: str) -> None:
    patterns = list(Product.objects.filter(state=State.PUBLISHED).prefetch_related("photos", "variants"))
    sellers = list(Enterprise.objects.filter(state=Standing.VERIFIED))
    now = timezone.now()
    products = []
    for place in range(number):
        pattern = rng.choice(patterns)
        products.append(
            Product(
                enterprise=rng.choice(sellers),
                category_id=pattern.category_id,
                slug=f"bench-{batch}-{place + 1}",
                name_th=f"{pattern.name_th} ชุด {batch} ที่ {place + 1}",
                name_en=f"{pattern.name_en} {batch} {place + 1}",
                summary_th=pattern.summary_th,
                summary_en=pattern.summary_en,
                description_th=pattern.description_th,
                description_en=pattern.description_en,
                is_demo=True,
                state=State.PUBLISHED,
                published_at=now,
            )
        )
    Product.objects.bulk_create(products, batch_size=BATCH)
    pictures = [photo.photo_id for pattern in patterns for photo in pattern.photos.all()]
    ProductPhoto.objects.bulk_create(
        [ProductPhoto(product=one, photo_id=rng.choice(pictures)) for one in products], batch_size=BATCH
    )
    SellingPoint.objects.bulk_create(
        [SellingPoint(product=one, text_th="ทำจากของในชุมชน", text_en="Made of what grows nearby") for one in products],
        batch_size=BATCH,
    )
    variants = [Variant(product=one, price=100 * rng.randint(20, 2_000), weight=500) for one in products]
    Variant.objects.bulk_create(variants, batch_size=BATCH)
    _stock(variants, rng)


def _stock(variants: list[Variant], rng: random.Random) -> None:
    items = [StockItem(variant=one, available=rng.randint(0, 50)) for one in variants]
    StockItem.objects.bulk_create(items, batch_size=BATCH)
    counted = [StockMove(item=one, change=one.available, why=Why.COUNTED) for one in items if one.available]
    StockMove.objects.bulk_create(counted, batch_size=BATCH)
