"""The page of one indicator: read, and without the page's own module saved by one button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cms.assessment.answering import sheets
from cms.assessment.answering.doors import Stand, for_those_who_see
from cms.assessment.answering.saving_views import indicator_of


@for_those_who_see
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, stand: Stand, code: str) -> HttpResponseBase:
    """One indicator. What is sent is kept as far as it can be; the rest stays on the page with its reason."""
    indicator = indicator_of(stand, code)
    if request.method == "POST" and request.POST.get("phase", stand.phase) != stand.phase:
        # Typed in another phase and sent late: an answer of the organisation is no verification.
        stand = stand.looking_on()
    shown = sheets.sheet_of(stand, indicator)
    if request.method != "POST":
        return _page(request, shown)
    sheets.keep(shown, request.POST, request.FILES)
    if not shown.is_kept:
        anew = sheets.sheet_of(stand, indicator)
        _carry(shown, anew)
        return _page(request, anew, status=409 if shown.has_conflicts else 422)
    if shown.saved:
        words = ngettext("%(number)s thing is saved.", "%(number)s things are saved.", shown.saved)
        messages.success(request, words % {"number": shown.saved})
    return redirect(_way_on(request, stand, shown))


def _carry(shown: sheets.Sheet, anew: sheets.Sheet) -> None:
    """Put what was not kept onto the sheet as it stands now."""
    anew.problems, anew.strength.form, anew.strength.conflict = (
        shown.problems,
        shown.strength.form,
        shown.strength.conflict,
    )
    for before, now in zip(shown.asks, anew.asks, strict=True):
        now.form, now.evidence_form, now.conflict = before.form, before.evidence_form, before.conflict


def _way_on(request: HttpRequest, stand: Stand, shown: sheets.Sheet) -> str:
    """The next indicator, the overview after the last one, or the same place of the same sheet."""
    here = stand.url("assess_sheet", shown.indicator.code)
    go = request.POST.get("go", "")
    if go == "next":
        return stand.url("assess_sheet", shown.next.code) if shown.next is not None else stand.url("assess_one")
    return f"{here}#{go}" if any(go == ask.prefix for ask in shown.asks) else here


def _page(request: HttpRequest, shown: sheets.Sheet, status: int = 200) -> HttpResponse:
    stand = shown.stand
    title = f"{shown.indicator.code} {shown.name}"
    context: dict[str, Any] = {
        "sheet": shown,
        "stand": stand,
        "assessment": stand.assessment,
        "seo": {"title": title, "robots": "noindex"},
        "breadcrumbs": [
            (_("Assessing"), stand.start),
            (stand.assessment.organisation.full_name, stand.url("assess_one")),
        ],
    }
    return render(request, "assessment/answering/sheet.html", context, status=status)
