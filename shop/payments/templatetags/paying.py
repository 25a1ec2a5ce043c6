"""`{% load paying %}{% how_to_pay visit slip_form %}` on the buyer's page, `{% payments_of order %}` on staff's."""

from typing import Any

from django import template

from shop.orders.models import Order
from shop.orders.visits import Visit
from shop.payments import qr, queries
from shop.payments.forms import SlipForm
from shop.payments.gateways import gateway
from shop.payments.models import State
from shop.payments.paying_by_card import attempt_of

register = template.Library()

_BESIDE = ("slips", "refunds__failure", "events__actor", "attempts", "card_refunds", "disputes")


@register.inclusion_tag("shop/payments/how_to_pay.html", takes_context=True)
def how_to_pay(context: template.Context, visit: Visit, slip_form: SlipForm | None) -> dict[str, Any]:
    """How this order is paid, where its payment stands, and the form for the slip while it waits."""
    payment = queries.payment_of(visit.order)
    by_service = payment is not None and gateway(payment.gateway).is_told_by_a_service
    waits = payment is not None and payment.state == State.WAITING
    request = context.get("request")
    return {
        "request": request,
        "by_service": by_service,
        "attempt": attempt_of(payment) if payment and by_service and waits else None,
        "came_back": request is not None and request.GET.get("card") == "left",
        "on_its_way": queries.coming_back(payment) if payment and by_service else [],
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
    payments = list(order.payments.prefetch_related(*_BESIDE).order_by("pk")[:20])
    may_refund = context["request"].user.has_perm(queries.MAY_REFUND)
    return {"order": order, "payments": payments, "may_refund": may_refund}


@register.filter
def gateway_label(code: str) -> str:
    """What people call a way to pay."""
    return str(gateway(code).label)
