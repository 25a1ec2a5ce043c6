"""What happens to a cart. Every change holds the cart's row, so that two tabs of one buyer come one after the other."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from shop.cart.models import Cart, CartLine
from shop.cart.rules import MOST_LINES, MOST_PIECES, merged
from shop.catalogue.offers import Offer, offers


class NoSuchVariant(LookupError):
    """No variant has this number."""


class CannotBeBought(ValidationError):
    """What was chosen is not sold now."""


class NotSoMany(ValidationError):
    """Fewer are there, or a cart holds no more of one thing."""


class CartFull(ValidationError):
    """A cart holds MOST_LINES different things."""


class QuantitiesRefused(ValidationError):
    """Some of the quantities cannot be; `by_line` says why, by primary key of the line."""

    def __init__(self, by_line: Mapping[int, ValidationError]) -> None:
        self.by_line = dict(by_line)
        super().__init__(list(self.by_line.values()))


@transaction.atomic
def add(*, cart: Cart, variant_id: int, quantity: int) -> CartLine:
    """Put so many pieces more into the cart; one that is not kept yet is made.

    The line's `cart` is where it lies: a cart that was merged or swept meanwhile is begun anew. Raises NoSuchVariant,
    CannotBeBought, NotSoMany or CartFull, and then nothing has changed, no cart is made either.
    """
    offer = offers([variant_id]).get(variant_id)
    if offer is None:
        raise NoSuchVariant(variant_id)
    held = _held(cart)
    line = CartLine.objects.filter(cart=held, variant_id=variant_id).first()
    before = line.quantity if line else 0
    price = _price(offer, before + quantity, before)
    if line is None:
        if CartLine.objects.filter(cart=held).count() >= MOST_LINES:
            words = _("Your cart is full: it holds %(most)s different things. Order these first.")
            raise CartFull(words, code="cart_full", params={"most": MOST_LINES})
        line = CartLine(cart=held, variant_id=variant_id)
    line.cart, line.quantity, line.price_seen = held, before + quantity, price
    line.save()
    _touch(held)
    return line


@transaction.atomic
def change(*, cart: Cart, quantities: Mapping[int, int]) -> None:
    """Make these the quantities of these lines, all or none; lines that are no longer there are passed over.

    The price that the buyer saw stays as it was. Raises QuantitiesRefused, and then nothing has changed.
    """
    held = _lock(cart)
    lines = list(CartLine.objects.filter(cart=held, pk__in=quantities).order_by("pk")) if held else []
    lines = [line for line in lines if line.quantity != quantities[line.pk]]
    known = offers([line.variant_id for line in lines])
    refused = {}
    for line in lines:
        try:
            # Fewer than before is always one step nearer to what there is.
            if (wanted := quantities[line.pk]) > line.quantity or wanted < 1:
                _price(known[line.variant_id], wanted, 0)
        except ValidationError as problem:
            refused[line.pk] = problem
    if refused:
        raise QuantitiesRefused(refused)
    for line in lines:
        CartLine.objects.filter(pk=line.pk).update(quantity=quantities[line.pk])
    if held and lines:
        _touch(held)


@transaction.atomic
def remove(*, cart: Cart, line_id: int) -> None:
    """Take a line out of the cart; one that is not in it stays where it is."""
    if held := _lock(cart):
        CartLine.objects.filter(cart=held, pk=line_id).delete()
        _touch(held)


@transaction.atomic
def accept(*, cart: Cart) -> None:
    """Make the cart what it can be now: the prices of today, no more pieces than there are, nothing that is gone."""
    held = _lock(cart)
    lines = list(CartLine.objects.filter(cart=held)) if held else []
    known = offers([line.variant_id for line in lines])
    for line in lines:
        offer = known.get(line.variant_id)
        if offer is None or offer.reason or offer.price is None:
            line.delete()
            continue
        line.quantity, line.price_seen = min(line.quantity, offer.available), offer.price
        line.save(update_fields=["quantity", "price_seen"])
    if held:
        _touch(held)


@transaction.atomic
def take_out(*, cart: Cart, variant_ids: Collection[int]) -> None:
    """Take out what was ordered."""
    CartLine.objects.filter(cart=cart, variant_id__in=variant_ids).delete()
    _touch(cart)


@transaction.atomic
def merge(*, visitor: Cart, member: User) -> int:
    """Put what lies in a visitor's cart into the member's, and remove the visitor's cart.

    What lay in both is added up as `rules.merged` says; the price seen is the visitor's, which is the younger one. What
    a full cart cannot hold is left out: returns how many lines that were. A second time changes nothing.
    """
    target, _made = Cart.objects.get_or_create(user=member)
    held = {
        cart.pk: cart for cart in Cart.objects.select_for_update().filter(pk__in=[visitor.pk, target.pk]).order_by("pk")
    }
    if visitor.pk not in held or held[visitor.pk].user_id is not None or target.pk not in held:
        return 0
    mine = {line.variant_id: line for line in CartLine.objects.filter(cart=target)}
    theirs = list(CartLine.objects.filter(cart=visitor).order_by("added_at", "pk"))
    known = offers([line.variant_id for line in theirs])
    left_out = 0
    for line in theirs:
        if own := mine.get(line.variant_id):
            own.quantity = merged(own.quantity, line.quantity, known[line.variant_id].available)
            own.price_seen = line.price_seen
            own.save(update_fields=["quantity", "price_seen"])
        elif len(mine) >= MOST_LINES:
            left_out += 1
        else:
            line.cart = target
            line.save(update_fields=["cart"])
            mine[line.variant_id] = line
    held[visitor.pk].delete()
    _touch(target)
    return left_out


def _held(cart: Cart) -> Cart:
    """The cart under lock, made where it is not kept (any more)."""
    if held := _lock(cart):
        return held
    if cart.user_id is not None:
        Cart.objects.get_or_create(user_id=cart.user_id)
        return Cart.objects.select_for_update().get(user_id=cart.user_id)
    return Cart.objects.create()


def _lock(cart: Cart) -> Cart | None:
    return Cart.objects.select_for_update().filter(pk=cart.pk).first() if cart.pk else None


def _touch(cart: Cart) -> None:
    Cart.objects.filter(pk=cart.pk).update(changed_at=timezone.now())


def _price(offer: Offer, wanted: int, in_cart: int) -> int:
    """What a piece costs, where so many can be bought; raises what `add` raises."""
    if offer.reason or offer.price is None:
        raise CannotBeBought(offer.reason_label, code=offer.reason)
    if not 1 <= wanted <= MOST_PIECES:
        words = _("A cart holds up to %(most)s pieces of one thing; there are %(in_cart)s in yours.")
        raise NotSoMany(words, code="too_many", params={"most": MOST_PIECES, "in_cart": in_cart})
    if wanted > offer.available:
        words = _("Only %(available)s left.")
        if in_cart:
            words = _("Only %(available)s left, and there are %(in_cart)s in your cart already.")
        raise NotSoMany(words, code="not_so_many", params={"available": offer.available, "in_cart": in_cart})
    return offer.price
