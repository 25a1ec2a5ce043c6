"""Where staff write down that money was paid back."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.accounts.models import User
from shop.orders.models import Order
from shop.payments import refunds
from shop.payments.forms import refund_form
from shop.payments.queries import MAY_REFUND, payment_of


@never_cache
@permission_required(MAY_REFUND, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how much of this order's money went back, how and when. The buyer is told."""
    order = get_object_or_404(Order.objects.select_related("purchase", "enterprise"), pk=pk)
    payment = payment_of(order)
    if payment is None or not refunds.left(payment):
        raise Http404
    posted = request.method == "POST"
    form = refund_form(payment, request.POST if posted else None)
    if posted and form.is_valid():
        try:
            done = refunds.go_back(payment=payment, actor=cast(User, request.user), **form.cleaned_data)
        except ValidationError as error:
            form.add_refusal(error)
        else:
            messages.success(request, done)
            return redirect("shop_order", order.pk)
    by_service = refunds.goes_by_service(payment)
    title = _("Pay money back") if by_service else _("Write down a refund")
    context = {
        "form": form,
        "payment": payment,
        "by_service": by_service,
        "header_title": f"{title}: {order.number}",
        "header_icon": "undo",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("shop_orders"), "label": _("Orders")},
            {"url": reverse("shop_order", args=[order.pk]), "label": order.number},
            {"url": "", "label": title},
        ],
    }
    return render(request, "shop/payments/admin_refund.html", context, status=422 if posted else 200)
