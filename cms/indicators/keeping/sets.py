"""The indicator sets in the admin: their list, one set with its versions, what is said of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from cms.indicators import queries, services
from cms.indicators.keeping.forms import SetForm
from cms.indicators.keeping.frame import frame, place, set_of
from cms.indicators.keeping.menu import MAY_KEEP, MAY_LOOK
from cms.indicators.models import IndicatorSet, State, Version


def _number(state: str) -> Any:
    """The number of the set's version in this state; None where there is none."""
    return Subquery(Version.objects.filter(indicator_set=OuterRef("pk"), state=state).values("number")[:1])


def _versions(one: Any) -> str:
    """What is published and what is drafted, in words; `one` is a set with both numbers."""
    known = {State.PUBLISHED: one.published, State.DRAFT: one.drafted}
    return " · ".join(f"{number} {State(state).label}" for state, number in known.items() if number) or "–"


class SetsView(IndexView):
    """The sets, with the numbers of what is published and what is drafted."""

    model = IndicatorSet
    permission_policy = ModelPermissionPolicy(IndicatorSet)
    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Indicator sets")
    header_icon = "clipboard-list"
    index_url_name = "kalyanamitr_sets"
    index_results_url_name = "kalyanamitr_sets_results"
    search_backend_name = None
    search_fields = ["name_th", "name_en", "code"]
    list_filter = ["kind", "standing"]
    default_ordering = "code"
    paginate_by = 25
    columns = [
        TitleColumn(
            "name",
            label=gettext_lazy("Set"),
            width="40%",
            sort_key="code",
            get_url=lambda one: reverse("kalyanamitr_set", args=[one.pk]),
        ),
        Column("get_standing_display", label=gettext_lazy("Standing"), sort_key="standing"),
        Column("versions", label=gettext_lazy("Versions"), accessor=lambda one: _versions(one)),
    ]

    def get_base_queryset(self) -> QuerySet[IndicatorSet]:
        """With what each row names."""
        rows: QuerySet[IndicatorSet] = super().get_base_queryset().select_related("kind")
        return rows.annotate(published=_number(State.PUBLISHED), drafted=_number(State.DRAFT))

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """“Add a set”, for who may."""
        if not self.request.user.has_perm(MAY_KEEP):
            return []
        return [HeaderButton(_("Add a set"), url=reverse("kalyanamitr_set_add"), icon_name="plus")]


@permission_required(MAY_LOOK, raise_exception=True)
def one_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One set: what is said of it, its versions."""
    found = set_of(pk)
    versions = list(queries.versions_with_counts(found))
    context = {
        "versions": versions,
        "latest": versions[0] if versions else None,
        "has_draft": any(version.state == State.DRAFT for version in versions),
        "may_keep": request.user.has_perm(MAY_KEEP),
        **frame(found.name, indicator_set=found),
    }
    return render(request, "indicators/keeping/set.html", context)


@permission_required(MAY_KEEP, raise_exception=True)
def add_set(request: HttpRequest) -> HttpResponse:
    """A new set."""
    form = SetForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = services.create_set(**form.cleaned_data)
        messages.success(request, _("The set is made. Begin its first version."))
        return redirect("kalyanamitr_set", pk=made.pk)
    context = {"form": form, "action": _("Add"), **frame(_("Add a set"))}
    return render(request, "indicators/keeping/form.html", context, status=422 if form.is_bound else 200)


@permission_required(MAY_KEEP, raise_exception=True)
def edit_set(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said of a set."""
    found = set_of(pk)
    # The form writes into what it is given: that must not be what the page's frame shows.
    form = SetForm(request.POST if request.method == "POST" else None, instance=set_of(pk))
    if form.is_bound and form.is_valid():
        services.change_set(indicator_set=found, **form.cleaned_data)
        messages.success(request, _("Your changes are saved."))
        return redirect("kalyanamitr_set", pk=pk)
    context = {"form": form, "action": _("Save"), **frame(_("Edit the set"), indicator_set=found)}
    return render(request, "indicators/keeping/form.html", context, status=422 if form.is_bound else 200)


@require_POST
@permission_required(MAY_KEEP, raise_exception=True)
def begin_version(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft of the set: of what the latest version says, or empty where there is none or `empty` is posted."""
    found = set_of(pk)
    latest = found.versions.order_by("-number").first()
    try:
        if latest is None or "empty" in request.POST:
            draft = services.create_version(indicator_set=found)
        else:
            draft = services.duplicate(version=latest)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("kalyanamitr_set", pk=pk)
    messages.success(request, _("Version %(number)s is a draft now.") % {"number": draft.number})
    return redirect(place(draft))
