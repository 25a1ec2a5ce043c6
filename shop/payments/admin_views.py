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
from shop.payments.forms import RefundForm
from shop.payments.queries import MAY_REFUND, payment_of


@never_cache
@permission_required(MAY_REFUND, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how much of this order's money went back, how and when. The buyer is told."""
    order = get_object_or_404(Order.objects.select_related("purchase", "enterprise"), pk=pk)
    payment = payment_of(order)
    if payment is None or not payment.can_go_back:
        raise Http404
    posted = request.method == "POST"
    form = RefundForm(request.POST if posted else None, payment=payment)
    if posted and form.is_valid():
        try:
            refunds.record(payment=payment, actor=cast(User, request.user), **form.cleaned_data)
        except ValidationError as error:
            form.add_refusal(error)
        else:
            messages.success(request, _("The refund is written down. The buyer is told."))
            return redirect("shop_order", order.pk)
    title = _("Write down a refund")
    context = {
        "form": form,
        "payment": payment,
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
