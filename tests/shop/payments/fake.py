"""A gateway that takes anything, or nothing: the third that the contract runs over."""

from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments.gateways.base import waiting
from shop.payments.models import Payment


class FakeGateway:
    """See base.Gateway. `closed` is the reason why it is offered to nobody."""

    code = "fake"
    label = "Fake"
    note = ""
    is_set_up = True
    is_told_by_a_service = False
    pays_before_sending = True

    def __init__(self, closed: str = "") -> None:
        self.closed = closed

    def offered(self, *, enterprise: Enterprise, amount: int) -> str:
        """See base.Gateway."""
        return self.closed

    def fee(self, *, enterprise: Enterprise, amount: int) -> int:
        """One baht."""
        return 100

    def begin(self, *, order: Order) -> Payment:
        """See base.Gateway."""
        return waiting(order=order, gateway=self, payload="fake")
