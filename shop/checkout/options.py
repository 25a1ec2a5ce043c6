"""What a buyer can choose for each enterprise in the cart, and what every choice costs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shop.cart.queries import CartView, GroupView
from shop.checkout import shipping
from shop.checkout.models import ShippingTerms
from shop.checkout.shipping import ShippingQuote
from shop.enterprises.models import Enterprise
from shop.payments.gateways import gateways
from shop.payments.gateways.base import Gateway


@dataclass(frozen=True, slots=True)
class Price:
    """What an order costs if it is sent and paid one way, in satang."""

    shipping: int
    fee: int
    total: int


@dataclass(frozen=True, slots=True)
class OrderOptions:
    """How the goods of one enterprise can be sent and paid.

    `prices` has every pair of a shipping method and a gateway's code that can be; `refusals` says of the others why not.
    `problems` says why none can be: then the enterprise's goods cannot be ordered now.
    """

    group: GroupView
    quotes: tuple[ShippingQuote, ...]
    gateways: tuple[Gateway, ...]
    prices: Mapping[tuple[str, str], Price]
    refusals: Mapping[tuple[str, str], str]
    problems: tuple[str, ...]
    missing_for_free: int = 0

    @property
    def enterprise(self) -> Enterprise:
        """Who sells."""
        return self.group.enterprise

    @property
    def methods(self) -> tuple[ShippingQuote, ...]:
        """The ways of sending with which it can be ordered."""
        return tuple(quote for quote in self.quotes if any(method == quote.method for method, _code in self.prices))

    @property
    def payable(self) -> tuple[Gateway, ...]:
        """The ways to pay with which it can be ordered."""
        return tuple(one for one in self.gateways if any(code == one.code for _method, code in self.prices))

    def where(self, method: str) -> str:
        """Where goods sent this way are picked up; blank for a parcel."""
        return next((quote.where for quote in self.quotes if quote.method == method), "")


def options_of(view: CartView) -> list[OrderOptions]:
    """For each enterprise of the cart, in its order; two queries whatever its size."""
    wanted = [group.enterprise.pk for group in view.groups]
    if not wanted:
        return []
    rows = Enterprise.objects.select_related("payment_terms").in_bulk(wanted)
    bands = ShippingTerms.objects.filter(enterprise__in=wanted).prefetch_related("bands")
    terms = {row.enterprise_id: _terms(row) for row in bands}
    return [
        _options(GroupView(rows[group.enterprise.pk], group.lines), terms.get(group.enterprise.pk))
        for group in view.groups
        if group.enterprise.pk in rows
    ]


def _terms(row: ShippingTerms) -> shipping.Terms:
    return shipping.Terms(
        sends=row.sends,
        flat_price=row.flat_price,
        free_above=row.free_above,
        pick_up=row.pick_up,
        pick_up_where=row.pick_up_where,
        bands={band.up_to: band.price for band in row.bands.all()},
    )


def _options(group: GroupView, terms: shipping.Terms | None) -> OrderOptions:
    quotes = shipping.quotes(terms, weight=group.weight, goods=group.goods)
    ways = gateways()
    prices, refusals = {}, {}
    for quote in quotes:
        for gateway in ways if not quote.reason else ():
            key, amount = (quote.method, gateway.code), group.goods + quote.price
            if quote.method == shipping.PICK_UP and not gateway.pays_before_sending:
                refusals[key] = _("What is picked up is paid beforehand: nobody brings it to your door.")
            elif reason := gateway.offered(enterprise=group.enterprise, amount=amount):
                refusals[key] = str(reason)
            else:
                fee = gateway.fee(enterprise=group.enterprise, amount=amount)
                prices[key] = Price(quote.price, fee, amount + fee)
    return OrderOptions(
        group=group,
        quotes=quotes,
        gateways=ways,
        prices=prices,
        refusals=refusals,
        problems=() if prices else _problems(quotes, refusals),
        missing_for_free=shipping.missing_for_free(terms, goods=group.goods) if terms else 0,
    )


def _problems(quotes: tuple[ShippingQuote, ...], refusals: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    if not quotes:
        return (_("This seller has not said yet how things are sent."),)
    reasons = [quote.reason for quote in quotes if quote.reason] + list(refusals.values())
    return tuple(dict.fromkeys(reasons)) or (_("This seller takes no payments at the moment."),)
