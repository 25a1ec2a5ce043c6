"""Orders at the desk: the list by state, one order, and what the seller does about it."""

from collections.abc import Callable
from typing import TypeAlias

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shop.checkout.shipping import PICK_UP
from shop.desk import queries
from shop.desk.forms import ReasonForm, SendForm
from shop.desk.order_files import months
from shop.desk.views import desk_order
from shop.enterprises.doors import Stand, for_members, frame
from shop.orders import rules
from shop.orders import services as orders
from shop.orders.models import Order, State
from shop.orders.queries import history_of, to_pay_back
from shop.payments import refunds
from shop.payments import services as payments
from shop.payments.forms import refund_form as make_refund_form
from shop.payments.gateways import gateway
from shop.payments.models import Payment
from shop.payments.queries import payment_of, refunds_of, slips_of

ORDERS_PER_PAGE = 20

# Words to show when it is done, or the forms that came back with something wrong.
Done: TypeAlias = str | dict[str, Form]
Act: TypeAlias = Callable[[HttpRequest, Stand, Order], Done]


class AnotherSlip(ValidationError):
    """The buyer has sent another slip since the seller looked."""


@for_members
@require_safe
def order_list(request: HttpRequest, stand: Stand) -> HttpResponse:
    """All orders of the enterprise, or those in one state, the latest first."""
    state = request.GET.get("state", "")
    rows = queries.orders_of(stand.enterprise, state)
    page = Paginator(rows, ORDERS_PER_PAGE).get_page(request.GET.get("page"))
    counts = queries.counts(stand.enterprise)
    states = [("", _("All"), counts[""]), *((value, label, counts.get(value, 0)) for value, label in State.choices)]
    context = frame(
        stand,
        "orders",
        _("Orders"),
        page=page,
        found=queries.with_lines(page.object_list),
        states=[one for one in states if one[2] or one[0] in {"", state}],
        state=state if state in State.values else "",
        months=months(stand.enterprise),
    )
    return render(request, "shop/desk/orders.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, stand: Stand, number: str) -> HttpResponse:
    """One order, and what is done about it. Whatever was done already is told, and done once."""
    found = queries.order_called(stand.enterprise, number)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, stand, found)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return _shown(request, stand, found, status=400)
    try:
        done = act(request, stand, found)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(stand.url("shop_desk_order", found.number))
    if isinstance(done, dict):
        return _shown(request, stand, found, status=422, **done)
    messages.success(request, done)
    if "home" in request.POST:
        return redirect(stand.url("shop_desk_home"))
    return redirect(stand.url("shop_desk_order", found.number))


def _shown(request: HttpRequest, stand: Stand, found: Order, *, status: int = 200, **refused: Form) -> HttpResponse:
    payment = payment_of(found)
    one = queries.with_lines([found])[0]
    refund_form, due = refused.get("refund_form"), 0
    if refund_form is None and payment is not None and refunds.left(payment):
        refund_form = make_refund_form(payment)
        due = _due(found, payment)
        if due:
            refund_form.initial["amount"] = due
    context = frame(
        stand,
        "orders",
        _("Order %(number)s") % {"number": found.number},
        one=desk_order(one, **refused),
        order=found,
        payment=payment,
        slips=slips_of(payment) if payment else [],
        refunds=refunds_of(payment) if payment and payment.refunded else [],
        refund_form=refund_form,
        is_refunding="refund_form" in refused or due > 0,
        is_correcting="correct_form" in refused,
        method=gateway(found.payment_method).label,
        history=history_of(found),
        refused=set(refused),
        may_cancel=rules.seller_may_cancel(found.state),
        may_confirm=found.state in {State.AWAITING_PAYMENT, State.PAYMENT_SENT}
        and not gateway(found.payment_method).is_told_by_a_service,
    )
    return render(request, "shop/desk/order.html", context, status=status)


def _due(found: Order, payment: Payment) -> int:
    """What of the goods that came back is not paid back yet, in satang."""
    left = refunds.left(payment)
    return max(min(to_pay_back(found) - (payment.amount - left), left), 0) if found.state == State.RECEIVED else 0


