"""The form by which anybody reports a thing, and the page on which its author reads what was decided."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.accounts.models import User
from cms.accounts.personal import personal
from cms.community import letters, queries, services
from cms.community.forms import AnswerForm, ReportForm
from cms.community.models import Case, State
from cms.community.registry import Told, reportables, told

SENT = "sent"


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Say what is wrong with a thing; after a good one a redirect, so that a reload sends nothing twice."""
    thing = told(kind, key)
    if SENT in request.GET and request.method != "POST" and kind in reportables():
        return _form(request, kind, thing, None)
    if thing is None or not thing.is_shown:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid() and _reported(request, kind, key, form):
        return redirect(f"{request.path}?{SENT}=1")
    return _form(request, kind, thing, form)


def _reported(request: HttpRequest, kind: str, key: str, form: ReportForm) -> bool:
    said = form.cleaned_data
    reporter = request.user if isinstance(request.user, User) else None
    try:
        services.report(
            kind=kind, key=key, reporter=reporter, reason=said["reason"], words=said["words"], form=said["form"]
        )
    except services.NothingToReport:
        raise Http404 from None
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _form(request: HttpRequest, kind: str, thing: Told | None, form: ReportForm | None) -> HttpResponse:
    context = {
        "thing": thing if thing is not None and thing.is_shown else None,
        "label": reportables()[kind].label,
        "form": form,
        "seo": {"title": _("Report this"), "robots": "noindex"},
    }
    bad = form is not None and form.is_bound
    return render(request, "community/report.html", context, status=422 if bad else 200)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, token: str) -> HttpResponse:
    """What was decided about something, for who wrote it; they may answer once."""
    try:
        case = Case.objects.filter(pk=letters.case_of(token)).first()
    except letters.LinkForged:
        raise Http404 from None
    thing = told(case.kind, case.key) if case else None
    if case is None or thing is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.answer(case=case, words=form.cleaned_data["answer"])
        except services.NothingToAnswer:
            return redirect(request.path)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(request.path)
    context = {
        "case": case,
        "thing": thing,
        "label": reportables()[case.kind].label,
        "decided": queries.last_decision(case),
        "may_answer": not case.answer and case.state in {State.HIDDEN, State.REMOVED},
        "form": form,
        "seo": {"title": _("A decision about what you wrote"), "robots": "noindex"},
    }
    return render(request, "community/decision.html", context, status=422 if form.is_bound else 200)
