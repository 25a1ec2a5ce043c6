"""Where staff see how far assessments are, and publish or reopen one."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.models import User
from cms.assessment import services
from cms.assessment.access import MAY_PUBLISH, acts
from cms.assessment.frozen import Frozen
from cms.assessment.models import Assessment, Phase, State
from cms.assessment.publishing import publication_of
from themes.templatetags.thai_dates import thai_date, thai_year

MAY_SEE = "assessment.view_assessment"
_MOST_EVENTS = 100


def round_named(one: Assessment) -> str:
    """The set and the year as people read them."""
    return f"{one.round.indicator_set}, {thai_year(one.round.year)}"


def organisation_named(one: Assessment) -> str:
    """The organisation; an invented one says so."""
    name = one.organisation.full_name
    return f"{name} · {_('Demo data')}" if one.organisation.is_demo else name


class AssessmentsView(IndexView):
    """Every assessment; filtered by state and round, searched by organisation and province."""

    model = Assessment
    permission_policy = ModelPermissionPolicy(Assessment)
    any_permission_required = ["view"]
    page_title = gettext_lazy("Assessments")
    header_icon = "clipboard-list"
    index_url_name = "assessments_admin"
    index_results_url_name = "assessments_admin_results"
    list_filter = ["state", "round"]
    search_fields = ["organisation__name_th", "organisation__name_en", "organisation__province__name_th"]
    paginate_by = 25
    default_ordering = "-begun_at"
    columns = [
        TitleColumn(
            "organisation",
            label=gettext_lazy("Organisation"),
            accessor=organisation_named,
            get_url=lambda one: reverse("assessment_admin", args=[one.pk]),
        ),
        Column("organisation.province", label=gettext_lazy("Province"), sort_key="organisation__province__name_th"),
        Column("round", label=gettext_lazy("Round"), accessor=round_named, sort_key="round__year"),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column(
            "begun_at", label=gettext_lazy("Begun"), accessor=lambda one: thai_date(one.begun_at), sort_key="begun_at"
        ),
    ]

    def get_base_queryset(self) -> Any:
        """With what each row names."""
        return super().get_base_queryset().select_related("organisation__province", "round__indicator_set")


class ReopenForm(forms.Form):
    """Why it is given back; the organisation reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("The organisation reads this, and it stays in the history."),
    )


@never_cache
@permission_required(MAY_PUBLISH, raise_exception=True)
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """One assessment: how far it is, what publishing it would say, its history, and the buttons to decide."""
    shown = get_object_or_404(_rows(), pk=pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (done := _decided(request, shown, form)):
        messages.success(request, done)
        return redirect("assessment_admin", pk=pk)
    shown = _rows().get(pk=pk)
    coming = _coming(shown, cast(User, request.user))
    title = f"{shown.organisation.full_name}, {thai_year(shown.round.year)}"
    context = {
        "shown": shown,
        "form": form,
        "may": {act.value for act in acts(request.user, shown)},
        "coming": coming,
        "coming_level": shown.version.levels.filter(code=coming.level).first() if coming else None,
        "answered": _answered(shown),
        "asked": shown.version.sub_indicators.count(),
        "results": shown.results.select_related("level", "published_by").order_by("-number")[:20],
        "events": shown.events.select_related("actor").order_by("at", "pk")[:_MOST_EVENTS],
        "header_title": title,
        "header_icon": "clipboard-list",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("assessments_admin"), "label": _("Assessments")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "assessment/staff/assessment.html", context, status=422 if form.is_bound else 200)


def _rows() -> Any:
    return Assessment.objects.select_related(
        "organisation__province", "round__indicator_set", "version__indicator_set", "begun_by"
    )


def _answered(shown: Assessment) -> dict[str, int]:
    """How many answers there are, by phase."""
    counted = dict(shown.answers.order_by().values_list("phase").annotate(number=Count("pk")))
    return {phase.value: counted.get(phase.value, 0) for phase in Phase}


def _coming(shown: Assessment, user: User) -> Frozen | None:
    """What publishing it now would freeze."""
    if shown.state != State.VERIFIED:
        return None
    try:
        return publication_of(shown, user).frozen()
    except ValidationError:
        return None


def _decided(request: HttpRequest, shown: Assessment, form: ReopenForm) -> str:
    """Do what the pressed button says; returns the words to show, or nothing where it was refused."""
    actor = cast(User, request.user)
    try:
        match request.POST.get("act"):
            case "publish":
                services.publish(assessment=shown, user=actor)
                return _("It is published. The organisation is told.")
            case "reopen" if form.is_valid():
                services.reopen(assessment=shown, user=actor, reason=form.cleaned_data["reason"])
                return _("It is reopened. The organisation is told why.")
    except ValidationError as error:
        form.full_clean()
        # A missing reason stands beside its field; whatever else is wrong is of the whole.
        form.add_error(None, error)
    return ""
