"""What payments do when an order moves, and the ledger when money does, in the transaction of the move."""

from typing import Any

from django.dispatch import receiver

from shop.orders.models import GAVE_BACK, Order, OrderEvent, State
from shop.orders.signals import order_moved
from shop.payments import bookkeeping, paying_by_card, services
from shop.payments.models import Payment, Refund
from shop.payments.signals import payment_confirmed, refund_failed, refund_made


@receiver(order_moved, dispatch_uid="payments.order_moved")
def follow(order: Order, event: OrderEvent, **kwargs: Any) -> None:
    """An order that ended waits for no money; a parcel received is paid."""
    if event.to_state in GAVE_BACK:
        services.end(order=order, actor=event.actor, reason=event.reason)
        if order.payment_method == "stripe":
            for payment in order.payments.all():
                paying_by_card.close_soon(payment=payment)
    elif event.to_state == State.RECEIVED:
        services.settle(order=order, actor=event.actor)


@receiver(payment_confirmed, dispatch_uid="payments.book_sale")
def book_sale(payment: Payment, **kwargs: Any) -> None:
    """Money that came to the programme is owed to the enterprise."""
    bookkeeping.book_sale(payment=payment)


@receiver(refund_made, dispatch_uid="payments.book_refund")
def book_refund(refund: Refund, **kwargs: Any) -> None:
    """Money that left the programme's account is owed no more."""
    bookkeeping.book_refund(refund=refund)


@receiver(refund_failed, dispatch_uid="payments.book_refund_back")
def book_refund_back(refund: Refund, **kwargs: Any) -> None:
    """Money that came back to the programme's account is owed again."""
    bookkeeping.book_refund_back(refund=refund)
