"""The orders of a month as a file for who keeps the books: amounts in baht, nothing about the buyer."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import Max, Min, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.places.sheets import write_csv
from shop.enterprises.doors import Stand, for_members
from shop.enterprises.models import Enterprise
from shop.money import SATANG
from shop.orders.models import Order
from shop.payments.gateways import gateway
from shop.payments.models import Payment
from shop.payments.models import State as Paid

MOST_ORDERS = 20_000
# Months that can be chosen, the latest first.
MOST_MONTHS = 36
_BATCH = 500
_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")


def months(enterprise: Enterprise) -> list[date]:
    """The first days of the months from its first order to its last, the latest first; one query."""
    ends = Order.objects.filter(enterprise=enterprise).aggregate(first=Min("placed_at"), last=Max("placed_at"))
    if ends["first"] is None:
        return []
    first, month = (timezone.localdate(ends[name]).replace(day=1) for name in ("first", "last"))
    found: list[date] = []
    while month >= first and len(found) < MOST_MONTHS:
        found.append(month)
        month = month.replace(year=month.year - (month.month == 1), month=(month.month - 2) % 12 + 1)
    return found


@for_members
@require_safe
def orders_file(request: HttpRequest, stand: Stand) -> HttpResponse:
    """The orders that were placed in the month of the address, such as 2026-11, as CSV."""
    said = request.GET.get("month", "")
    if not _MONTH.fullmatch(said):
        raise Http404
    year, month = (int(part) for part in said.split("-"))
    headers = {
        "Content-Disposition": f'attachment; filename="orders-{stand.enterprise.slug}-{said}.csv"',
        "X-Content-Type-Options": "nosniff",
    }
    content = write_csv(_rows(stand.enterprise, date(year, month, 1)))
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _rows(enterprise: Enterprise, month: date) -> Iterator[Sequence[str]]:
    yield [
        _("Placed"),
        _("Order number"),
        _("State"),
        _("What was ordered"),
        _("Goods, baht"),
        _("Sending, baht"),
        _("Fee for paying, baht"),
        _("Total, baht"),
        _("How it is paid"),
        _("Paid, baht"),
        _("Paid back, baht"),
    ]
    for order in _of_month(enterprise, month).iterator(chunk_size=_BATCH):
        yield _row(order)


def _of_month(enterprise: Enterprise, month: date) -> "QuerySet[Order]":
    after = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    begins, ends = (timezone.make_aware(datetime(day.year, day.month, 1)) for day in (month, after))
    rows = Order.objects.filter(enterprise=enterprise, placed_at__gte=begins, placed_at__lt=ends)
    confirmed = Payment.objects.filter(state=Paid.CONFIRMED)
    rows = rows.prefetch_related("lines", Prefetch("payments", queryset=confirmed, to_attr="paid"))
    return rows.order_by("placed_at", "pk")[:MOST_ORDERS]


def _row(order: Order) -> list[str]:
    paid: list[Payment] = order.paid  # type: ignore[attr-defined]  # as it was read
    return [
        timezone.localtime(order.placed_at).strftime("%Y-%m-%d %H:%M"),
        order.number,
        order.get_state_display(),
        "; ".join(f"{line.name} × {line.quantity}" for line in order.lines.all()),
        _baht(order.goods_total),
        _baht(order.shipping_price),
        _baht(order.payment_fee),
        _baht(order.total),
        str(gateway(order.payment_method).label),
        _baht(sum(payment.amount for payment in paid)),
        _baht(sum(payment.refunded for payment in paid)),
    ]


def _baht(satang: int) -> str:
    """With a point and without commas, as spreadsheets add it up."""
    return f"{satang // SATANG}.{satang % SATANG:02}"
