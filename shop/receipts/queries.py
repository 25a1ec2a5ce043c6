"""Reading a receipt."""

from dataclasses import dataclass

from django.utils.translation import get_language

from shop.orders.addresses import address_of
from shop.orders.models import Order, OrderLine
from shop.orders.queries import lines_of
from shop.payments.gateways import gateway
from shop.payments.models import Payment, Refund
from shop.payments.queries import payment_of, refunds_of
from shop.receipts.models import Receipt
from shop.receipts.rules import in_words


@dataclass(frozen=True, slots=True)
class Paper:
    """All that stands on a receipt. `words` is the sum written out, in Thai only; `kept` is what was not paid back, in satang."""

    receipt: Receipt
    order: Order
    lines: list[OrderLine]
    payment: Payment
    refunds: list[Refund]
    address: list[str]
    way: str
    words: str
    kept: int


def has_receipt(order: Order) -> bool:
    """Whether a receipt was given for it."""
    return Receipt.objects.filter(order=order).exists()


def paper_of(order: Order) -> Paper | None:
    """The receipt of an order as it stands now, with what was paid back since; None where it is not paid. Four queries."""
    receipt = Receipt.objects.filter(order=order).first()
    payment = payment_of(order)
    if receipt is None or payment is None:
        return None
    return Paper(
        receipt=receipt,
        order=order,
        lines=lines_of(order),
        payment=payment,
        refunds=refunds_of(payment) if payment.refunded else [],
        address=address_of(order.purchase),
        way=str(gateway(payment.gateway).label),
        words=in_words(order.total) if get_language() == "th" else "",
        kept=payment.amount - payment.refunded,
    )
