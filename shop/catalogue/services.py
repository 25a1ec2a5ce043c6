"""What can be done with products and categories. Questions to sellers stand in `asking.py`, stock in `stocking.py`."""

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.lifecycle.services import begin, lock, move
from media.models import Photo
from shop.catalogue import low_stock, rules, stocking
from shop.catalogue.drafts import UNSAID
from shop.catalogue.drafts import PointDraft as PointDraft
from shop.catalogue.drafts import VariantDraft as VariantDraft
from shop.catalogue.models import (
    MOVES,
    Category,
    Product,
    ProductEvent,
    ProductPhoto,
    Sale,
    SellingPoint,
    State,
    Variant,
)
from shop.catalogue.showing import pictures_of, show, show_branch
from shop.enterprises.models import Enterprise

MOST_VARIANTS = 30
MOST_PHOTOS = 12
MOST_POINTS = 10
_LONGEST_SLUG = 80
_LONGEST_CATEGORY_SLUG = 60

# What the seller says of a product in fields of its own.
FIELDS = frozenset(
    {
        "category",
        "name_th",
        "name_en",
        "summary_th",
        "summary_en",
        "description_th",
        "description_en",
        "sale",
        "price_source",
        "is_demo",
    }
)


class NotReady(ValidationError):
    """What is published must be whole: something is missing."""


class TooMany(ValidationError):
    """A product has a bounded number of variants, pictures and selling points."""


class NotItsVariant(ValidationError):
    """The variant belongs to another product."""


class NumberTwice(ValidationError):
    """Two variants of a product have the same number."""


class NotATree(ValidationError):
    """A category would stand below itself, or too deep."""


@transaction.atomic
def create_product(
    *,
    enterprise: Enterprise,
    actor: User | None,
    category: Category,
    name_th: str,
    name_en: str,
    variants: Sequence[VariantDraft] = (),
    photos: Sequence[Photo] = (),
    selling_points: Sequence[PointDraft] = (),
    **fields: Any,
) -> Product:
    """Keep a new product as a draft. `fields` are further ones of FIELDS. Without a variant it gets one, unnamed.

    Raises ValidationError, keyed to the field where there is one.
    """
    product = Product(enterprise=enterprise, category=category, name_th=name_th, name_en=name_en)
    product.slug = free_slug(name_en)
    _set(product, fields)
    product.full_clean(exclude=["enterprise", "category"])
    product.save()
    begin(subject=product, events=ProductEvent, actor=actor)
    _write_variants(product, list(variants) or [VariantDraft()], actor)
    _write_photos(product, photos)
    _write_points(product, selling_points)
    return product


def change_product(
    *,
    product: Product,
    actor: User | None,
    variants: Sequence[VariantDraft] | None = None,
    photos: Sequence[Photo] | None = None,
    selling_points: Sequence[PointDraft] | None = None,
    **fields: Any,
) -> Product:
    """Make the product say this; what is not given stays. Variants left out of `variants` are no longer offered.

    The address stays. Raises ValidationError: keyed to a field, NotReady where a published product would lack
    something, TooMany, NotItsVariant; then nothing has changed.
    """
    try:
        with transaction.atomic():
            pictures = pictures_of(product)
            if variants is not None:
                _write_variants(product, variants, actor)
            lock(product)
            _set(product, fields)
            product.full_clean(exclude=["enterprise", "category", "slug"])
            product.save()
            if photos is not None:
                _write_photos(product, photos)
            if selling_points is not None:
                _write_points(product, selling_points)
            settle(product=product, pictures_before=pictures)
    except ValidationError:
        # Whoever holds this instance must not believe what was refused.
        product.refresh_from_db()
        raise
    return product


def settle(*, product: Product, pictures_before: set[int]) -> None:
    """The product has been written: refuse a published one that is not whole, and show what it says now.

    Inside the transaction of the change. Raises NotReady.
    """
    if product.state == State.PUBLISHED:
        refuse_unready(product)
    show([product.pk], pictures_before=pictures_before)


@transaction.atomic
def publish(*, product: Product, actor: User | None) -> Product:
    """Show the product to visitors, as soon as its enterprise is verified. Raises NotReady, MoveNotAllowed."""
    lock(product)
    refuse_unready(product)
    if product.published_at is None:
        product.published_at = timezone.now()
        product.save(update_fields=["published_at"])
    move(subject=product, to=State.PUBLISHED, lifecycle=MOVES, events=ProductEvent, actor=actor)
    show([product.pk])
    return product


@transaction.atomic
def withdraw(*, product: Product, actor: User | None, reason: str = "") -> Product:
    """Take the product out of every list, result and address at once. Raises MoveNotAllowed."""
    move(subject=product, to=State.WITHDRAWN, lifecycle=MOVES, events=ProductEvent, actor=actor, reason=reason)
    show([product.pk], pictures_before=pictures_of(product))
    return product


def refuse_unready(product: Product) -> None:
    """Raises NotReady for a product that cannot be shown: nothing is offered, or what is on sale has no price."""
    offered = Variant.objects.filter(product=product, is_active=True)
    if not offered.exists():
        raise NotReady(_("At least one variant has to be offered."), code="no_variant")
    if product.sale == Sale.ON_SALE and offered.filter(price=None).exists():
        raise NotReady(_("What is on sale needs a price."), code="no_price")


