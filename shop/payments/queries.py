"""Reading about payments."""

from django.contrib.auth.models import AnonymousUser

from cms.accounts.models import User
from shop.enterprises.queries import may_act_for
from shop.orders.models import Order
from shop.payments.cards import ON_ITS_WAY, CardRefund
from shop.payments.models import Payment, Refund, Slip

MAY_SEE_ALL = "shop_orders.view_order"
MAY_REFUND = "shop_payments.add_refund"
MOST_SLIPS = 20
MOST_REFUNDS = 50


def payment_of(order: Order) -> Payment | None:
    """The payment that counts: the open or confirmed one, else the last that ended."""
    payments = sorted(order.payments.all(), key=lambda payment: (payment.state != "ended", payment.pk))
    return payments[-1] if payments else None


def slips_of(payment: Payment) -> list[Slip]:
    """The slips that were shown for it, the latest first; those whose picture is erased are left out."""
    return list(payment.slips.exclude(file="").order_by("-pk")[:MOST_SLIPS])


def refunds_of(payment: Payment) -> list[Refund]:
    """What was paid back of it, the earliest first."""
    return list(payment.refunds.select_related("failure")[:MOST_REFUNDS])


def coming_back(payment: Payment) -> list[CardRefund]:
    """What Stripe was asked to pay back of it and has not said to be done, a second payment of the same order too."""
    return list(payment.card_refunds.filter(state__in=ON_ITS_WAY)[:MOST_REFUNDS])


def slip_of(order: Order, pk: int) -> Slip | None:
    """The slip of this key, where it is one of this order's and still has its picture."""
    return Slip.objects.filter(pk=pk, payment__order=order).exclude(file="").first()


def may_see_slips(user: User | AnonymousUser, order: Order) -> bool:
    """Whether this person may see the slips of an order: its buyer, who acts for the seller, and staff."""
    if not isinstance(user, User) or not user.is_active:
        return False
    is_buyer = order.purchase.user_id == user.pk
    return is_buyer or may_act_for(user, order.enterprise) or user.has_perm(MAY_SEE_ALL)
