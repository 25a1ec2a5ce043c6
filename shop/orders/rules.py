"""What may become of an order, and when. Pure."""

from datetime import datetime, timedelta

from shop.orders.models import State

# A parcel that nobody complains about has arrived.
RECEIVED_AFTER = timedelta(days=14)
# Whoever buys at a distance may send back within seven days of receiving (Direct Sale and Direct Marketing Act B.E. 2545,
# section 33); all sellers here agree to hear a buyer that long.
RETURN_WITHIN = timedelta(days=7)
# Who is asked for another slip has at least this long.
ANOTHER_TRY = timedelta(hours=24)

_SELLER_MAY_CANCEL = frozenset({State.AWAITING_PAYMENT, State.PAYMENT_SENT, State.TO_SEND})


def buyer_may_cancel(state: str, *, pays_first: bool) -> bool:
    """While nothing is paid or sent: an order that waits for payment, and one paid on delivery that is still here."""
    return state == State.AWAITING_PAYMENT or (state == State.TO_SEND and not pays_first)


def seller_may_cancel(state: str) -> bool:
    """As long as nothing is sent."""
    return state in _SELLER_MAY_CANCEL


def deadline_after_refusal(pay_by: datetime, now: datetime) -> datetime:
    """When an order whose slip was refused at `now` gives its pieces back: the clock stood still meanwhile."""
    return max(pay_by, now + ANOTHER_TRY)


def may_return(received_at: datetime, now: datetime) -> bool:
    """Whether goods received at this moment may still be asked to go back."""
    return now - received_at <= RETURN_WITHIN
