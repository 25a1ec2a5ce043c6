"""What payments do when an order moves, in the transaction of its move."""

from typing import Any

from django.dispatch import receiver

from shop.orders.models import GAVE_BACK, Order, OrderEvent, State
from shop.orders.signals import order_moved
from shop.payments import services


@receiver(order_moved, dispatch_uid="payments.order_moved")
def follow(order: Order, event: OrderEvent, **kwargs: Any) -> None:
    """An order that ended waits for no money; a parcel received is paid."""
    if event.to_state in GAVE_BACK:
        services.end(order=order, actor=event.actor, reason=event.reason)
    elif event.to_state == State.RECEIVED:
        services.settle(order=order, actor=event.actor)
