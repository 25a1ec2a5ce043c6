"""Orders that lie on the packing table, and what is printed for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from shop.desk import queries
from shop.desk.queries import Waiting
from shop.enterprises.models import ContactKind, ContactWay, Enterprise
from shop.orders.addresses import address_of
from shop.orders.models import Order, State

# Sheets that one printing holds, and parcels that one form sends.
AT_ONCE = 100
_PRINTED = (State.TO_SEND, State.SENT)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, as the enterprise says it of itself; blank lines where it says nothing."""

    name: str
    address: str
    phone: str

    @property
    def is_whole(self) -> bool:
        """Whether a postman could bring it back."""
        return bool(self.address and self.phone)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One order on paper. `address` are the lines below the name, without the postcode."""

    waiting: Waiting
    address: Sequence[str]

    @property
    def order(self) -> Order:
        """The order."""
        return self.waiting.order

    @property
    def postcode(self) -> str:
        """Its five digits, each for a box; blank where it is picked up."""
        return self.order.purchase.postcode

    @property
    def pieces(self) -> int:
        """How many pieces go into it."""
        return sum(line.quantity for line in self.waiting.lines)

    @property
    def to_collect(self) -> int:
        """What is to be paid when it is handed over, in satang; 0 where it is paid."""
        return self.order.total if self.order.pay_by is None else 0


def to_pack(enterprise: Enterprise) -> list[Waiting]:
    """The oldest AT_ONCE orders to be sent, with their lines; three queries."""
    mine = Order.objects.filter(enterprise=enterprise, state=State.TO_SEND).select_related("purchase")
    return queries.with_lines(mine.order_by("placed_at", "pk")[:AT_ONCE])


def parcels(enterprise: Enterprise, numbers: Sequence[str]) -> list[Parcel]:
    """What is printed for these of its orders, the oldest first; those that are not to be sent or sent are left out."""
    known = [number for number in numbers if "\0" not in number][:AT_ONCE]
    mine = Order.objects.filter(enterprise=enterprise, number__in=known, state__in=_PRINTED)
    found = queries.with_lines(mine.select_related("purchase").order_by("placed_at", "pk"))
    return [Parcel(one, _without_postcode(one.order)) for one in found]


def sender_of(enterprise: Enterprise) -> Sender:
    """From its ways to be reached, published or not: the parcel's buyer has bought from it."""
    ways = ContactWay.objects.filter(enterprise=enterprise, kind__in=[ContactKind.ADDRESS, ContactKind.PHONE])
    first = {way.kind: way.value for way in reversed(ways.order_by("sort_order", "pk")[:10])}
    address, phone = first.get(ContactKind.ADDRESS, ""), first.get(ContactKind.PHONE, "")
    return Sender(enterprise.name_th, address, phone)


def _without_postcode(order: Order) -> list[str]:
    lines = address_of(order.purchase)
    return [*lines[:-1], lines[-1].removesuffix(order.purchase.postcode).strip()] if lines else []
