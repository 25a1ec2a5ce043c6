"""The page of one assessment, and handing it on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.assessment import services
from cms.assessment.answering.doors import Stand, for_those_who_see
from cms.assessment.answering.forms import ReasonForm
from cms.assessment.answering.overviews import Overview


@for_those_who_see
@require_safe
def overview(request: HttpRequest, stand: Stand) -> HttpResponseBase:
    """How far it is and what comes next."""
    return _page(request, stand)


def _page(request: HttpRequest, stand: Stand, status: int = 200, **more: Any) -> HttpResponse:
    organisation = stand.assessment.organisation.full_name
    context = {
        "stand": stand,
        "assessment": stand.assessment,
        "overview": Overview(stand),
        "reason_form": ReasonForm(),
        "seo": {"title": f"{organisation} · {_('Assessing')}", "robots": "noindex"},
        "breadcrumbs": [(_("Assessing"), stand.start)],
        **more,
    }
    return render(request, "assessment/answering/overview.html", context, status=status)


@for_those_who_see
@require_POST
def submit(request: HttpRequest, stand: Stand) -> HttpResponseBase:
    """Hand the self-assessment to who verifies."""
    try:
        services.submit(assessment=stand.assessment, user=stand.user)
    except ValidationError as refused:
        return _refused(request, stand, refused)
    messages.success(request, _("Thank you. It is submitted; a researcher verifies it now."))
    return redirect(stand.url("assess_one"))


@for_those_who_see
@require_POST
def verify(request: HttpRequest, stand: Stand) -> HttpResponseBase:
    """Hand what was verified to who publishes."""
    try:
        services.verify(assessment=stand.assessment, user=stand.user)
    except ValidationError as refused:
        return _refused(request, stand, refused)
    messages.success(request, _("Thank you. It is verified and waits for publication."))
    return redirect(stand.url("assess_one"))


@for_those_who_see
@require_POST
def send_back(request: HttpRequest, stand: Stand) -> HttpResponseBase:
    """Give it back to the organisation with the reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, stand, 422, reason_form=form)
    try:
        services.reopen(assessment=stand.assessment, user=stand.user, reason=form.cleaned_data["reason"])
    except ValidationError as refused:
        return _refused(request, stand, refused, reason_form=form)
    messages.success(request, _("It is sent back; the organisation reads why."))
    return redirect(stand.url("assess_one"))


def _refused(request: HttpRequest, stand: Stand, refused: ValidationError, **more: Any) -> HttpResponse:
    stand.assessment.refresh_from_db(fields=["state"])
    return _page(request, Stand.at(stand.assessment, stand.user), 422, problems=refused.messages, **more)
