"""Reading wish lists, and products seen lately: only what visitors see now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from cms.accounts.models import User
from search.results import Hit
from search.services import resolve
from shop.catalogue.browsing import Card, cards
from shop.catalogue.models import Variant
from shop.catalogue.showing import PRODUCT
from shop.wishes import cookie
from shop.wishes.models import Wish
from shop.wishes.rules import MOST_WISHES


@dataclass(frozen=True, slots=True)
class Wished:
    """One line of the list. `card` is None for what is no longer offered; `variant` is the one to buy where there is but one.

    `cheaper_by` is satang since it was put there, 0 where it is not cheaper or nobody knows.
    """

    product_id: int
    card: Card | None
    variant: int | None
    cheaper_by: int


def on_the_list(request: HttpRequest) -> list[int]:
    """Products on the list of whoever asks, the latest first; one query for a member, none for a visitor."""
    if isinstance(request.user, User):
        return list(Wish.objects.filter(user=request.user).values_list("product", flat=True)[:MOST_WISHES])
    return cookie.wished(request)


def is_on_the_list(request: HttpRequest, product_id: int) -> bool:
    """Whether this product is."""
    if isinstance(request.user, User):
        return Wish.objects.filter(user=request.user, product=product_id).exists()
    return product_id in cookie.wished(request)


def lines(request: HttpRequest, products: Sequence[int]) -> list[Wished]:
    """These products as the list shows them, in this order; a fixed number of queries."""
    shown = cards_of(products)
    seen = {}
    if isinstance(request.user, User):
        seen = dict(Wish.objects.filter(user=request.user, product__in=products).values_list("product", "price_seen"))
    single = _single_variants([pk for pk, card in shown.items() if not (card.is_sold_out or card.is_display)])
    found = []
    for pk in products:
        card, before = shown.get(pk), seen.get(pk)
        now = card.price if card else None
        cheaper = before - now if before is not None and now is not None else 0
        found.append(Wished(pk, card, single.get(pk), max(0, cheaper)))
    return found


def cards_of(products: Sequence[int]) -> dict[int, Card]:
    """Cards of those that visitors see, by primary key."""
    hits: dict[int, Hit] = {int(key): hit for (_kind, key), hit in _resolved(products).items()}
    ordered = [pk for pk in products if pk in hits]
    return dict(zip(ordered, cards([hits[pk] for pk in ordered]), strict=True))


def _resolved(products: Sequence[int]) -> dict[tuple[str, str], Hit]:
    return dict(resolve([(PRODUCT, str(pk)) for pk in products])) if products else {}


def _single_variants(products: Sequence[int]) -> dict[int, int]:
    """The one variant that is offered of each product of which there is but one."""
    found: dict[int, list[int]] = {}
    for pk, product in Variant.objects.filter(product__in=products, is_active=True).values_list("pk", "product"):
        found.setdefault(product, []).append(pk)
    return {product: variants[0] for product, variants in found.items() if len(variants) == 1}
