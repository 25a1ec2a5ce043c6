"""From the list of orders to the parcels: what is printed, and many told as sent at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shop.checkout.shipping import PICK_UP
from shop.desk import packing, queries
from shop.desk.forms import SendForm
from shop.desk.pasting import said_of
from shop.enterprises.doors import Stand, for_members, frame
from shop.orders import services as orders
from shop.orders.models import Order, State

SLIPS, LABELS = ("a5", "a4"), ("a6", "a4")
LONGEST_PASTE = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One order among those to be told as sent: what stands beside it, and what came of it."""

    order: Order
    tracking_number: str
    problem: str = ""
    is_done: bool = False

    @property
    def is_picked_up(self) -> bool:
        """Whether it lies ready instead of travelling."""
        return self.order.shipping_method == PICK_UP


@for_members
@require_safe
def packing_list(request: HttpRequest, stand: Stand) -> HttpResponse:
    """What is to be packed, the oldest first, all of it chosen."""
    found = packing.to_pack(stand.enterprise)
    context = frame(
        stand,
        "packing",
        _("Packing"),
        found=found,
        more=max(queries.counts(stand.enterprise).get(State.TO_SEND, 0) - len(found), 0),
        sender=packing.sender_of(stand.enterprise),
    )
    return render(request, "shop/desk/packing.html", context)


@for_members
@require_safe
def slips(request: HttpRequest, stand: Stand) -> HttpResponse:
    """A page an order for who packs and who unpacks; without prices where that is asked for."""
    found = packing.parcels(stand.enterprise, request.GET.getlist("o"))
    if not found:
        return _none_chosen(request, stand)
    context = {
        "enterprise": stand.enterprise,
        "parcels": found,
        "sender": packing.sender_of(stand.enterprise),
        "paper": _paper(request, SLIPS),
        "has_prices": "gift" not in request.GET,
    }
    return render(request, "shop/desk/slips.html", context)


@for_members
@require_safe
def labels(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Addresses to stick on: a label a page, or eight on a sheet. What is picked up has none."""
    found = packing.parcels(stand.enterprise, request.GET.getlist("o"))
    sent = [one for one in found if one.address]
    if not sent:
        return _none_chosen(request, stand)
    context = {
        "enterprise": stand.enterprise,
        "parcels": sent,
        "sender": packing.sender_of(stand.enterprise),
        "paper": _paper(request, LABELS),
        "left_out": len(found) - len(sent),
    }
    return render(request, "shop/desk/labels.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Tell many orders as sent: each is its own matter, and what came of it stands beside it."""
    chosen = (request.POST if request.method == "POST" else request.GET).getlist("o")
    found = [one.order for one in packing.parcels(stand.enterprise, chosen)]
    if not found:
        return _none_chosen(request, stand)
    if request.method != "POST":
        rows = [Row(order, "") for order in found if order.state == State.TO_SEND]
        return _sent_page(request, stand, rows, SendForm(auto_id="many-%s")) if rows else _none_chosen(request, stand)
    text = request.POST.get("pasted", "")[:LONGEST_PASTE]
    typed = {order.number: request.POST.get(f"tracking-{order.number}", "")[:60] for order in found}
    said, unknown = said_of(list(typed), typed, text)
    rows = [_send(stand, order, said[order.number], request.POST) for order in found]
    form = SendForm(request.POST, auto_id="many-%s")
    # The carrier is judged for all at once; each number beside its order.
    form.is_valid()
    form.errors.pop("tracking_number", None)
    return _sent_page(request, stand, rows, form, unknown=unknown)


def _send(stand: Stand, order: Order, tracking_number: str, said: Mapping[str, str]) -> Row:
    """In a transaction of its own, so that one that is refused keeps no other back."""
    if order.state != State.TO_SEND:
        return Row(order, order.tracking_number, _("It was sent before."), is_done=True)
    try:
        if order.shipping_method == PICK_UP:
            orders.send(order=order, actor=stand.member)
        else:
            kept = {name: said.get(name, "") for name in ("carrier", "carrier_name")}
            form = SendForm({**kept, "tracking_number": tracking_number})
            if not form.is_valid():
                return Row(order, tracking_number, _problems(form))
            orders.send(order=order, actor=stand.member, **form.said)
    except ValidationError as error:
        return Row(order, tracking_number, " ".join(error.messages))
    return Row(order, order.tracking_number, is_done=True)


def _problems(form: forms.Form) -> str:
    return " ".join(str(message) for said in form.errors.values() for message in said)


def _sent_page(
    request: HttpRequest, stand: Stand, rows: list[Row], form: SendForm, *, unknown: list[str] | None = None
) -> HttpResponse:
    left = [row for row in rows if not row.is_done]
    context = frame(
        stand,
        "packing",
        _("Tell as sent"),
        form=form,
        left=left,
        done=[row for row in rows if row.is_done],
        unknown=(unknown or [])[:20],
        pasted="" if request.method != "POST" else request.POST.get("pasted", "")[:LONGEST_PASTE],
    )
    refused = request.method == "POST" and bool(left)
    return render(request, "shop/desk/sent.html", context, status=422 if refused else 200)


def _paper(request: HttpRequest, known: tuple[str, ...]) -> str:
    asked = request.GET.get("paper", "")
    return asked if asked in known else known[0]


def _none_chosen(request: HttpRequest, stand: Stand) -> HttpResponse:
    messages.info(request, _("Please choose orders that are to be sent."))
    return redirect(stand.url("shop_desk_packing"))
