"""The editor's button that gives the signed address of the page being edited."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from cms.accounts.models import User
from cms.api.preview import address_for
from cms.pages.models import SepPage


@require_safe
def open_preview(request: HttpRequest, page_id: int) -> HttpResponse:
    """Lead to the signed address, made this moment."""
    page = get_object_or_404(Page, pk=page_id)
    if not issubclass(page.specific_class, SepPage) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return redirect(address_for(page, cast(User, request.user)))


@hooks.register("register_admin_urls")
def preview_address() -> list[Any]:
    """Where the button leads."""
    return [path("api-preview/<int:page_id>/", open_preview, name="api_preview")]


class PreviewItem(ActionMenuItem):
    """Reads the page being edited as programs would; the address works elsewhere for a quarter of an hour."""

    name = "action-api-preview"
    label = _("Read as JSON (for 15 minutes)")
    icon_name = "code"
    order = 90

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Only for pages that are there already."""
        return context["view"] == "edit" and isinstance(context["page"], SepPage)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """The address of the button."""
        return reverse("api_preview", args=[parent_context["page"].pk])


@hooks.register("register_page_action_menu_item")
def preview_item() -> PreviewItem:
    """In the menu of what can be done with a page."""
    return PreviewItem(order=90)
