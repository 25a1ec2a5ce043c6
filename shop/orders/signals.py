"""What other rooms may listen to."""

from django.dispatch import Signal

# An order has moved; sent inside the transaction, with `order` and `event` (an OrderEvent).
order_moved = Signal()

# It is forgotten who bought; sent inside the transaction, with `purchase`.
buyer_forgotten = Signal()
