"""Carts for tests, filled through the site."""

from typing import Any

from django.test import Client

from cms.accounts.models import User
from shop.cart import cookie
from shop.cart.models import Cart, CartLine
from shop.catalogue.drafts import VariantDraft
from shop.catalogue.models import Variant
from shop.enterprises.models import Enterprise
from tests.shop.ground import product


def put(client: Client, variant: Variant, quantity: object = 1) -> Any:
    """Put pieces into this browser's cart."""
    return client.post("/cart/add/", {"variant": variant.pk, "quantity": str(quantity)})


def lines(user: User | None = None) -> dict[int, int]:
    """Pieces by variant in this member's cart, or in the only visitor's."""
    rows = CartLine.objects.filter(cart__user=user)
    return dict(rows.values_list("variant_id", "quantity"))


def the_line(variant: Variant) -> CartLine:
    """The only line with this variant."""
    return CartLine.objects.get(variant=variant)


def fill(cart: Cart, variants: list[Variant], quantity: int = 1) -> None:
    """Lay these into a cart, past the site."""
    CartLine.objects.bulk_create(
        CartLine(cart=cart, variant=one, quantity=quantity, price_seen=one.price or 1) for one in variants
    )


def many(seller: Enterprise, number: int) -> list[Variant]:
    """So many different things of one seller, five of each, for a baht."""
    made: list[Variant] = []
    while len(made) < number:
        drafts = [VariantDraft(name_th=str(n), price=100, stock=5) for n in range(min(30, number - len(made)))]
        made += product(seller, name_en=f"Goods {len(made)}", variants=drafts).variants.order_by("pk")
    return made


def everything() -> list[tuple[Any, ...]]:
    """All that the tables of carts hold: the same before and after what changes nothing."""
    carts = list(Cart.objects.order_by("pk").values_list("pk", "user", "changed_at"))
    return [*carts, *CartLine.objects.order_by("pk").values_list("pk", "cart", "variant", "quantity", "price_seen")]


def forged(client: Client) -> Client:
    """A browser whose cookie somebody else signed."""
    client.cookies[cookie.COOKIE] = "3f0e1f3a-0000-4000-8000-000000000000:1tAAAA:forged"
    return client
