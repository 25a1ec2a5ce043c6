"""A member's wish list changes."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.lifecycle.services import lock
from shop.catalogue.models import Product, Variant
from shop.catalogue.showing import visible
from shop.wishes.models import Wish
from shop.wishes.rules import MOST_WISHES


class ListFull(ValidationError):
    """A wish list holds MOST_WISHES products."""


class NothingToWish(LookupError):
    """No product that visitors see has this key."""


@transaction.atomic
def wish(*, user: User, product_id: int) -> Wish:
    """Keep a product for later; kept already it stays as it is. Raises NothingToWish, ListFull."""
    lock(User.objects.get(pk=user.pk))
    if not visible().filter(pk=product_id).exists():
        raise NothingToWish(product_id)
    there = Wish.objects.filter(user=user, product=product_id).first()
    if there is not None:
        return there
    if Wish.objects.filter(user=user).count() >= MOST_WISHES:
        words = _("Your list is full: it holds %(most)s products. Take something off it first.")
        raise ListFull(words, code="list_full", params={"most": MOST_WISHES})
    return Wish.objects.create(user=user, product_id=product_id, price_seen=_price(product_id))


@transaction.atomic
def drop(*, user: User, product_id: int) -> None:
    """Take a product off the list; what is not on it is off it already."""
    Wish.objects.filter(user=user, product=product_id).delete()


@transaction.atomic
def take_over(*, user: User, products: Iterable[int]) -> int:
    """What a visitor wished for becomes the member's own, as far as there is room; returns how many are new."""
    lock(User.objects.get(pk=user.pk))
    wanted = list(products)
    there = set(Wish.objects.filter(user=user).values_list("product", flat=True))
    shown = set(visible().filter(pk__in=wanted).values_list("pk", flat=True))
    new = [pk for pk in wanted if pk in shown and pk not in there][: max(0, MOST_WISHES - len(there))]
    lowest = dict(
        Product.objects.filter(pk__in=new, variants__is_active=True)
        .annotate(lowest=Min("variants__price"))
        .values_list("pk", "lowest")
    )
    # The latest wish stands first in the cookie, and first on the list.
    Wish.objects.bulk_create(Wish(user=user, product_id=pk, price_seen=lowest.get(pk)) for pk in reversed(new))
    return len(new)


def _price(product_id: int) -> int | None:
    offered = Variant.objects.filter(product=product_id, is_active=True)
    lowest: int | None = offered.aggregate(lowest=Min("price"))["lowest"]
    return lowest
