"""What payments tell, always inside the transaction in which it happened."""

from django.dispatch import Signal

# The money for an order is there, whichever way it came. Arguments: payment.
payment_confirmed = Signal()
# Money went back to a buyer. Arguments: refund.
refund_made = Signal()
# Money that had gone back to a buyer came back to us: the refund counts as not made. Arguments: refund.
refund_failed = Signal()
