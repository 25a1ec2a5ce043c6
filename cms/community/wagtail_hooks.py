"""The one queue of moderation in the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.admin_menu import PermittedItem
from cms.community.admin_views import case
from cms.community.models import Case, State
from cms.community.registry import reportables
from cms.community.services import MAY_DECIDE


def _label(one: Case) -> str:
    known = reportables().get(one.kind)
    return str(known.label) if known else one.kind


class ModerationView(IndexView):
    """What was reported or waits to be seen: most reported first, then the oldest; filtered by state and kind."""

    model = Case
    permission_policy = ModelPermissionPolicy(Case)
    any_permission_required = ["change"]
    page_title = _("Moderation")
    header_icon = "warning"
    index_url_name = "moderation"
    index_results_url_name = "moderation_results"
    list_filter = ["state", "is_held"]
    search_backend_name = None
    search_fields = ["excerpt"]
    paginate_by = 25
    columns = [
        TitleColumn("excerpt", label=_("What it says"), get_url=lambda one: reverse("moderation_case", args=[one.pk])),
        Column("kind", label=_("Kind"), accessor=_label),
        Column("waiting", label=_("Times reported"), sort_key="waiting"),
        BooleanColumn("is_held", label=_("Not published yet")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("opened_at", label=_("Waits since"), sort_key="opened_at"),
    ]


@hooks.register("register_admin_urls")
def moderation_urls() -> list[URLPattern]:
    """The queue, and one case."""
    return [
        path("moderation/", ModerationView.as_view(), name="moderation"),
        path("moderation/results/", ModerationView.as_view(results_only=True), name="moderation_results"),
        path("moderation/<int:pk>/", case, name="moderation_case"),
    ]


@hooks.register("register_admin_menu_item")
def moderation_item() -> MenuItem:
    """“Moderation” in the admin's menu, opened at what waits."""
    url = f"{reverse('moderation')}?state={State.OPEN}"
    return PermittedItem(_("Moderation"), url, name="moderation", icon_name="warning", order=905, permission=MAY_DECIDE)
