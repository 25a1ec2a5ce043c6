"""What members do at the desk beyond the verbs of the rooms below: each function is one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from media.models import Photo
from shop.catalogue import stocking
from shop.catalogue.drafts import PointDraft, VariantDraft
from shop.catalogue.models import Product, Variant
from shop.catalogue.models import State as ProductState
from shop.catalogue.services import change_product, create_product, publish
from shop.catalogue.stock import StockItem
from shop.checkout.models import ShippingTerms, WeightBand
from shop.desk.models import NewProduct, Upload
from shop.desk.pictures import Row
from shop.enterprises.models import Enterprise
from shop.enterprises.services import edit_enterprise
from shop.payments.models import PaymentTerms

KEYS_KEPT_FOR = timedelta(days=30)


class SoldMeanwhile(ValidationError):
    """The stock is not what the seller saw when counting; `now` maps primary keys of variants to what there is."""

    def __init__(self, now: Mapping[int, int]) -> None:
        self.now = dict(now)
        super().__init__(
            _("The stock changed while you were counting: %(now)s now. Please count again."),
            code="sold_meanwhile",
            params={"now": ", ".join(str(number) for number in self.now.values())},
        )


@transaction.atomic
def recount(*, product: Product, counted: Mapping[int, int], seen: Mapping[int, int], actor: User) -> int:
    """Write down counts (by primary key of the variant) of a product that said `seen`. Returns how many changed.

    Raises SoldMeanwhile where an order came between, NotACount, and then nothing has changed.
    """
    there = {pk: number for pk, number in counted.items() if number != seen.get(pk)}
    variants = {one.pk: one for one in Variant.objects.filter(product=product, pk__in=there).order_by("pk")}
    _refuse_stale({pk: seen[pk] for pk in variants if pk in seen})
    moves = [stocking.count(variant=one, available=there[pk], actor=actor) for pk, one in variants.items()]
    return sum(move is not None for move in moves)


@transaction.atomic
def keep_product(
    *,
    enterprise: Enterprise,
    actor: User,
    product: Product | None,
    variants: Sequence[VariantDraft],
    seen: Mapping[int, int],
    points: Sequence[PointDraft],
    pictures: Sequence[Row],
    key: str = "",
    and_publish: bool = False,
    **fields: Any,
) -> Product:
    """Keep a product as the form says it, new where `product` is None, and show it where that was asked.

    `seen` are the stocks the form showed; `key` names the form of a new product, which makes one however often it is
    sent. Raises ValidationError of the catalogue, SoldMeanwhile; then all is as before.
    """
    if product is None and (before := _made_meanwhile(enterprise, key)):
        return before
    _refuse_stale({one.pk: seen[one.pk] for one in variants if one.pk and one.pk in seen and one.stock is not None})
    _reword(pictures, enterprise)
    said = {
        "variants": variants,
        "selling_points": points,
        "photos": [row.photo for row in pictures],
        "actor": actor,
        **fields,
    }
    if product is None:
        product = create_product(enterprise=enterprise, **said)
        if key:
            NewProduct.objects.create(enterprise=enterprise, key=key, product=product)
    else:
        change_product(product=product, **said)
    if and_publish and product.state != ProductState.PUBLISHED:
        publish(product=product, actor=actor)
    return product


def _made_meanwhile(enterprise: Enterprise, key: str) -> Product | None:
    if not key:
        return None
    # Two that send one form at once wait for each other here; nobody who orders has to.
    Enterprise.objects.select_for_update(no_key=True).get(pk=enterprise.pk)
    return made_before(enterprise, key)


def made_before(enterprise: Enterprise, key: str) -> Product | None:
    """The product that the form of this key made; None while it made none."""
    done = NewProduct.objects.filter(enterprise=enterprise, key=key).select_related("product").first()
    return done.product if done else None


def forget_forms(*, now: datetime) -> int:
    """Delete the keys of forms that nobody sends again. Returns how many."""
    number, _by_model = NewProduct.objects.filter(at__lt=now - KEYS_KEPT_FOR).delete()
    return number


@transaction.atomic
def set_terms(
    *,
    enterprise: Enterprise,
    actor: User,
    account: Mapping[str, Any],
    payment: Mapping[str, Any],
    shipping: Mapping[str, Any],
    bands: Mapping[int, int],
) -> None:
    """How an enterprise takes money and sends: its PromptPay account, fields of both terms, `bands` of satang by grams.

    Raises ValidationError.
    """
    edit_enterprise(enterprise=enterprise, actor=actor, **account)
    for model, said in ((PaymentTerms, payment), (ShippingTerms, shipping)):
        terms = model._default_manager.filter(enterprise=enterprise).first() or model(enterprise=enterprise)
        for name, value in said.items():
            setattr(terms, name, value)
        terms.full_clean(exclude=["enterprise"])
        terms.save()
        if isinstance(terms, ShippingTerms):
            terms.bands.all().delete()
            WeightBand.objects.bulk_create(
                WeightBand(terms=terms, up_to=grams, price=price) for grams, price in sorted(bands.items())
            )


def _refuse_stale(seen: Mapping[int, int]) -> None:
    """Hold the stocks, in the order in which all rooms lock them, and compare them with what the seller saw."""
    rows = StockItem.objects.select_for_update().filter(variant_id__in=seen).order_by("variant_id")
    other = {row.variant_id: row.available for row in rows if row.available != seen[row.variant_id]}
    if other:
        raise SoldMeanwhile(other)


def _reword(pictures: Sequence[Row], enterprise: Enterprise) -> None:
    """Words only of pictures that the enterprise brought itself; they are its product's from now on."""
    for row in pictures:
        if row.may_reword and row.words != row.photo.description:
            Photo.objects.filter(pk=row.photo.pk).update(description=row.words, title=row.words)
    Upload.objects.filter(
        enterprise=enterprise, photo__in=[row.photo.pk for row in pictures], kept_at__isnull=True
    ).update(kept_at=timezone.now())