def _confirm(request: HttpRequest, stand: Stand, found: Order) -> Done:
    payment = payment_of(found)
    if payment is None:
        raise payments.NotWaiting(_("This order does not wait for a payment any more."), code="not_waiting")
    _same_slip(request, found)
    payments.confirm(payment=payment, actor=stand.member)
    return _("The money for order %(number)s is confirmed. Please send it.") % {"number": found.number}


def _refuse(request: HttpRequest, stand: Stand, found: Order) -> Done:
    form = ReasonForm(request.POST, auto_id=f"refuse-{found.pk}-%s")
    payment = payment_of(found)
    if not form.is_valid() or payment is None:
        return {"refuse_form": form}
    _same_slip(request, found)
    payments.refuse(payment=payment, actor=stand.member, reason=form.cleaned_data["reason"])
    return _("The buyer of order %(number)s is asked for another slip.") % {"number": found.number}


def _same_slip(request: HttpRequest, found: Order) -> None:
    """The seller answers the slip that was on the page, not one that came in the meantime. Raises AnotherSlip."""
    slip = queries.with_lines([found])[0].slip
    if slip is not None and request.POST.get("slip") != str(slip.pk):
        raise AnotherSlip(_("The buyer has sent another slip. Please look at it."), code="another_slip")


def _send(request: HttpRequest, stand: Stand, found: Order) -> Done:
    if found.state == State.TO_SEND and found.shipping_method == PICK_UP:
        orders.send(order=found, actor=stand.member)
        return _("Order %(number)s lies ready. The buyer is told.") % {"number": found.number}
    form = SendForm(request.POST, auto_id=f"send-{found.pk}-%s")
    if not form.is_valid():
        return {"send_form": form}
    orders.send(order=found, actor=stand.member, **form.said)
    return _("Order %(number)s is sent. The buyer is told.") % {"number": found.number}


def _cancel(request: HttpRequest, stand: Stand, found: Order) -> Done:
    form = ReasonForm(request.POST, auto_id=f"cancel-{found.pk}-%s")
    if not form.is_valid():
        return {"cancel_form": form}
    orders.cancel(order=found, by="seller", actor=stand.member, reason=form.cleaned_data["reason"])
    return _("Order %(number)s is cancelled. The buyer is told, and its pieces can be sold again.") % {
        "number": found.number
    }


def _returned(request: HttpRequest, stand: Stand, found: Order) -> Done:
    form = ReasonForm(request.POST, auto_id=f"return-{found.pk}-%s")
    if not form.is_valid():
        return {"return_form": form}
    orders.returned(order=found, actor=stand.member, reason=form.cleaned_data["reason"])
    return _("Order %(number)s came back. Its pieces can be sold again.") % {"number": found.number}


def _correct(request: HttpRequest, stand: Stand, found: Order) -> Done:
    form = SendForm(request.POST, auto_id=f"correct-{found.pk}-%s")
    if not form.is_valid():
        return {"correct_form": form}
    orders.correct_parcel(order=found, actor=stand.member, **form.said)
    return _("The buyer of order %(number)s has the right number now.") % {"number": found.number}


def _refund(request: HttpRequest, stand: Stand, found: Order) -> Done:
    payment = payment_of(found)
    if payment is None or not refunds.left(payment):
        raise refunds.NothingPaid(_("No money is left that could be paid back."), code="nothing_paid")
    form, done = make_refund_form(payment, request.POST), ""
    if form.is_valid():
        try:
            done = refunds.go_back(payment=payment, actor=stand.member, **form.cleaned_data)
        except ValidationError as error:
            form.add_refusal(error)
    return {"refund_form": form} if form.errors else done


ACTS: dict[str, Act] = {
    "confirm": _confirm,
    "refuse": _refuse,
    "send": _send,
    "cancel": _cancel,
    "returned": _returned,
    "correct": _correct,
    "refund": _refund,
}
