"""Where staff decide who speaks for whom, in the admin: the requests, one request, the affiliations, one affiliation."""

from typing import Any, cast

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts import affiliations, queries, role_requests
from cms.accounts.models import Affiliation, RoleRequest, User
from cms.accounts.representing import RequestState
from cms.accounts.role_requests import LONGEST_REASON, MAY_DECIDE, MAY_END
from cms.places.models import VILLAGE, Organisation, Subdistrict
from themes.templatetags.thai_dates import thai_date

ICON = "user"


class DecisionForm(forms.Form):
    """With which staff decide: for a community, which one is meant; why where it is refused."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        label=gettext_lazy("Community"),
        empty_label=gettext_lazy("As it was asked for"),
        help_text=gettext_lazy("The subdistrict has these already: choose one if it is only written otherwise."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("The member reads this."),
    )

    def __init__(self, *args: Any, subdistrict: Subdistrict | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Organisation.objects.filter(kind=VILLAGE, subdistrict=subdistrict) if subdistrict else None
        if known is None or not known.exists():
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = known.order_by("moo", "key_th")  # type: ignore[attr-defined]  # a ModelChoiceField, not any Field


class EndForm(forms.Form):
    """Why an affiliation ends."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The member reads this."),
    )


class RoleRequestsView(IndexView):
    """The requests, newest first; filtered by state and role, searched by person and place."""

    model = RoleRequest
    permission_policy = ModelPermissionPolicy(RoleRequest)
    any_permission_required = ["change"]
    page_title = gettext_lazy("Requests for roles")
    header_icon = ICON
    index_url_name = "role_requests"
    index_results_url_name = "role_requests_results"
    list_filter = ["state", "role"]
    search_fields = ["user__name", "user__email", "lao__spellings", "community", "institution", "province__name_th"]
    paginate_by = 25
    columns = [
        TitleColumn("user", label=gettext_lazy("Name"), get_url=lambda one: reverse("role_request", args=[one.pk])),
        Column("get_role_display", label=gettext_lazy("Role"), sort_key="role"),
        Column("about", label=gettext_lazy("Organisation or province")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column(
            "asked_at", label=gettext_lazy("Sent"), accessor=lambda one: thai_date(one.asked_at), sort_key="asked_at"
        ),
    ]

    def get_base_queryset(self) -> "QuerySet[RoleRequest]":
        """With what each row names."""
        rows: QuerySet[RoleRequest] = super().get_base_queryset()
        return rows.select_related("user", "lao__province", "subdistrict__district", "province")


class AffiliationsView(IndexView):
    """Who speaks for whom and who did, newest first."""

    model = Affiliation
    permission_policy = ModelPermissionPolicy(Affiliation)
    any_permission_required = ["change"]
    page_title = gettext_lazy("Who speaks for whom")
    header_icon = ICON
    index_url_name = "affiliations"
    index_results_url_name = "affiliations_results"
    list_filter = {"role": ["exact"], "ended_at": ["isnull"]}
    search_fields = ["user__name", "user__email", "organisation__name_th", "organisation__name_en", "province__name_th"]
    paginate_by = 25
    columns = [
        TitleColumn("user", label=gettext_lazy("Name"), get_url=lambda one: reverse("affiliation", args=[one.pk])),
        Column("get_role_display", label=gettext_lazy("Role"), sort_key="role"),
        Column("about", label=gettext_lazy("Organisation or province")),
        Column(
            "granted_at",
            label=gettext_lazy("Granted"),
            accessor=lambda one: thai_date(one.granted_at),
            sort_key="granted_at",
        ),
        Column(
            "ended_at", label=gettext_lazy("Ended"), accessor=lambda one: thai_date(one.ended_at), sort_key="ended_at"
        ),
    ]

    def get_base_queryset(self) -> "QuerySet[Affiliation]":
        """With what each row names."""
        rows: QuerySet[Affiliation] = super().get_base_queryset()
        return rows.select_related("user", "organisation__province", "province")


@permission_required(MAY_DECIDE, raise_exception=True)
def role_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with who asked, the evidence and its history, and the buttons to decide."""
    rows = RoleRequest.objects.select_related("user", "lao__province", "subdistrict__district", "province")
    asked = get_object_or_404(rows, pk=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None, subdistrict=asked.subdistrict)
    if request.method == "POST" and (done := _decided(request, asked, form)):
        messages.success(request, done)
        return redirect("role_request", pk=pk)
    asked = rows.get(pk=pk)
    context = {
        "asked": asked,
        "form": form,
        "roles": queries.roles_of(asked.user),
        "affiliations": affiliations.listed(asked.user),
        "events": asked.events.select_related("actor").order_by("at", "pk")[:100],
        "is_open": asked.state == RequestState.ASKED,
        **_header(str(asked.user), "role_requests", _("Requests for roles")),
    }
    return render(request, "accounts/role_request.html", context, status=422 if form.is_bound else 200)


def _decided(request: HttpRequest, asked: RoleRequest, form: DecisionForm) -> str:
    """Do what the pressed button says; returns the words to show, or nothing where it was refused."""
    actor, act = cast(User, request.user), request.POST.get("act")
    try:
        if act == "grant" and form.is_valid():
            role_requests.grant(request=asked, actor=actor, organisation=form.cleaned_data.get("organisation"))
            return _("The role is given. The member is told.")
        if act == "refuse" and form.is_valid():
            role_requests.refuse(request=asked, actor=actor, reason=form.cleaned_data["reason"])
            return _("The request is refused. The member is told.")
    except ValidationError as error:
        form.add_error(None, error)
    return ""


@permission_required(MAY_END, raise_exception=True)
def affiliation(request: HttpRequest, pk: int) -> HttpResponse:
    """One affiliation, and the button to end it."""
    rows = Affiliation.objects.select_related("user", "organisation__province", "province", "granted_by", "ended_by")
    found = get_object_or_404(rows, pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            role_requests.end(affiliation=found, actor=cast(User, request.user), reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It has ended. The member is told."))
            return redirect("affiliation", pk=pk)
        found = rows.get(pk=pk)
    context = {
        "affiliation": found,
        "form": form,
        **_header(str(found.user), "affiliations", _("Who speaks for whom")),
    }
    return render(request, "accounts/affiliation.html", context, status=422 if form.is_bound else 200)


def _header(title: str, parent: str, label: str) -> dict[str, Any]:
    return {
        "header_title": title,
        "header_icon": ICON,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(parent), "label": label},
            {"url": "", "label": title},
        ],
    }
