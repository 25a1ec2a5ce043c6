"""What the admin needs for Thai slugs, and what it must ask before it publishes several pages at once."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from cms.pages.models import SepPage


@hooks.register("insert_global_admin_js")
def slug_controller() -> SafeString:
    """The widget that fills a slug from the title and keeps Thai marks."""
    return format_html('<script src="{}"></script>', static("js/admin/slug.js"))


@hooks.register("before_bulk_action")
def refuse_half_pages(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Several pages are published together or not at all; each that is not ready is named with its reason."""
    if action_type != "publish" or request.method != "POST":
        return None
    refused = [(page, reason) for page in objects if (reason := _reason(page))]
    for page, reason in refused:
        messages.error(request, _("“%(title)s” is not ready: %(reason)s") % {"title": page.title, "reason": reason})
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home") if refused else None


def _reason(thing: Any) -> str:
    """Why the latest version of a page cannot be published; empty where it can, and for what is no page of ours."""
    draft = thing.get_latest_revision_as_object() if isinstance(thing, Page) else None
    if not isinstance(draft, SepPage):
        return ""
    try:
        draft.full_clean()
        draft.check_bricks()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
