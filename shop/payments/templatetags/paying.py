"""`{% load paying %}{% how_to_pay visit slip_form %}` on the buyer's page, `{% payments_of order %}` on staff's."""

from typing import Any

from django import template

from shop.orders.models import Order
from shop.orders.visits import Visit
from shop.payments import qr, queries
from shop.payments.forms import SlipForm
from shop.payments.gateways import gateway
from shop.payments.models import State

register = template.Library()


@register.inclusion_tag("shop/payments/how_to_pay.html", takes_context=True)
def how_to_pay(context: template.Context, visit: Visit, slip_form: SlipForm | None) -> dict[str, Any]:
    """How this order is paid, where its payment stands, and the form for the slip while it waits."""
    payment = queries.payment_of(visit.order)
    waits = payment is not None and payment.state == State.WAITING
    return {
        "request": context.get("request"),
        "visit": visit,
        "order": visit.order,
        "payment": payment,
        "label": gateway(payment.gateway).label if payment else "",
        "pays_first": payment is not None and gateway(payment.gateway).pays_before_sending,
        "waits": waits,
        "drawing": qr.svg(payment.payload) if payment and waits and payment.payload else "",
        "slips": queries.slips_of(payment) if payment else [],
        "refunds": queries.refunds_of(payment) if payment and payment.refunded else [],
        "slip_form": slip_form or SlipForm(),
    }


@register.inclusion_tag("shop/payments/payments_of.html", takes_context=True)
def payments_of(context: template.Context, order: Order) -> dict[str, Any]:
    """Every payment of an order with its slips, its refunds and its history, to look at."""
    payments = list(order.payments.prefetch_related("slips", "refunds", "events__actor").order_by("pk")[:20])
    may_refund = context["request"].user.has_perm(queries.MAY_REFUND)
    return {"order": order, "payments": payments, "may_refund": may_refund}


@register.filter
def gateway_label(code: str) -> str:
    """What people call a way to pay."""
    return str(gateway(code).label)