@transaction.atomic
def make_category(*, name_th: str, name_en: str, parent: Category | None = None, sort_order: int = 0) -> Category:
    """Keep a new category. Raises NotATree where it would stand too deep, ValidationError for names."""
    slug = _free_slug(Category, name_en, otherwise="category", longest=_LONGEST_CATEGORY_SLUG)
    category = Category(name_th=name_th, name_en=name_en, parent=parent, sort_order=sort_order, slug=slug)
    return keep_category(category=category)


@transaction.atomic
def keep_category(*, category: Category) -> Category:
    """Keep a category as it is filled in, and tell search of it and of what hangs on it.

    Raises NotATree, keyed to `parent`, and ValidationError.
    """
    if not category.slug:
        category.slug = _free_slug(Category, category.name_en, otherwise="category", longest=_LONGEST_CATEGORY_SLUG)
    # Held until the end, so that two moves at a time close no circle.
    list(Category.objects.select_for_update().order_by("pk").values_list("pk"))
    refuse_no_tree(category)
    category.full_clean(exclude=["parent"])
    category.save()
    show_branch(category)
    return category


def refuse_no_tree(category: Category) -> None:
    """Raises NotATree, keyed to `parent`, where it would close a circle or stand deeper than three levels."""
    if category.parent_id is None:
        return
    parents = dict(Category.objects.values_list("pk", "parent"))
    above = rules.line_above(parents, category.parent_id)
    if category.pk in above:
        message = _("A category cannot stand below itself.")
        raise NotATree({"parent": ValidationError(message, code="circle")})
    below = rules.height_below(parents, category.pk) if category.pk else 1
    if len(above) + below > rules.DEEPEST:
        message = _("Categories have at most three levels.")
        raise NotATree({"parent": ValidationError(message, code="too_deep")})


def free_slug(name_en: str, *, besides: Collection[str] = ()) -> str:
    """A slug that no product has and that is not among `besides`, from its English name."""
    return _free_slug(Product, name_en, otherwise="product", longest=_LONGEST_SLUG, besides=besides)


def _free_slug(
    model: type[Product] | type[Category], name_en: str, *, otherwise: str, longest: int, besides: Collection[str] = ()
) -> str:
    stem = rules.slug_of(name_en, otherwise=otherwise, longest=longest)[: longest - 8]
    taken = {*model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True), *besides}
    return rules.free_slug(name_en, otherwise=otherwise, longest=longest, taken=taken)


def _set(product: Product, fields: dict[str, Any]) -> None:
    if unknown := fields.keys() - FIELDS:
        raise TypeError(f"A product has no {', '.join(sorted(unknown))}.")
    for name, value in fields.items():
        setattr(product, name, value.strip() if isinstance(value, str) else value)


def _write_variants(product: Product, drafts: Sequence[VariantDraft], actor: User | None) -> None:
    """The stock first: stock before product is the order in which rows are locked, see `stocking`."""
    _bounded(drafts, MOST_VARIANTS, _("At most %(most)s variants."))
    present = {variant.pk: variant for variant in Variant.objects.filter(product=product).order_by("pk")}
    if {draft.pk for draft in drafts if draft.pk} - present.keys():
        raise NotItsVariant(_("This variant belongs to another product."), code="not_its_variant")
    for draft in sorted((draft for draft in drafts if draft.pk), key=lambda draft: draft.pk or 0):
        if draft.stock is not None:
            stocking.count(variant=present[draft.pk or 0], available=draft.stock, actor=actor)
        if draft.low_at != UNSAID:
            low_stock.warn_at(variant=present[draft.pk or 0], low_at=draft.low_at)
    numbers = [draft.sku for draft in drafts if draft.sku]
    if len(set(numbers)) < len(numbers):
        raise NumberTwice(_("Another variant has this number."), code="number_twice")
    # Numbers may change hands, and what is left out is no longer offered under any.
    Variant.objects.filter(product=product).update(is_active=False, sku="")
    for number, draft in enumerate(drafts):
        variant = present.get(draft.pk or 0) or Variant(product=product)
        for name in ("name_th", "name_en", "sku", "price", "weight", "is_active"):
            setattr(variant, name, getattr(draft, name))
        variant.sort_order = number
        variant.full_clean(exclude=["product"])
        variant.save()
        if not draft.pk:
            stocking.count(variant=variant, available=draft.stock or 0, actor=actor)
            if draft.low_at not in (None, UNSAID):
                low_stock.warn_at(variant=variant, low_at=draft.low_at)


def _write_photos(product: Product, photos: Sequence[Photo]) -> None:
    wanted = list({photo.pk: photo for photo in photos}.values())
    _bounded(wanted, MOST_PHOTOS, _("At most %(most)s pictures."))
    ProductPhoto.objects.filter(product=product).delete()
    ProductPhoto.objects.bulk_create(
        ProductPhoto(product=product, photo=photo, sort_order=number) for number, photo in enumerate(wanted)
    )


def _write_points(product: Product, drafts: Sequence[PointDraft]) -> None:
    _bounded(drafts, MOST_POINTS, _("At most %(most)s selling points."))
    SellingPoint.objects.filter(product=product).delete()
    for number, draft in enumerate(drafts):
        point = SellingPoint(product=product, text_th=draft.text_th.strip(), text_en=draft.text_en.strip())
        point.sort_order = number
        point.full_clean(exclude=["product"])
        point.save()


def _bounded(listed: Sequence[object], most: int, message: Any) -> None:
    if len(listed) > most:
        raise TooMany(message, code="too_many", params={"most": most})
