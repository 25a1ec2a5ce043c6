"""Where staff look at orders; they change nothing there."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from shop.orders import queries
from shop.orders.addresses import address_of
from shop.orders.models import Order
from themes.templatetags.money import baht

MAY_SEE_ALL = "shop_orders.view_order"


class OrdersView(IndexView):
    """All orders, newest first; filtered by state, searched by number, buyer and seller."""

    model = Order
    permission_policy = ModelPermissionPolicy(Order)
    any_permission_required = ["view"]
    page_title = gettext_lazy("Orders")
    header_icon = "list-ul"
    index_url_name = "shop_orders"
    index_results_url_name = "shop_orders_results"
    list_filter = ["state", "payment_method"]
    search_fields = ["number", "purchase__name", "purchase__email", "seller_th", "seller_en"]
    paginate_by = 25
    columns = [
        TitleColumn("number", label=gettext_lazy("Number"), get_url=lambda one: reverse("shop_order", args=[one.pk])),
        Column("seller", label=gettext_lazy("Seller")),
        Column("purchase.name", label=gettext_lazy("Buyer")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("total", label=gettext_lazy("Total"), accessor=lambda one: baht(one.total), sort_key="total"),
        DateColumn("placed_at", label=gettext_lazy("Placed"), sort_key="placed_at"),
    ]

    def get_base_queryset(self) -> Any:
        """With what each row names."""
        return super().get_base_queryset().select_related("purchase")


@never_cache
@permission_required(MAY_SEE_ALL, raise_exception=True)
@require_safe
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """One order with its lines, its buyer and its history."""
    shown = get_object_or_404(Order.objects.select_related("purchase__user", "enterprise"), pk=pk)
    context = {
        "order": shown,
        "purchase": shown.purchase,
        "address": address_of(shown.purchase),
        "lines": queries.lines_of(shown),
        "events": queries.history_of(shown),
        "header_title": shown.number,
        "header_icon": "list-ul",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("shop_orders"), "label": _("Orders")},
            {"url": "", "label": shown.number},
        ],
    }
    return render(request, "shop/orders/admin_order.html", context)
