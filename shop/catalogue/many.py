"""Many products of one enterprise written at once: in one transaction, in a number of queries that hardly grows with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cms.accounts.models import User
from shop.catalogue import low_stock, stocking
from shop.catalogue.drafts import UNSAID, VariantDraft
from shop.catalogue.models import Product, ProductEvent, Sale, State, Variant
from shop.catalogue.services import FIELDS, NotItsVariant, NotReady, free_slug
from shop.catalogue.showing import BATCH, show
from shop.enterprises.models import Enterprise

_WORDS = ("name_th", "name_en", "sku", "price", "weight", "is_active")


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product as it shall be: `fields` are those of FIELDS that become others, `variants` those that change or are new.

    `product` is one that there is; without it a new one is made, which nobody sees yet. Variants that are not named stay.
    """

    product: Product | None
    fields: Mapping[str, Any]
    variants: Sequence[VariantDraft] = ()


@transaction.atomic
def write_many(*, enterprise: Enterprise, drafts: Sequence[ProductDraft], actor: User | None) -> None:
    """Write all of these or, where one cannot be, none. New products are drafts.

    Stocks are held first, then products, then the index, as everywhere here. Raises ValidationError of a field,
    NotItsVariant, NotReady where a published product would lack something; then nothing has changed.
    """
    present = _present(drafts)
    known = [one for draft in drafts for one in draft.variants if one.pk]
    stocking.count_many(counts={one.pk: one.stock for one in known if one.pk and one.stock is not None}, actor=actor)
    low_stock.warn_many({one.pk: one.low_at for one in known if one.pk and one.low_at != UNSAID})
    old = [draft for draft in drafts if draft.product is not None]
    held = _held(enterprise, [draft.product.pk for draft in old if draft.product])
    changed = _change_products([(held[draft.product.pk], draft.fields) for draft in old if draft.product])
    changed |= _change_variants([(present[one.pk], one) for one in known if one.pk])
    added = [(held[draft.product.pk], one) for draft in old if draft.product for one in draft.variants if not one.pk]
    changed |= {product.pk for product, _draft in added}
    new = [draft for draft in drafts if draft.product is None]
    for product, draft in zip(_make(enterprise, new, actor), new, strict=True):
        added += [(product, one) for one in draft.variants or (VariantDraft(),)]
    _add_variants(added, actor)
    _refuse_unready(list(held.values()))
    shown = sorted(changed)
    for start in range(0, len(shown), BATCH):
        show(shown[start : start + BATCH])


def _present(drafts: Sequence[ProductDraft]) -> dict[int, Variant]:
    """The variants that are named, each of the product it is named with. Raises NotItsVariant."""
    wanted = {one.pk: draft.product for draft in drafts for one in draft.variants if one.pk}
    found = {one.pk: one for one in Variant.objects.filter(product__in=[one for one in wanted.values() if one])}
    for pk, product in wanted.items():
        if pk not in found or product is None or found[pk].product_id != product.pk:
            raise NotItsVariant(_("This variant belongs to another product."), code="not_its_variant")
    return found


def _held(enterprise: Enterprise, keys: Sequence[int]) -> dict[int, Product]:
    """These products of the enterprise, held until the transaction ends. Raises NotItsVariant for another's."""
    rows = Product.objects.select_for_update(no_key=True, of=("self",)).filter(enterprise=enterprise, pk__in=keys)
    held = {one.pk: one for one in rows.order_by("pk")}
    if held.keys() != set(keys):
        raise NotItsVariant(_("This variant belongs to another product."), code="not_its_variant")
    return held


def _set(product: Product, fields: Mapping[str, Any]) -> None:
    if unknown := fields.keys() - FIELDS:
        raise TypeError(f"A product has no {', '.join(sorted(unknown))}.")
    for name, value in fields.items():
        setattr(product, name, value.strip() if isinstance(value, str) else value)
    product.clean_fields(exclude=["enterprise", "category", "slug"])


def _change_products(pairs: Sequence[tuple[Product, Mapping[str, Any]]]) -> set[int]:
    """Returns which have changed."""
    changed = [(product, fields) for product, fields in pairs if fields]
    for product, fields in changed:
        _set(product, fields)
    Product.objects.bulk_update([product for product, _fields in changed], sorted(FIELDS), batch_size=BATCH)
    return {product.pk for product, _fields in changed}


def _change_variants(pairs: Sequence[tuple[Variant, VariantDraft]]) -> set[int]:
    """Returns the products whose variants have changed, which of those that were only counted is not said."""
    pairs = [
        (variant, draft) for variant, draft in pairs if any(getattr(variant, n) != getattr(draft, n) for n in _WORDS)
    ]
    # Numbers may change hands within a product.
    renumbered = [variant.pk for variant, draft in pairs if variant.sku != draft.sku]
    for start in range(0, len(renumbered), BATCH):
        Variant.objects.filter(pk__in=renumbered[start : start + BATCH]).update(sku="")
    for variant, draft in pairs:
        _write(variant, draft)
    Variant.objects.bulk_update([variant for variant, _draft in pairs], _WORDS, batch_size=BATCH)
    return {variant.product_id for variant, _draft in pairs}


def _write(variant: Variant, draft: VariantDraft) -> None:
    for name in _WORDS:
        setattr(variant, name, getattr(draft, name))
    variant.clean_fields(exclude=["product"])


def _make(enterprise: Enterprise, drafts: Sequence[ProductDraft], actor: User | None) -> list[Product]:
    """New products without variants yet, each with an address of its own."""
    made: list[Product] = []
    for draft in drafts:
        slug = free_slug(draft.fields["name_en"], besides=[one.slug for one in made])
        product = Product(enterprise=enterprise, slug=slug)
        _set(product, draft.fields)
        made.append(product)
    Product.objects.bulk_create(made, batch_size=BATCH)
    ProductEvent.objects.bulk_create(
        [ProductEvent(subject=one, actor=actor, from_state="", to_state=one.state) for one in made], batch_size=BATCH
    )
    return made


def _add_variants(added: Sequence[tuple[Product, VariantDraft]], actor: User | None) -> None:
    last = Variant.objects.filter(product__in=[product for product, _draft in added]).order_by()
    places = dict(last.values_list("product").annotate(Max("sort_order")))
    variants = []
    for product, draft in added:
        places[product.pk] = places.get(product.pk, -1) + 1
        variant = Variant(product=product, sort_order=places[product.pk])
        _write(variant, draft)
        variants.append(variant)
    Variant.objects.bulk_create(variants, batch_size=BATCH)
    drafts = [draft for _product, draft in added]
    pairs = list(zip(variants, drafts, strict=True))
    stocking.count_many(counts={variant.pk: draft.stock or 0 for variant, draft in pairs}, actor=actor)
    low_stock.warn_many({variant.pk: draft.low_at for variant, draft in pairs if draft.low_at not in (None, UNSAID)})


def _refuse_unready(products: Sequence[Product]) -> None:
    """As `services.refuse_unready`, of many. Raises NotReady."""
    published = [one for one in products if one.state == State.PUBLISHED]
    offered = Variant.objects.filter(product__in=published, is_active=True)
    if set(offered.values_list("product", flat=True)) != {one.pk for one in published}:
        raise NotReady(_("At least one variant has to be offered."), code="no_variant")
    if offered.filter(product__sale=Sale.ON_SALE, price=None).exists():
        raise NotReady(_("What is on sale needs a price."), code="no_price")
