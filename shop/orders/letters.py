"""What buyers and sellers are told. Mails go out as rows of the queue in the caller's transaction: not lost, not early.

A buyer's mail names the seller and the link to the order and nobody's telephone or address; a seller's notice names the
order only, and who buys stands on a page behind a sign-in.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cms.accounts.services import notify
from cms.accounts.tasks import send_mail
from shop.enterprises.queries import members_to_tell
from shop.orders import links
from shop.orders.models import MOVES, Order, OrderEvent, Purchase, State
from themes.templatetags.localised import prefix_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The desk stands above this room, so its address is not asked for by name.
DESK = "shop/desk/"


_NUMBER_CORRECTED = gettext_lazy("The parcel's number was corrected:")
_PAID_BACK = gettext_lazy("Money was paid back:")
_RETURN_ANSWERED = gettext_lazy("What you want to send back:")


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that members of an enterprise are told; `mail` where they have something to do."""

    kind: str
    text_th: str
    text_en: str
    mail: bool = True


PLACED = Occasion("order_placed", "คำสั่งซื้อใหม่ {} รอผู้ซื้อชำระเงิน", "New order {}: the buyer is to pay", mail=False)
TO_SEND = Occasion(
    "order_to_send", "คำสั่งซื้อใหม่ {} เก็บเงินปลายทาง รอจัดส่ง", "New order {}, cash on delivery: please send it"
)
PAID = Occasion("order_paid", "คำสั่งซื้อ {} ชำระเงินแล้ว โปรดจัดส่ง", "Order {} is paid: please send it")
SLIP_SENT = Occasion(
    "order_slip", "ผู้ซื้อส่งสลิปของคำสั่งซื้อ {} แล้ว โปรดตรวจสอบ", "The slip for order {} is here: please check it"
)
CANCELLED = Occasion(
    "order_cancelled", "ผู้ซื้อยกเลิกคำสั่งซื้อ {} โปรดอย่าจัดส่ง", "The buyer cancelled order {}: please do not send it"
)


def announce(*, purchase: Purchase) -> None:
    """Tell of a purchase just placed: its buyer in one mail, the members of every enterprise in it."""
    orders = list(purchase.orders.select_related("enterprise").prefetch_related("lines").order_by("pk"))
    for order in orders:
        order.purchase = purchase
    with override(purchase.language):
        context = {**_frame(purchase), "orders": [(order, _link(order)) for order in orders]}
        _mail(purchase, _("Your order is placed"), "emails/order_placed.txt", context)
    for order in orders:
        tell_members(order, PLACED if order.state == State.AWAITING_PAYMENT else TO_SEND)


def tell_buyer(order: Order, event: OrderEvent) -> None:
    """Tell the buyer of a move, in the language of the purchase."""
    purchase = order.purchase
    if purchase.erased_at is not None:
        return
    template = event.to_state
    if event.to_state == State.AWAITING_PAYMENT:
        template = "slip_refused"
    with override(purchase.language):
        subject = _("Order %(number)s: %(state)s") % {"number": order.number, "state": MOVES.label(event.to_state)}
        context = {**_frame(purchase), "order": order, "event": event, "link": _link(order)}
        _mail(purchase, subject, f"emails/order_{template}.txt", context)


def tell_of_parcel(order: Order) -> None:
    """Tell the buyer that carrier or number of the parcel were corrected."""
    _tell(order, _NUMBER_CORRECTED, "emails/order_parcel.txt", {})


def tell_of_refund(order: Order, refund: Any) -> None:
    """Tell the buyer that money was paid back: `refund` has `amount` (satang), `paid_on` and how."""
    _tell(order, _PAID_BACK, "emails/order_refund.txt", {"refund": refund})


def tell_of_return(order: Order, request: Any, event: Any) -> None:
    """Tell the buyer what became of their return: `event` (a ReturnEvent) has the seller's words."""
    context = {"request": request, "event": event, "lines": request.lines.select_related("line")}
    _tell(order, _RETURN_ANSWERED, f"emails/return_{event.to_state}.txt", context)


def _tell(order: Order, subject: "StrOrPromise", template: str, more: dict[str, Any]) -> None:
    purchase = order.purchase
    if purchase.erased_at is not None:
        return
    with override(purchase.language):
        context = {**_frame(purchase), "order": order, "link": _link(order), **more}
        _mail(purchase, f"{subject} {order.number}", template, context)


def tell_members(order: Order, occasion: Occasion) -> None:
    """Tell everybody who acts for the enterprise."""
    for member in members_to_tell(order.enterprise):
        notify(
            recipient=member,
            kind=occasion.kind,
            text_th=occasion.text_th.format(order.number),
            text_en=occasion.text_en.format(order.number),
            url=_desk(order, member.language),
            mail=occasion.mail,
        )


def _mail(purchase: Purchase, subject: str, template: str, context: dict[str, Any]) -> None:
    body = render_to_string(template, context)
    send_mail.enqueue(subject, body.strip() + "\n", [purchase.email])


def _frame(purchase: Purchase) -> dict[str, Any]:
    return {"purchase": purchase, "site_url": settings.SITE_URL}


def _link(order: Order) -> str:
    return settings.SITE_URL + links.path(order, language=order.purchase.language)


def _desk(order: Order, language: str) -> str:
    """Where the seller looks after this order."""
    return f"{prefix_of(language)}{DESK}{order.enterprise.slug}/orders/{order.number}/"
