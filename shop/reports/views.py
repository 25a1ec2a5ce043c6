"""The reports that everybody reads."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.enterprises.pages import crumbs
from shop.reports import files, queries, rules
from shop.reports.models import AnnualReport, AnnualReportEvent, State
from shop.reports.search_sources import title_of
from shop.reports.showing import shown
from themes.heads import Head, head

PAGE_LENGTH = 24
KINDS = {
    "csv": ("text/csv; charset=utf-8", files.as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", files.as_workbook),
    "json": ("application/json", files.as_json),
}


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Every published report, the latest year first."""
    page = Paginator(queries.published(), PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [(one, title_of(one)) for one in page]
    about = _("What community enterprises sold, bought, paid and certified in a year, of the programme and of LAOs.")
    seo = head(title=_("Annual reports"), path=reverse("shop_reports"), description=about, breadcrumbs=crumbs())
    context = {"page": page, "rows": rows, "about": about, "seo": seo, "breadcrumbs": crumbs()}
    return render(request, "shop/reports/reports.html", context)


@require_safe
def report(request: HttpRequest, year: int, whose: str) -> HttpResponse:
    """The edition in force; where the last was withdrawn, that it was and why."""
    found = queries.editions(year, whose) if rules.FIRST_YEAR <= year <= rules.LAST_YEAR else []
    current = next((one for one in found if one.state == State.PUBLISHED), None)
    if current is not None:
        return _shown(request, current, found)
    if not found:
        raise Http404
    return _withdrawn(request, found[0])


@require_safe
def edition(request: HttpRequest, year: int, whose: str, edition: int) -> HttpResponse:
    """An earlier edition, which says that there is a newer one."""
    found = queries.editions(year, whose) if rules.FIRST_YEAR <= year <= rules.LAST_YEAR else []
    one = next((one for one in found if one.edition == edition), None)
    if one is None:
        raise Http404
    return _withdrawn(request, one) if one.state == State.WITHDRAWN else _shown(request, one, found)


@require_safe
def download(request: HttpRequest, year: int, whose: str, form: str) -> HttpResponse:
    """The edition in force as a file."""
    known = rules.FIRST_YEAR <= year <= rules.LAST_YEAR and form in KINDS
    rows = queries.published().filter(queries.of_whom(whose), year=year)
    one = rows.first() if known else None
    if one is None:
        raise Http404
    kind, write = KINDS[form]
    name = f"report-{one.year}-{one.whose}-{one.edition}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(write(one), content_type=kind, headers=headers)


def _shown(request: HttpRequest, one: AnnualReport, found: list[AnnualReport]) -> HttpResponse:
    context: dict[str, Any] = {
        "report": one,
        "title": title_of(one),
        "shown": shown(one.frozen.said, one.year),
        "pictures": queries.pictures_of(one),
        "editions": [other for other in found if other.pk != one.pk and other.state != State.WITHDRAWN],
        "forms": ("xlsx", "csv", "json"),
        "is_current": one.state == State.PUBLISHED,
        "breadcrumbs": _above(),
        "seo": _head(one),
    }
    return render(request, "shop/reports/report.html", context)


def _withdrawn(request: HttpRequest, one: AnnualReport) -> HttpResponse:
    event = AnnualReportEvent.objects.filter(subject=one, to_state=State.WITHDRAWN).order_by("-pk").first()
    context = {"report": one, "title": title_of(one), "event": event, "seo": _head(one), "breadcrumbs": _above()}
    return render(request, "shop/reports/withdrawn.html", context, status=410)


def _above() -> list[tuple[str, str]]:
    return [*crumbs(), (_("Annual reports"), reverse("shop_reports"))]


def _head(one: AnnualReport) -> Head:
    about = " ".join(one.summary.split())[:200] if one.state != State.WITHDRAWN else ""
    made = head(
        title=title_of(one),
        path=one.url,
        description=about,
        breadcrumbs=_above(),
        things=[
            {"@type": "Report", "name": title_of(one), "temporalCoverage": f"{one.year - 1}-10-01/{one.year}-09-30"}
        ],
    )
    return made if one.state == State.PUBLISHED else replace(made, robots="noindex")
