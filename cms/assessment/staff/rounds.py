"""Where staff open and change rounds."""

from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from cms.assessment.models import FIRST_YEAR, LAST_YEAR, Round
from cms.assessment.rounds import change_round, create_round, needs_version, rounds_with_counts
from cms.indicators.models import State, Version
from themes.templatetags.thai_dates import thai_date, thai_year

MAY_LOOK, MAY_KEEP = "assessment.view_round", "assessment.change_round"


class RoundsView(IndexView):
    """The rounds, newest first; one that lost its version says so."""

    model = Round
    permission_policy = ModelPermissionPolicy(Round)
    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Rounds")
    header_icon = "calendar-alt"
    index_url_name = "assessment_rounds"
    index_results_url_name = "assessment_rounds_results"
    is_searchable = False
    list_filter = ["indicator_set", "year"]
    default_ordering = "-year"
    paginate_by = 25
    columns = [
        TitleColumn(
            "round",
            label=gettext_lazy("Round"),
            width="40%",
            accessor=lambda one: f"{one.indicator_set} {thai_year(one.year)}",
            get_url=lambda one: reverse("assessment_round", args=[one.pk]),
        ),
        Column("version", label=gettext_lazy("Version"), accessor=lambda one: _version(one)),
        Column(
            "opens_on", label=gettext_lazy("Opens"), accessor=lambda one: thai_date(one.opens_on), sort_key="opens_on"
        ),
        Column(
            "closes_on",
            label=gettext_lazy("Closes"),
            accessor=lambda one: thai_date(one.closes_on),
            sort_key="closes_on",
        ),
        Column("begun", label=gettext_lazy("Assessments")),
    ]

    def get_base_queryset(self) -> QuerySet[Round]:
        """With what each row names."""
        return rounds_with_counts()

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """“Open a round”, for who may."""
        if not self.request.user.has_perm(MAY_KEEP):
            return []
        return [HeaderButton(_("Open a round"), url=reverse("assessment_round_add"), icon_name="plus")]


def _version(one: Round) -> str:
    words = f"{one.version.number} · {one.version.get_state_display()}"
    return f"{words} · {_('choose the published version')}" if needs_version(one) else words


class RoundForm(forms.ModelForm):  # type: ignore[type-arg]  # of Round
    """A round. Fields are asked here, the round as a whole by the service."""

    class Meta:
        model = Round
        fields: ClassVar[list[str]] = ["indicator_set", "version", "year", "opens_on", "closes_on"]
        labels: ClassVar[dict[str, Any]] = {"version": gettext_lazy("Version")}
        widgets: ClassVar[dict[str, Any]] = {
            "year": forms.TextInput({"inputmode": "numeric"}),
            "opens_on": AdminDateInput,
            "closes_on": AdminDateInput,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = Version.objects.filter(state=State.PUBLISHED)
        # A round keeps a version that was retired in its middle until staff choose another.
        kept = Version.objects.filter(pk=self.instance.version_id)
        field: Any = self.fields["version"]
        field.queryset = (published | kept).select_related("indicator_set")
        field.label_from_instance = lambda one: f"{one} · {one.get_state_display()}"
        self.fields["year"].help_text = _("In the Common Era: 2026 is พ.ศ. 2569.")

    def clean_year(self) -> int:
        """Beside its field what the database would say of the whole round."""
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(_("Write the year in the Common Era: 2026, not 2569."))
        return year

    def clean_closes_on(self) -> date:
        """As above."""
        opens, closes = self.cleaned_data.get("opens_on"), self.cleaned_data["closes_on"]
        if opens and closes < opens:
            raise ValidationError(_("A round closes after it opens."))
        return cast(date, closes)

    def _post_clean(self) -> None:
        """The service asks the model, with the version as it is then."""

    def tell(self, error: ValidationError) -> None:
        """Put what the service said beside its field."""
        known = getattr(error, "error_dict", {"__all__": [error]})
        for name, errors in known.items():
            self.add_error(name if name in self.fields else None, errors)


@permission_required(MAY_LOOK, raise_exception=True)
def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: who may change it does, who may not reads it."""
    found: Round = get_object_or_404(rounds_with_counts(), pk=pk)
    if not request.user.has_perm(MAY_KEEP):
        return _page(request, None, found)
    form = RoundForm(request.POST if request.method == "POST" else None, instance=get_object_or_404(Round, pk=pk))
    if form.is_bound and form.is_valid():
        try:
            change_round(round=get_object_or_404(Round, pk=pk), **form.cleaned_data)
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect("assessment_rounds")
    return _page(request, form, found)


@permission_required(MAY_KEEP, raise_exception=True)
def add_round(request: HttpRequest) -> HttpResponse:
    """A new round."""
    form = RoundForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            create_round(**form.cleaned_data)
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("The round is open to its organisations from the day you gave."))
            return redirect("assessment_rounds")
    return _page(request, form, None)


def _page(request: HttpRequest, form: RoundForm | None, found: Round | None) -> HttpResponse:
    title = f"{found.indicator_set} {thai_year(found.year)}" if found else _("Open a round")
    context = {
        "form": form,
        "media": form.media if form else "",
        "round": found,
        "lost_its_version": found is not None and needs_version(found),
        "header_title": title,
        "header_icon": "calendar-alt",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("assessment_rounds"), "label": _("Rounds")},
            {"url": "", "label": title},
        ],
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "assessment/rounds/round.html", context, status=status)
