"""Pieces that run low: noticed with each change of a stock, told once until there are more again."""

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.services import notify
from shop.catalogue.models import Product, Variant
from shop.catalogue.stock import StockItem
from shop.enterprises.models import Enterprise
from shop.enterprises.queries import members_to_tell
from themes.templatetags.localised import prefix_of

# The desk stands above this room, so its address is not asked for by name.
_DESK = "shop/desk/"
MOST_NAMED = 3
_BATCH = 200
_LONGEST_NAME = 60


def watch(items: Collection[StockItem], *, actor: User | None) -> None:
    """These stocks have just changed and are held: tell of those that have run low, let go of those that are filled up.

    Inside the transaction of the change; `items` say what is true now. Whoever made the change is not told of it.
    """
    filled = [item.pk for item in items if item.low_since and not _is_low(item)]
    if filled:
        StockItem.objects.filter(pk__in=filled).update(low_since=None)
    low = [item for item in items if item.low_since is None and _is_low(item)]
    if low:
        StockItem.objects.filter(pk__in=[item.pk for item in low]).update(low_since=timezone.now())
        _tell([item.variant_id for item in low], actor)


@transaction.atomic
def warn_at(*, variant: Variant, low_at: int | None) -> None:
    """Warn at this many pieces, None never. Who says so sees how many there are, and is not told at once."""
    warn_many({variant.pk: low_at})


@transaction.atomic
def warn_many(marks: Mapping[int, int | None]) -> None:
    """As `warn_at`, of many variants by their primary keys."""
    rows = StockItem.objects.select_for_update().filter(variant_id__in=marks).order_by("variant_id")
    changed = [item for item in rows if item.low_at != marks[item.variant_id]]
    for item in changed:
        item.low_at = marks[item.variant_id]
        item.low_since = timezone.now() if _is_low(item) else None
    StockItem.objects.bulk_update(changed, ["low_at", "low_since"], batch_size=_BATCH)


def running_low(enterprise: Enterprise) -> "QuerySet[Product]":
    """The enterprise's products of which something that is offered runs low."""
    low = Variant.objects.filter(is_active=True).filter(is_low())
    found: QuerySet[Product] = Product.objects.filter(enterprise=enterprise, pk__in=low.values("product"))
    return found


def is_low() -> Q:
    """Of a variant: that its stock is at its mark or below."""
    return Q(stock__low_at__isnull=False, stock__available__lte=F("stock__low_at"))


def _is_low(item: StockItem) -> bool:
    return item.low_at is not None and item.available <= item.low_at


def _tell(variants: Sequence[int], actor: User | None) -> None:
    """One notice to each member of each enterprise, however many of its products run low."""
    rows = Variant.objects.filter(pk__in=variants, is_active=True).select_related("product__enterprise", "stock")
    by_seller: dict[Enterprise, list[Variant]] = {}
    for variant in rows.order_by("pk"):
        by_seller.setdefault(variant.product.enterprise, []).append(variant)
    for enterprise, low in by_seller.items():
        for member in members_to_tell(enterprise):
            if actor is None or member.pk != actor.pk:
                notify(
                    recipient=member,
                    kind="stock_low",
                    text_th=f"สินค้าใกล้หมด: {_named(low, 'th')}",
                    text_en=f"Running low: {_named(low, 'en')}",
                    url=f"{prefix_of(member.language)}{_DESK}{enterprise.slug}/products/?low=1",
                )


def _named(variants: Sequence[Variant], language: str) -> str:
    words = [
        f"{' · '.join(part[:_LONGEST_NAME] for part in _names(one, language) if part)} ({one.stock.available})"
        for one in variants[:MOST_NAMED]
    ]
    more = len(variants) - MOST_NAMED
    return ", ".join(words) + (f" +{more}" if more > 0 else "")


def _names(variant: Variant, language: str) -> tuple[str, str]:
    if language == "en":
        return variant.product.name_en, variant.name_en or variant.name_th
    return variant.product.name_th, variant.name_th
