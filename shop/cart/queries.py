"""Reading a cart: what lies in it, priced as it is now, with what changed since its owner last looked."""

from dataclasses import dataclass

from django.db.models import Sum

from shop.cart.models import Cart, CartLine
from shop.cart.rules import MOST_LINES, Change, changes
from shop.catalogue.offers import GONE, REASONS, Offer, offers
from shop.enterprises.models import Enterprise


@dataclass(frozen=True, slots=True)
class LineView:
    """One line as it is now. `price` is satang a piece, None where there is none; `offer` is None for what is gone."""

    pk: int
    variant_id: int
    name: str
    url: str
    photo_id: int | None
    quantity: int
    price: int | None
    price_seen: int
    available: int
    offer: Offer
    changes: tuple[Change, ...]

    @property
    def total(self) -> int:
        """Satang for all its pieces; nothing where it cannot be bought."""
        return 0 if self.offer.reason or self.price is None else self.price * self.quantity

    @property
    def is_gone(self) -> bool:
        """Whether it cannot be bought at all."""
        return bool(self.offer.reason)


@dataclass(frozen=True, slots=True)
class GroupView:
    """What one enterprise sells in this cart."""

    enterprise: Enterprise
    lines: tuple[LineView, ...]

    @property
    def goods(self) -> int:
        """Satang for all of it, without sending."""
        return sum(line.total for line in self.lines)

    @property
    def weight(self) -> int:
        """Grams of all of it, packed."""
        return sum(line.offer.weight * line.quantity for line in self.lines)


@dataclass(frozen=True, slots=True)
class CartView:
    """A whole cart. Its groups stand in the order in which their first lines came."""

    groups: tuple[GroupView, ...]

    @property
    def lines(self) -> tuple[LineView, ...]:
        """Every line, group after group."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def goods(self) -> int:
        """Satang for everything, without sending."""
        return sum(group.goods for group in self.groups)

    @property
    def pieces(self) -> int:
        """How many pieces there are in all."""
        return sum(line.quantity for line in self.lines)

    @property
    def has_changes(self) -> bool:
        """Whether there is something to tell before anybody pays."""
        return any(line.changes for line in self.lines)


NOTHING = CartView(())


def view(cart: Cart | None) -> CartView:
    """The cart as it is now, in three queries whatever its size; nothing where there is no cart."""
    if cart is None or cart.pk is None:
        return NOTHING
    rows = list(CartLine.objects.filter(cart=cart).order_by("added_at", "pk")[: 2 * MOST_LINES])
    known = offers([row.variant_id for row in rows])
    groups: dict[int, list[LineView]] = {}
    for row in rows:
        # A variant that went between the two queries took its line along.
        if offer := known.get(row.variant_id):
            groups.setdefault(offer.enterprise_id, []).append(_line(row, offer))
    enterprises = Enterprise.objects.in_bulk(groups) if groups else {}
    return CartView(tuple(GroupView(enterprises[pk], tuple(lines)) for pk, lines in groups.items()))


def _line(row: CartLine, offer: Offer) -> LineView:
    return LineView(
        pk=row.pk,
        variant_id=row.variant_id,
        name=offer.name,
        # What is no longer offered has no page.
        url="" if offer.reason == GONE else offer.url,
        photo_id=None if offer.reason == GONE else offer.photo_id,
        quantity=row.quantity,
        price=offer.price,
        price_seen=row.price_seen,
        available=offer.available,
        offer=offer,
        changes=changes(
            quantity=row.quantity,
            price_seen=row.price_seen,
            price=offer.price,
            available=offer.available,
            reason=offer.reason,
            reason_label=offer.reason_label or str(REASONS[GONE]),
        ),
    )


def pieces_in(cart: Cart | None) -> int:
    """How many pieces lie in it, for the header: one query, none without a cart."""
    if cart is None or cart.pk is None:
        return 0
    return CartLine.objects.filter(cart=cart).aggregate(sum=Sum("quantity"))["sum"] or 0


def line_of_another(cart: Cart | None, line_ids: set[int]) -> bool:
    """Whether one of these lines lies in somebody else's cart."""
    return CartLine.objects.filter(pk__in=line_ids).exclude(cart=cart).exists()
