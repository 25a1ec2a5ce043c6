"""The desk's page of sales, and its files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.enterprises.doors import Stand, for_members, frame
from shop.sales import files, queries
from shop.sales.overview import drawing, overview

PRODUCTS_SHOWN = 30
_CSV, _XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_members
@require_safe
def sales(request: HttpRequest, stand: Stand) -> HttpResponse:
    """On line and off line side by side, by month and by product, of the year asked for."""
    today = timezone.localdate()
    years = queries.years_of([stand.enterprise], today=today)
    seen = overview(stand.enterprise, _year(request, years), today=today)
    products = queries.by_product([stand.enterprise], seen.year)
    context = frame(
        stand,
        "sales",
        _("Sales"),
        years=years,
        seen=seen,
        chart=None if seen.is_empty else drawing(seen),
        products=products[:PRODUCTS_SHOWN],
        more_products=max(len(products) - PRODUCTS_SHOWN, 0),
        last_compared=seen.rows[seen.compared - 1][0].month if seen.compared else None,
        tables=("months", "products", "entries"),
    )
    return render(request, "shop/sales/sales.html", context)


@for_members
@require_safe
def download(request: HttpRequest, stand: Stand, table: str, form: str) -> HttpResponse:
    """The year asked for as a file."""
    year = _year(request, queries.years_of([stand.enterprise], today=timezone.localdate()))
    name = f"sales-{stand.enterprise.slug}-{year}"
    if (table, form) == ("all", "xlsx"):
        content, kind = files.as_workbook(stand.enterprise, year), _XLSX
    elif form == "csv" and table in {"months", "products", "entries"}:
        content, kind, name = files.as_csv(stand.enterprise, year, table), _CSV, f"{name}-{table}"
    else:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


def _year(request: HttpRequest, years: list[int]) -> int:
    """The year (CE) of the query string where something may have been sold in it, else this one."""
    return next((year for year in years if str(year) == request.GET.get("year")), years[0])
