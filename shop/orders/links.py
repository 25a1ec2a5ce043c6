"""Addresses of an order's page: a member's own, and a guest's with a key that only we can sign."""

from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from shop.orders.models import Order

GOOD_FOR = timedelta(days=180)
_SIGNER = signing.TimestampSigner(sep=".", salt="shop.orders.guest")


class LinkForged(LookupError):
    """No order has this number, or the key is not one that we signed for it, or the order is a member's."""


class LinkExpired(LookupError):
    """The key was ours, longer ago than it is good for; or the buyer's data is erased by now."""


def guest_key(order: Order) -> str:
    """A key that opens this order's page for GOOD_FOR, counted from now."""
    return _SIGNER.sign(order.number).removeprefix(order.number + ".")


def order_of(number: str, key: str) -> Order:
    """The order that number and key open, with its purchase and enterprise.

    Keys are compared in constant time. Raises LinkForged or LinkExpired.
    """
    try:
        _SIGNER.unsign(f"{number}.{key}", max_age=GOOD_FOR)
    except signing.SignatureExpired:
        raise LinkExpired(number) from None
    except signing.BadSignature:
        raise LinkForged(number) from None
    order = Order.objects.select_related("purchase__user", "enterprise").filter(number=number).first()
    if order is None or not has_guest(order):
        raise LinkForged(number)
    if order.purchase.erased_at is not None:
        raise LinkExpired(number)
    return order


def has_guest(order: Order) -> bool:
    """Whether nobody can sign in to see it: a guest's, or that of a member who has left."""
    user = order.purchase.user
    return user is None or user.left_at is not None


def path(order: Order, *, language: str) -> str:
    """The address of the order's page for its buyer, from the first slash, in this language."""
    with override(language):
        if has_guest(order):
            return reverse("order_guest", args=[order.number, guest_key(order)])
        return reverse("order", args=[order.number])
