"""What the shop asks of a way to pay."""

from typing import TYPE_CHECKING, Protocol

from cms.lifecycle.services import begin
from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments.models import Payment, PaymentEvent, PaymentTerms

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Gateway(Protocol):
    """One way to pay. Amounts in satang; `amount` is goods and shipping, before the gateway's own fee."""

    @property
    def code(self) -> str:
        """How orders and payments name it."""
        ...

    @property
    def label(self) -> "StrOrPromise":
        """How people read it."""
        ...

    @property
    def note(self) -> "StrOrPromise":
        """What a buyer should know before choosing it; blank where the label says enough."""
        ...

    @property
    def is_set_up(self) -> bool:
        """Whether this site can take money so at all; where not, nobody is offered it, and old orders still name it."""
        ...

    @property
    def is_told_by_a_service(self) -> bool:
        """Whether a payment service says that money came; then neither a slip nor the seller's word counts."""
        ...

    @property
    def pays_before_sending(self) -> bool:
        """Whether money comes first: then an order waits for it, and the deadline runs."""
        ...

    def offered(self, *, enterprise: Enterprise, amount: int) -> str:
        """Blank where a buyer may pay this amount so; else the reason why not, for the buyer to read."""
        ...

    def fee(self, *, enterprise: Enterprise, amount: int) -> int:
        """What paying so costs the buyer in addition."""
        ...

    def begin(self, *, order: Order) -> Payment:
        """Write the payment that the order just saved waits for, in the caller's transaction and without a network."""
        ...


def terms_of(enterprise: Enterprise) -> PaymentTerms:
    """How the enterprise takes money; the defaults where it has said nothing."""
    try:
        terms: PaymentTerms = enterprise.payment_terms
    except PaymentTerms.DoesNotExist:
        return PaymentTerms(enterprise=enterprise)
    return terms


def waiting(*, order: Order, gateway: Gateway, payload: str = "", payee: str = "") -> Payment:
    """A payment of the order's total that waits for its buyer, with the event that begins its history."""
    payment = Payment.objects.create(
        order=order, gateway=gateway.code, amount=order.total, payload=payload, payee=payee
    )
    begin(subject=payment, events=PaymentEvent, actor=None)
    return payment
