"""The LAO room in the admin: requests to join, participations, and profiles that are not copied."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.accounts.admin_menu import PermittedItem
from cms.lao.joining import JoinRequest, JoinState
from cms.lao.models import LaoProfilePage, Participation
from cms.lao.services import MAY_DECIDE
from cms.lao.views import join_request


class ParticipationViewSet(SnippetViewSet):
    """What LAOs took part in, searched by project and by any spelling of the LAO."""

    model = Participation
    icon = "history"
    list_display = ["lao", "phase", "project_th", "year"]
    list_filter = ["phase"]
    search_fields = ["project_th", "project_en", "lao__spellings"]
    list_per_page = 50


register_snippet(ParticipationViewSet)


class JoinRequestsView(IndexView):
    """The requests, newest first; filtered by state, searched by LAO and person."""

    model = JoinRequest
    permission_policy = ModelPermissionPolicy(JoinRequest)
    any_permission_required = ["change"]
    page_title = _("Requests to join")
    header_icon = "group"
    index_url_name = "join_requests"
    index_results_url_name = "join_requests_results"
    list_filter = ["state", "lao_type"]
    search_fields = ["lao_name", "person", "province__name_th", "province__name_en"]
    paginate_by = 25
    columns = [
        TitleColumn("__str__", label=_("LAO"), get_url=lambda one: reverse("join_request", args=[one.pk])),
        Column("province", label=_("Province"), sort_key="province__name_th"),
        Column("person", label=_("Name")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("asked_at", label=_("Sent"), sort_key="asked_at"),
    ]

    def get_base_queryset(self) -> Any:
        """With what each row names."""
        return super().get_base_queryset().select_related("lao", "province")


@hooks.register("register_admin_urls")
def join_urls() -> list[URLPattern]:
    """The list, and one request."""
    return [
        path("join-requests/", JoinRequestsView.as_view(), name="join_requests"),
        path("join-requests/results/", JoinRequestsView.as_view(results_only=True), name="join_requests_results"),
        path("join-requests/<int:pk>/", join_request, name="join_request"),
    ]


@hooks.register("register_admin_menu_item")
def join_menu_item() -> Any:
    """“Requests to join” in the admin's menu, opened at those that wait."""
    url = f"{reverse('join_requests')}?state={JoinState.ASKED}"
    return PermittedItem(
        _("Requests to join"), url, name="join-requests", icon_name="group", order=910, permission=MAY_DECIDE
    )


@hooks.register("before_copy_page")
def refuse_to_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A profile is of one LAO, and an LAO has one profile."""
    if not isinstance(page.specific, LaoProfilePage):
        return None
    messages.error(request, _("A profile is of one LAO and cannot be copied. Make a new page for another LAO."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
