"""Where moderators decide about one thing that was reported, or that waits to be seen."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.community import queries, services
from cms.community.forms import DecisionForm
from cms.community.models import MOVES, Case, State
from cms.community.registry import reportables, told

ACTS = {"keep": State.KEPT, "hide": State.HIDDEN, "remove": State.REMOVED}


@permission_required(services.MAY_DECIDE, raise_exception=True)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing with what was said about it, its history, and the buttons to decide."""
    one: Case = get_object_or_404(Case, pk=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _decided(request, one, form):
        messages.success(request, _("Decided. The author is told where something changes for them."))
        return redirect("moderation_case", pk=pk)
    one = Case.objects.get(pk=pk)
    label = str(reportables()[one.kind].label) if one.kind in reportables() else one.kind
    context = {
        "case": one,
        "label": label,
        "thing": told(one.kind, one.key),
        "reports": queries.reports_of(one),
        "events": queries.history_of(one),
        "form": form,
        "may": {act for act, to in ACTS.items() if MOVES.allows(one.state, to)},
        "header_title": label,
        "header_icon": "warning",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("moderation"), "label": _("Moderation")},
            {"url": "", "label": label},
        ],
    }
    return render(request, "community/admin_case.html", context, status=422 if form.is_bound else 200)


def _decided(request: HttpRequest, one: Case, form: DecisionForm) -> bool:
    to = ACTS.get(request.POST.get("act", ""))
    if to is None or told(one.kind, one.key) is None:
        form.add_error(None, _("There is nothing to decide any more."))
        return False
    try:
        services.decide(case=one, to=to, actor=cast(User, request.user), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True
