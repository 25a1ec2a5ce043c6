"""Where reports are written: by staff, and by officers of an LAO for it. To everybody else there is nothing here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.accounts.models import User
from cms.accounts.personal import personal
from shop.reports import counting, queries, services
from shop.reports.changes import changed_since
from shop.reports.draft_forms import BeginForm, PicturesForm, Refusable, WithdrawForm, WordsForm
from shop.reports.models import AnnualReport, State
from shop.reports.search_sources import title_of
from shop.reports.showing import shown

PAGE_LENGTH = 20

View = Callable[..., HttpResponseBase]


def for_writers(view: View) -> View:
    """Staff who write reports, and officers who speak for an LAO."""

    @personal
    @login_required
    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not queries.writes_at_all(cast(User, request.user)):
            raise Http404
        return view(request, **kwargs)

    return answered


@for_writers
@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: HttpRequest) -> HttpResponse:
    """The reports in reach, and beginning one. Begun twice it is begun once."""
    user = cast(User, request.user)
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        laos=queries.subjects(user),
        with_programme=user.has_perm(queries.MAY_WRITE),
    )
    if form.is_bound and form.is_valid():
        try:
            made = services.begin_report(actor=user, **form.said)
        except ValidationError as error:
            form.add_refusal(error)
        else:
            return redirect("shop_report_draft", made.pk)
    page = Paginator(queries.in_reach(user), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [(one, title_of(one)) for one in page], "seo": _seo(_("Reports"))}
    return render(request, "shop/reports/drafts.html", context, status=422 if form.is_bound else 200)


@for_writers
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its words, its pictures, its figures as they are now, and the buttons to publish and withdraw."""
    user = cast(User, request.user)
    report = queries.in_reach(user).filter(pk=pk).first()
    if report is None:
        raise Http404
    forms = _Forms.of(request, report)
    if request.method == "POST" and (done := _did(request, report, user, forms)):
        messages.success(request, done)
        return redirect("shop_report_draft", report.pk)
    report = queries.in_reach(user).get(pk=pk)
    context = _context(report, user, forms)
    return render(request, "shop/reports/draft.html", context, status=422 if request.method == "POST" else 200)


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of one report; those that were sent are bound."""

    words: WordsForm
    pictures: PicturesForm
    withdraw: WithdrawForm

    @classmethod
    def of(cls, request: HttpRequest, report: AnnualReport) -> "_Forms":
        """As they were sent, or as they are shown first."""
        chosen = {one.photo_id: one for one in report.pictures.all()}
        offered = queries.choices_of_pictures(report, chosen=list(chosen))
        act = request.POST.get("act", "") if request.method == "POST" else ""
        sent = request.POST if act in {"save", "publish"} else None
        return cls(
            words=WordsForm(sent, report=report),
            pictures=PicturesForm(sent, offered=offered, chosen=chosen),
            withdraw=WithdrawForm(request.POST if act == "withdraw" else None),
        )


def _did(request: HttpRequest, report: AnnualReport, user: User, forms: _Forms) -> str:
    """What to say when it is done; blank where a form has something refused. Raises Http404 for no act of ours."""
    match request.POST.get("act"):
        case "save":
            return _try(forms.words, lambda: _save(report, user, forms))
        case "publish":
            return _try(forms.words, lambda: _publish(report, user, forms))
        case "withdraw":
            return _try(forms.withdraw, lambda: _withdraw(report, user, forms.withdraw))
    raise Http404


def _try(form: Refusable, act: Callable[[], str]) -> str:
    if not form.is_valid():
        return ""
    try:
        return act()
    except ValidationError as error:
        form.add_refusal(error)
    except PermissionDenied as error:
        raise Http404 from error
    return ""


def _save(report: AnnualReport, user: User, forms: _Forms) -> str:
    if not forms.pictures.is_valid():
        return ""
    services.save_words(report=report, actor=user, words=forms.words.cleaned_data, pictures=forms.pictures.said)
    return _("Saved.")


def _publish(report: AnnualReport, user: User, forms: _Forms) -> str:
    if not user.has_perm(queries.MAY_PUBLISH):
        raise PermissionDenied
    if not _save(report, user, forms):
        return ""
    services.publish(report=report, actor=user)
    return _("The report is published. Its figures stay as they are now.")


def _withdraw(report: AnnualReport, user: User, form: WithdrawForm) -> str:
    services.withdraw(report=report, actor=user, reason=form.cleaned_data["reason"])
    return _("The report is withdrawn.")


def _context(report: AnnualReport, user: User, forms: _Forms) -> dict[str, Any]:
    is_draft, may_publish = report.state == State.DRAFT, user.has_perm(queries.MAY_PUBLISH)
    frozen = getattr(report, "frozen", None)
    said = frozen.said if frozen else counting.figures(_keys(report), report.year)
    return {
        "report": report,
        "title": title_of(report),
        "forms": forms,
        "shown": shown(said, report.year),
        "is_draft": is_draft,
        "may_publish": may_publish,
        "may_withdraw": is_draft or (may_publish and report.state == State.PUBLISHED),
        "changed": changed_since(frozen) if frozen and report.state == State.PUBLISHED else [],
        "events": report.events.select_related("actor")[:20],
        "seo": _seo(title_of(report)),
    }


def _keys(report: AnnualReport) -> list[int]:
    return counting.counted_for(report.lao, is_demo=report.is_demo)


def _seo(title: str) -> dict[str, str]:
    return {"title": title, "robots": "noindex"}
