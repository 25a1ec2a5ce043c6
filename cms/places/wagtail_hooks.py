"""Places and the registry of LAOs in the admin."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path, re_path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from cms.places.admin_views import MAY_IMPORT, DownloadView, PreviewView, UploadView
from cms.places.forms import LaoForm
from cms.places.models import Area, District, Lao, Province, Subdistrict


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Lets people look whom the model's permissions let look, and nobody change: `places_refresh` writes these rows."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """True for looking only."""
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: AbstractBaseUser, actions: Any) -> bool:
        """True where looking is among the actions, and allowed."""
        return "view" in actions and self.user_has_permission(user, "view")


class AreaViewSet(SnippetViewSet):
    """What the three levels of places share: to look at, to search, not to change."""

    icon = "site"
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    ordering = ["code"]
    search_backend_name = None
    search_fields = ["name_th", "name_en", "code"]

    @property
    def permission_policy(self) -> ReadOnlyPolicy:
        """Nobody changes places by hand."""
        return ReadOnlyPolicy(self.model)


class ProvinceViewSet(AreaViewSet):
    """The provinces."""

    model = Province
    list_display = ["code", "name_th", "name_en", "region"]
    list_filter = ["region"]
    inspect_view_fields = ["code", "name_th", "name_en", "region", "retired_in"]


class DistrictViewSet(AreaViewSet):
    """The districts."""

    model = District
    list_display = ["code", "name_th", "name_en", "province"]
    list_filter = ["province"]
    inspect_view_fields = ["code", "name_th", "name_en", "province", "retired_in"]


class SubdistrictViewSet(AreaViewSet):
    """The subdistricts."""

    model = Subdistrict
    list_display = ["code", "name_th", "name_en", "district", "postcodes"]
    list_filter = {"district__province": ["exact"]}
    search_fields = [*AreaViewSet.search_fields, "postcodes"]
    inspect_view_fields = ["code", "name_th", "name_en", "district", "postcodes", "retired_in"]


class LaoIndexView(IndexView):
    """The registry, with the ways in and out for spreadsheets."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Import and export, for who may import."""
        buttons: list[Button] = list(super().header_more_buttons)
        if self.request.user.has_perms(MAY_IMPORT):
            export = reverse("places_lao_file", args=["laos.xlsx"])
            buttons.append(Button(_("Import a spreadsheet"), url=reverse("places_lao_upload"), icon_name="upload"))
            buttons.append(Button(_("Download all as XLSX"), url=export, icon_name="download"))
        return buttons


class LaoViewSet(SnippetViewSet):
    """The registry of LAOs."""

    model = Lao
    icon = "home"
    index_view_class = LaoIndexView
    list_display = ["__str__", "province", "district", "official_code", "key"]
    list_filter = ["type", "province"]
    list_per_page = 50
    search_backend_name = None
    search_fields = ["spellings"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("type"), FieldPanel("name_th"), FieldPanel("name_en")], _("Name")),
            FieldRowPanel([FieldPanel("key"), FieldPanel("official_code")]),
            MultiFieldPanel([FieldPanel("province"), FieldPanel("district"), FieldPanel("subdistrict")], _("Where")),
        ],
        base_form_class=LaoForm,
    )


class PlacesGroup(SnippetViewSetGroup):
    """One menu for all of them."""

    menu_label = _("Places")
    menu_icon = "globe"
    menu_order = 700
    items = (LaoViewSet, ProvinceViewSet, DistrictViewSet, SubdistrictViewSet)


register_snippet(PlacesGroup)


@hooks.register("before_delete_snippet")
def places_stay(request: HttpRequest, instances: Iterable[Model]) -> None:
    """Wagtail's bulk action asks no policy, and a superuser has every permission: refused here. Raises PermissionDenied."""
    if any(isinstance(instance, Area) for instance in instances):
        raise PermissionDenied


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """Upload, preview and files; see `admin_views`."""
    return [
        path("laos/import/", UploadView.as_view(), name="places_lao_upload"),
        path("laos/import/<int:pk>/", PreviewView.as_view(), name="places_lao_import"),
        re_path(
            r"^laos/files/(?P<name>template\.xlsx|laos\.xlsx|laos\.csv)$",
            DownloadView.as_view(),
            name="places_lao_file",
        ),
    ]
