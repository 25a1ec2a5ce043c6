"""PromptPay: a QR code with a locked amount; the buyer shows the slip, the seller sees the money and confirms."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop import money
from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments import promptpay
from shop.payments.gateways.base import terms_of, waiting
from shop.payments.models import Payment


class PromptPay:
    """See base.Gateway."""

    code = "promptpay"
    label = gettext_lazy("PromptPay QR code")
    note = ""
    is_set_up = True
    is_told_by_a_service = False
    pays_before_sending = True

    def offered(self, *, enterprise: Enterprise, amount: int) -> str:
        """See base.Gateway."""
        if not enterprise.promptpay_id or not terms_of(enterprise).takes_promptpay:
            return _("This seller does not take PromptPay.")
        if amount > money.MOST:
            return _("This amount is too large.")
        return ""

    def fee(self, *, enterprise: Enterprise, amount: int) -> int:
        """Nothing."""
        return 0

    def begin(self, *, order: Order) -> Payment:
        """See base.Gateway. The account is kept as it is now: what a buyer has scanned must not change."""
        account = order.enterprise.promptpay_id
        payload = promptpay.payload(account, order.total)
        return waiting(order=order, gateway=self, payload=payload, payee=order.enterprise.promptpay_name)
