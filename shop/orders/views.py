"""The buyer's pages: what they bought, and what they can do about it."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.accounts.models import User
from cms.accounts.personal import personal
from shop.orders import queries, returns, rules, services
from shop.orders.addresses import address_of
from shop.orders.forms import CancelForm
from shop.orders.models import State
from shop.orders.visits import Visit, actor_of, for_the_buyer, posted

ORDERS_PER_PAGE = 20


@personal
@login_required
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """What this member bought, the latest first."""
    page = Paginator(queries.orders_of(cast(User, request.user)), ORDERS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "shop/orders/orders.html", {"page": page})


@for_the_buyer
@require_safe
def order(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One order: what is in it, where it stands, how to pay."""
    return shown(request, visit)


def shown(request: HttpRequest, visit: Visit, **refused: forms.Form) -> HttpResponse:
    """The order's page; `refused` are forms that came back with something wrong, by the name the page knows them by."""
    order = visit.order
    context: dict[str, Any] = {
        "visit": visit,
        "order": order,
        "purchase": order.purchase,
        "address": address_of(order.purchase),
        "lines": queries.lines_of(order),
        "history": queries.history_of(order),
        "may_cancel": rules.buyer_may_cancel(order.state, pays_first=order.pay_by is not None),
        "has_arrived": order.state == State.SENT,
        "may_return": returns.can_begin(order, now=timezone.now()),
        "cancel_form": CancelForm(),
        **refused,
    }
    return render(request, "shop/orders/order.html", context, status=422 if refused else 200)


@for_the_buyer
@posted
def cancel(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Call it off."""
    form = CancelForm(request.POST)
    if form.is_valid():
        try:
            services.cancel(order=visit.order, by="buyer", actor=actor_of(request), reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The order is cancelled."))
            return redirect(visit.url("order"))
    return shown(request, visit, cancel_form=form)


@for_the_buyer
@posted
def received(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The parcel is here. Pressed twice it is here once."""
    try:
        services.received(order=visit.order, actor=actor_of(request))
    except ValidationError:
        messages.info(request, _("This order stands as you see it here."))
    else:
        messages.success(request, _("Thank you. Enjoy it!"))
    return redirect(visit.url("order"))
