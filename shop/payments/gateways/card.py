"""Cards, and PromptPay that confirms itself: the buyer pays on Stripe's page, the money comes to the programme's account."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop import money
from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments.gateways.base import terms_of, waiting
from shop.payments.models import Payment

# What Stripe takes in baht, in satang: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
LEAST, MOST = 1_000, 99_999_999


class Card:
    """See base.Gateway. The seller chooses it, for Stripe's fee is taken off what the programme pays out."""

    code = "stripe"
    label = gettext_lazy("Card, or PromptPay confirmed at once")
    note = gettext_lazy("You pay on a page of Stripe, our payment service, after ordering. It costs you nothing more.")
    is_told_by_a_service = True
    pays_before_sending = True

    @property
    def is_set_up(self) -> bool:
        """Where the programme has an account at Stripe."""
        return bool(settings.STRIPE.secret_key)

    def offered(self, *, enterprise: Enterprise, amount: int) -> str:
        """See base.Gateway."""
        if not terms_of(enterprise).takes_card:
            return _("This seller does not take cards.")
        if amount < LEAST:
            return _("By card from %(least)s baht.") % {"least": money.baht(LEAST)}
        if amount > MOST:
            return _("This amount is too large.")
        return ""

    def fee(self, *, enterprise: Enterprise, amount: int) -> int:
        """Nothing: what Stripe keeps is not the buyer's to pay."""
        return 0

    def begin(self, *, order: Order) -> Payment:
        """See base.Gateway. Stripe is asked when the buyer goes there."""
        return waiting(order=order, gateway=self)
