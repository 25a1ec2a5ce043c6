"""What it costs to bring things to a buyer. Pure; amounts in satang, weights in grams."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from shop import money

PARCEL, PICK_UP = "parcel", "pick_up"


@dataclass(frozen=True, slots=True)
class Terms:
    """What an enterprise said. `bands` is the price of a parcel by the weight it holds up to; without any, `flat_price`
    is that of every parcel. Goods worth `free_above` or more are sent for nothing.
    """

    sends: bool = True
    flat_price: int = 0
    free_above: int | None = None
    pick_up: bool = False
    pick_up_where: str = ""
    bands: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShippingQuote:
    """One way for things to reach the buyer: its price, or the reason why it cannot be."""

    method: str
    price: int
    reason: str = ""
    where: str = ""

    @property
    def label(self) -> str:
        """How people read it."""
        return _("Pick up yourself") if self.method == PICK_UP else _("Send as a parcel")


def price(terms: Terms, *, weight: int, goods: int) -> ShippingQuote:
    """What a parcel of this weight with goods worth so much costs, or why it cannot be sent."""
    if not terms.sends:
        return ShippingQuote(PARCEL, 0, _("This seller sends no parcels."))
    if terms.bands and weight > max(terms.bands):
        words = _("The parcel weighs %(weight)s kg; this seller sends up to %(most)s kg. Take fewer pieces.")
        return ShippingQuote(PARCEL, 0, words % {"weight": kilograms(weight), "most": kilograms(max(terms.bands))})
    if terms.free_above is not None and goods >= terms.free_above:
        return ShippingQuote(PARCEL, 0)
    if terms.bands:
        return ShippingQuote(PARCEL, terms.bands[min(up_to for up_to in terms.bands if weight <= up_to)])
    return ShippingQuote(PARCEL, terms.flat_price)


def quotes(terms: Terms | None, *, weight: int, goods: int) -> tuple[ShippingQuote, ...]:
    """Every way that the seller has, those that cannot be with their reason; none where the seller has said nothing."""
    if terms is None:
        return ()
    ways = [price(terms, weight=weight, goods=goods)] if terms.sends else []
    if terms.pick_up:
        ways.append(ShippingQuote(PICK_UP, 0, where=terms.pick_up_where))
    return tuple(ways)


def missing_for_free(terms: Terms, *, goods: int) -> int:
    """For how much more a parcel would be sent for nothing; 0 where it is, or never is."""
    if terms.free_above is None or not terms.sends:
        return 0
    return max(0, terms.free_above - goods)


def kilograms(grams: int) -> str:
    """1500 is "1.5", 2000 is "2", 12 is "0.012"."""
    whole, rest = divmod(grams, 1000)
    return f"{whole:,}" + (f".{rest:03}".rstrip("0") if rest else "")


def amount(satang: int) -> str:
    """The price as an option's label says it."""
    return _("free") if not satang else _("%(amount)s baht") % {"amount": money.baht(satang)}
