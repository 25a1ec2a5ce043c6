"""The monthly returns at the desk: which months are written, and the form of one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shop.enterprises.doors import Stand, for_members, frame
from shop.reports import rules
from shop.reports.return_forms import ReturnForm
from shop.reports.returning import ChangedMeanwhile, write_return
from shop.reports.returns import MonthlyReturn
from themes.templatetags.thai_dates import month_name, thai_year

PAGE_LENGTH = 12
MOST_REVISIONS = 20


@for_members
@require_safe
def returns(request: HttpRequest, stand: Stand) -> HttpResponse:
    """The months that are over, the latest first, with what was returned of each."""
    page = Paginator(rules.open_months(timezone.localdate()), PAGE_LENGTH).get_page(request.GET.get("page"))
    found = {row.month: row for row in MonthlyReturn.objects.filter(enterprise=stand.enterprise, month__in=list(page))}
    rows = [(month, found.get(month), _income(found.get(month))) for month in page]
    return render(
        request, "shop/reports/returns.html", frame(stand, "returns", _("Monthly returns"), page=page, rows=rows)
    )


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def monthly_return(request: HttpRequest, stand: Stand, year: int, month: int) -> HttpResponse:
    """One month: written, or corrected. Sent twice it is written once."""
    first = _month(year, month)
    there = MonthlyReturn.objects.filter(enterprise=stand.enterprise, month=first).first()
    form = ReturnForm(request.POST if request.method == "POST" else None, there=there)
    if form.is_bound and form.is_valid() and _written(request, stand, first, form):
        return redirect(stand.url("shop_desk_monthly_returns"))
    title = _("Return of %(month)s %(year)s") % {"month": month_name(first), "year": thai_year(first)}
    revisions = there.revisions.select_related("actor")[:MOST_REVISIONS] if there else []
    context = frame(stand, "returns", title, form=form, there=there, month=first, revisions=revisions)
    return render(request, "shop/reports/return.html", context, status=422 if form.is_bound else 200)


def _written(request: HttpRequest, stand: Stand, month: date, form: ReturnForm) -> bool:
    try:
        write_return(enterprise=stand.enterprise, actor=stand.member, month=month, **form.said)
    except ChangedMeanwhile as error:
        # What was typed stays; sent again it corrects what the page shows now.
        _show_again(form, MonthlyReturn.objects.get(enterprise=stand.enterprise, month=month))
        form.add_refusal(error)
        return False
    except ValidationError as error:
        form.add_refusal(error)
        return False
    messages.success(request, _("The return is written down."))
    return True


def _show_again(form: ReturnForm, there: MonthlyReturn) -> None:
    data: Any = QueryDict(mutable=True)
    data.update({name: form.data.get(name, "") for name in form.data})
    data["seen"] = str(there.revision)
    form.data = data


def _month(year: int, month: int) -> date:
    """Raises Http404 for a month of which no return can be written."""
    found = [first for first in rules.open_months(timezone.localdate()) if (first.year, first.month) == (year, month)]
    if not found:
        raise Http404
    return found[0]


def _income(row: MonthlyReturn | None) -> int | None:
    return rules.income(row.local_purchases, row.wages) if row else None
