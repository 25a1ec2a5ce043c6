"""Placing an order: everything, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from shop import money
from shop.cart import queries as carts
from shop.cart import services as cart_services
from shop.cart.models import Cart
from shop.cart.queries import CartView, LineView
from shop.catalogue.stocking import NotEnough, take_many
from shop.checkout.addresses import ThaiAddress
from shop.checkout.options import OrderOptions, options_of
from shop.checkout.shipping import PARCEL
from shop.orders.letters import announce
from shop.orders.models import Order, Purchase
from shop.orders.placing import Goods, open_order
from shop.payments.gateways import gateway


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys, and where they are reached; `phone` as `contacts.phone` gives it."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Choice:
    """How one enterprise's goods are sent and paid, and the total in satang that the buyer was shown for it."""

    shipping_method: str
    payment_method: str
    total: int
    note: str = ""


# By primary key of the variant: how many pieces the buyer was shown, and the satang of one.
Seen = Mapping[int, tuple[int, int]]


class CartChanged(ValidationError):
    """What would be ordered is not what the buyer was shown; `notes` say what is other."""

    def __init__(self, notes: Sequence[str]) -> None:
        self.notes = list(notes)
        super().__init__(self.notes, code="cart_changed")


class AddressMissing(ValidationError):
    """A parcel needs to know where it goes."""


def place_order(
    *,
    cart: Cart,
    token: str,
    buyer: Buyer,
    address: ThaiAddress | None,
    choices: Mapping[int, Choice],
    seen: Seen,
    user: User | None = None,
    language: str = "th",
) -> Purchase:
    """Order what lies in the cart: one order for each enterprise in `choices`, which must be all that can be ordered.

    With a token that has been used it is the purchase of that time. One transaction: orders, payments begun, stock
    taken, cart emptied, letters queued. Raises CartChanged or AddressMissing, and then nothing has changed.
    """
    try:
        return _place(cart, token, buyer, address, choices, seen, user, language)
    except IntegrityError:
        # The same form came twice at once, through two carts: before and after signing in.
        if purchase := placed_with(token):
            return purchase
        raise


def placed_with(token: str) -> Purchase | None:
    """The purchase that was placed with this token."""
    return Purchase.objects.filter(token=token).first()


@transaction.atomic
def _place(
    cart: Cart,
    token: str,
    buyer: Buyer,
    address: ThaiAddress | None,
    choices: Mapping[int, Choice],
    seen: Seen,
    user: User | None,
    language: str,
) -> Purchase:
    # Whoever sends the same form again waits here until the first is done, and then finds its purchase.
    held = Cart.objects.select_for_update().filter(pk=cart.pk).first()
    if purchase := placed_with(token):
        return purchase
    view = carts.view(held)
    wanted = _agreed(view, choices, seen)
    needs_address = any(choices[one.enterprise.pk].shipping_method == PARCEL for one in wanted)
    if needs_address and address is None:
        raise AddressMissing(_("Say where the parcel goes."), code="address_missing")
    purchase = Purchase(
        token=token,
        user=user,
        name=buyer.name,
        email=buyer.email,
        phone=buyer.phone,
        language=language,
        **(address.fields if address and needs_address else {}),
    )
    purchase.clean_fields(exclude=["user"])
    purchase.save()
    orders = [_open(purchase, one, choices[one.enterprise.pk], user) for one in wanted]
    _take(view, dict(zip((order.number for order in orders), wanted, strict=True)), user)
    for order in orders:
        gateway(order.payment_method).begin(order=order)
    cart_services.take_out(cart=cart, variant_ids=[line.variant_id for one in wanted for line in one.group.lines])
    announce(purchase=purchase)
    return purchase


def _agreed(view: CartView, choices: Mapping[int, Choice], seen: Seen) -> list[OrderOptions]:
    """What is ordered, in the order of primary keys. Raises CartChanged where it is not what was seen and chosen."""
    notes = [f"{line.name}: {change.text}" for line in view.lines for change in line.changes]
    wanted = sorted((one for one in options_of(view) if one.prices), key=lambda one: one.enterprise.pk)
    lines = [line for one in wanted for line in one.group.lines]
    notes += _other_lines(lines, seen)
    if not notes and {one.enterprise.pk for one in wanted} != set(choices):
        notes.append(_("What can be ordered has changed."))
    for one in wanted if not notes else ():
        notes += _other_total(one, choices[one.enterprise.pk])
    if notes or not wanted:
        raise CartChanged(notes or [_("There is nothing in your cart that can be ordered.")])
    return wanted


def _other_lines(lines: Sequence[LineView], seen: Seen) -> list[str]:
    """What there is to tell of lines that are not as the buyer saw them."""
    notes = []
    for line in lines:
        quantity, price = seen.get(line.variant_id, (0, 0))
        if quantity != line.quantity:
            words = _("%(name)s: %(now)s in your cart now, %(before)s when you looked.")
            notes.append(words % {"name": line.name, "now": line.quantity, "before": quantity})
        elif price != line.price:
            words = _("%(name)s: the price is %(now)s baht now; you were shown %(before)s.")
            names = {"name": line.name, "now": money.baht(line.price or 0), "before": money.baht(price)}
            notes.append(words % names)
    if set(seen) - {line.variant_id for line in lines}:
        notes.append(_("Something that you were shown is not in your cart any more, or cannot be ordered now."))
    return notes


def _other_total(one: OrderOptions, choice: Choice) -> list[str]:
    key = (choice.shipping_method, choice.payment_method)
    name = one.enterprise.name
    if key not in one.prices:
        reason = one.refusals.get(key) or _("This way of sending or paying is not offered any more.")
        return [f"{name}: {reason}"]
    now = one.prices[key].total
    if now == choice.total:
        return []
    words = _("%(name)s: the order costs %(now)s baht now; you were shown %(before)s.")
    return [words % {"name": name, "now": money.baht(now), "before": money.baht(choice.total)}]


def _open(purchase: Purchase, one: OrderOptions, choice: Choice, user: User | None) -> Order:
    cost = one.prices[choice.shipping_method, choice.payment_method]
    return open_order(
        purchase=purchase,
        enterprise=one.enterprise,
        goods=[_goods(line) for line in sorted(one.group.lines, key=lambda line: line.variant_id)],
        shipping_method=choice.shipping_method,
        shipping_price=cost.shipping,
        pick_up_where=one.where(choice.shipping_method),
        payment_method=choice.payment_method,
        payment_fee=cost.fee,
        pays_before_sending=gateway(choice.payment_method).pays_before_sending,
        note=choice.note,
        actor=user,
    )


def _goods(line: LineView) -> Goods:
    offer = line.offer
    return Goods(
        variant_id=line.variant_id,
        name_th=offer.name_th,
        name_en=offer.name_en,
        unit_price=line.price or 0,
        quantity=line.quantity,
        weight=offer.weight,
        sku=offer.sku,
    )


def _take(view: CartView, orders: Mapping[str, OrderOptions], user: User | None) -> None:
    """Take the pieces of all orders at once. Raises CartChanged where somebody else was quicker."""
    items = {number: {line.variant_id: line.quantity for line in one.group.lines} for number, one in orders.items()}
    try:
        take_many(orders=items, actor=user)
    except NotEnough as problem:
        names = {line.variant_id: line.name for line in view.lines}
        words = _("%(name)s: only %(available)s left.")
        notes = [words % {"name": names[pk], "available": number} for pk, number in problem.short.items()]
        raise CartChanged(notes) from problem
