"""Cash on delivery: the buyer pays whoever brings the parcel."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop import money
from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments.gateways.base import terms_of, waiting
from shop.payments.models import Payment


class CashOnDelivery:
    """See base.Gateway."""

    code = "cod"
    label = gettext_lazy("Cash on delivery")
    note = ""
    is_set_up = True
    is_told_by_a_service = False
    pays_before_sending = False

    def offered(self, *, enterprise: Enterprise, amount: int) -> str:
        """See base.Gateway."""
        terms = terms_of(enterprise)
        if not terms.takes_cod:
            return _("This seller does not take cash on delivery.")
        if amount > terms.cod_limit:
            return _("Cash on delivery is possible up to %(limit)s baht.") % {"limit": money.baht(terms.cod_limit)}
        return ""

    def fee(self, *, enterprise: Enterprise, amount: int) -> int:
        """As the enterprise says."""
        return terms_of(enterprise).cod_fee

    def begin(self, *, order: Order) -> Payment:
        """See base.Gateway."""
        return waiting(order=order, gateway=self)
