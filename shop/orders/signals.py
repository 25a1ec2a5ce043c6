"""What other rooms may listen to."""

from django.dispatch import Signal

# An order has moved; sent inside the transaction, with `order` and `event` (an OrderEvent).
order_moved = Signal()
