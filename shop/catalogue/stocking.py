"""Changes of stock: each one conditional UPDATE and a move beside it, so that nothing is sold twice or forgotten.

Rows are locked in one order: stock by primary key of the variant, then products, then the index. A product is indexed
again only where the change takes its last piece or brings its first.
"""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

import search.services
from cms.accounts.models import User
from shop.catalogue import low_stock
from shop.catalogue.models import Product, Sale, Variant
from shop.catalogue.stock import LOSSES, StockItem, StockMove, Why

# What a seller can count; the database holds ten times as many, so that an order can always give back.
MOST_COUNTED = 100_000
KIND = "product"
BATCH = 200


class NotEnough(ValidationError):
    """Fewer are there than were asked for. `short` maps the primary key of a variant to how many there are."""

    def __init__(self, short: Mapping[int, int]) -> None:
        self.short = dict(short)
        super().__init__(_("There are not enough pieces left."), code="not_enough")


class NotACount(ValidationError):
    """A stock is a whole number between 0 and MOST_COUNTED."""


def take(*, items: Mapping[int, int], reference: str, actor: User | None = None) -> None:
    """Take pieces (by primary key of the variant) for the order of this number, all of them or none.

    Inside the caller's transaction. Raises NotEnough, and then nothing has changed.
    """
    take_many(orders={reference: items}, actor=actor)


@transaction.atomic
def take_many(*, orders: Mapping[str, Mapping[int, int]], actor: User | None = None, why: Why = Why.ORDERED) -> None:
    """As `take`, for several orders of one purchase: all their rows in one order, so that two purchases never wait for
    each other in a circle. `why` says what they are where they are no orders.
    """
    wanted = sorted((pk, reference, n) for reference, items in orders.items() for pk, n in items.items())
    if any(n < 1 for _pk, _reference, n in wanted):
        raise ValueError("Nothing and less than nothing cannot be taken.")
    short: list[int] = []
    for pk, _reference, n in wanted:
        there = StockItem.objects.filter(variant_id=pk, available__gte=n)
        if not there.update(available=F("available") - n):
            short.append(pk)
    items = {item.variant_id: item for item in StockItem.objects.filter(variant_id__in=[pk for pk, _r, _n in wanted])}
    if short:
        raise NotEnough({pk: items[pk].available if pk in items else 0 for pk in short})
    StockMove.objects.bulk_create(
        StockMove(item=items[pk], change=-n, why=why, reference=reference, actor=actor) for pk, reference, n in wanted
    )
    low_stock.watch(items.values(), actor=actor)
    _tell([pk for pk, item in items.items() if item.available == 0])


@transaction.atomic
def give_back(
    *, items: Mapping[int, int], reference: str, actor: User | None = None, why: Why = Why.GIVEN_BACK
) -> None:
    """Give an order's pieces back; a second time for the same reason and reference changes nothing."""
    if any(n < 1 for n in items.values()):
        raise ValueError("Nothing and less than nothing cannot be given back.")
    locked = list(StockItem.objects.select_for_update().filter(variant_id__in=items).order_by("variant_id"))
    before = StockMove.objects.filter(item__in=locked, why=why, reference=reference)
    done = set(before.values_list("item_id", flat=True))
    rest = [item for item in locked if item.pk not in done]
    for item in rest:
        StockItem.objects.filter(pk=item.pk).update(available=F("available") + items[item.variant_id])
    StockMove.objects.bulk_create(
        StockMove(item=item, change=items[item.variant_id], why=why, reference=reference, actor=actor) for item in rest
    )
    begun = [item.variant_id for item in rest if item.available == 0]
    for item in rest:
        item.available += items[item.variant_id]
    low_stock.watch(rest, actor=actor)
    _tell(begun)


@transaction.atomic
def count(*, variant: Variant, available: int, actor: User | None) -> StockMove | None:
    """Write down how many there are; None where it was so already. Raises NotACount."""
    refuse_no_count(available)
    StockItem.objects.get_or_create(variant=variant)
    item = StockItem.objects.select_for_update().get(variant=variant)
    return _move(item, available - item.available, Why.COUNTED, actor) if available != item.available else None


@transaction.atomic
def count_many(*, counts: Mapping[int, int], actor: User | None) -> None:
    """As `count`, of many variants by their primary keys, in a handful of queries. Raises NotACount."""
    for available in counts.values():
        refuse_no_count(available)
    if not counts:
        return
    StockItem.objects.bulk_create([StockItem(variant_id=pk) for pk in sorted(counts)], ignore_conflicts=True)
    rows = StockItem.objects.select_for_update().filter(variant_id__in=counts).order_by("variant_id")
    changed = [(item, counts[item.variant_id] - item.available) for item in rows]
    changed = [(item, change) for item, change in changed if change]
    crossed = [item.variant_id for item, change in changed if not item.available or not item.available + change]
    for item, change in changed:
        item.available += change
    items = [item for item, _change in changed]
    StockItem.objects.bulk_update(items, ["available"], batch_size=BATCH)
    StockMove.objects.bulk_create(
        [StockMove(item=item, change=change, why=Why.COUNTED, actor=actor) for item, change in changed],
        batch_size=BATCH,
    )
    low_stock.watch(items, actor=actor)
    _tell(crossed)


def refuse_no_count(available: int) -> None:
    """Raises NotACount for what is no number of pieces that anybody can have counted."""
    if not 0 <= available <= MOST_COUNTED:
        raise NotACount(
            _("A stock is a whole number between 0 and %(most)s."), code="not_a_count", params={"most": MOST_COUNTED}
        )


@transaction.atomic
def lose(*, variant: Variant, pieces: int, why: Why, actor: User | None) -> StockMove:
    """Write down that pieces are gone without having been sold; `why` is one of LOSSES. Raises NotACount, NotEnough."""
    if why not in LOSSES:
        raise ValueError(f"{why} is no loss.")
    if pieces < 1:
        raise NotACount(_("At least one piece is gone."), code="not_a_count")
    item = StockItem.objects.select_for_update().filter(variant=variant).first()
    if item is None or item.available < pieces:
        raise NotEnough({variant.pk: item.available if item else 0})
    return _move(item, -pieces, why, actor)


def _move(item: StockItem, change: int, why: Why, actor: User | None) -> StockMove:
    """Change a stock that is held, and tell of it."""
    before, item.available = item.available, item.available + change
    StockItem.objects.filter(pk=item.pk).update(available=item.available)
    move = StockMove.objects.create(item=item, change=change, why=why, actor=actor)
    low_stock.watch([item], actor=actor)
    if not before or not item.available:
        _tell([item.variant_id])
    return move


def _tell(crossed: Collection[int]) -> None:
    """Show what has changed for visitors; `crossed` are the variants that reached or left 0.

    The product is indexed again where it begins or ceases to be in stock; otherwise only its page is another.
    """
    if not crossed:
        return
    sellable = Variant.objects.filter(is_active=True, price__isnull=False)
    products = Product.objects.filter(variants__in=sellable.filter(pk__in=crossed), sale=Sale.ON_SALE)
    # Held until the transaction ends: of two that each take the last of another variant, the later one sees both gone.
    held = set(products.select_for_update(no_key=True, of=("self",)).order_by("pk").values_list("pk", flat=True))
    others = sellable.filter(product=OuterRef("pk"), stock__available__gt=0).exclude(pk__in=crossed)
    flipped = Product.objects.filter(~Exists(others), pk__in=held).values_list("pk", flat=True)
    if changed := [str(pk) for pk in flipped]:
        search.services.index(KIND, changed)
    elif held:
        search.services.raise_generation()
