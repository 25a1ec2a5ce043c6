"""Enterprises in the admin: the list, one enterprise, its correction."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.admin_menu import PermittedItem
from shop.enterprises.admin_views import document, edit, enterprise
from shop.enterprises.models import Enterprise, State
from shop.enterprises.queries import MAY_VERIFY


class EnterprisesView(IndexView):
    """The enterprises, newest first; filtered by state, searched by any part of a name and by registration number."""

    model = Enterprise
    permission_policy = ModelPermissionPolicy(Enterprise)
    any_permission_required = ["change"]
    page_title = _("Enterprises")
    header_icon = "group"
    index_url_name = "enterprises_admin"
    index_results_url_name = "enterprises_admin_results"
    list_filter = ["state", "kind", "province"]
    search_backend_name = None
    search_fields = ["name_th", "name_en", "registration_number", "slug"]
    default_ordering = "-created_at"
    paginate_by = 25
    columns = [
        TitleColumn("name", label=_("Enterprise"), get_url=lambda one: reverse("enterprise_admin", args=[one.pk])),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("province", label=_("Province"), sort_key="province__name_th"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("created_at", label=_("Opened"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> Any:
        """With what each row names."""
        return super().get_base_queryset().select_related("province")


@hooks.register("register_admin_urls")
def enterprise_urls() -> list[URLPattern]:
    """The list, one enterprise, its correction."""
    return [
        path("enterprises/", EnterprisesView.as_view(), name="enterprises_admin"),
        path("enterprises/results/", EnterprisesView.as_view(results_only=True), name="enterprises_admin_results"),
        path("enterprises/<int:pk>/", enterprise, name="enterprise_admin"),
        path("enterprises/<int:pk>/edit/", edit, name="enterprise_admin_edit"),
        path("enterprises/<int:pk>/documents/<int:document>/", document, name="enterprise_admin_document"),
    ]


@hooks.register("register_admin_menu_item")
def enterprises_menu_item() -> Any:
    """“Enterprises” in the admin's menu, opened at those that wait."""
    url = f"{reverse('enterprises_admin')}?state={State.SUBMITTED}"
    return PermittedItem(_("Enterprises"), url, name="enterprises", icon_name="group", order=920, permission=MAY_VERIFY)
