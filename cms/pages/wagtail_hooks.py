"""What the admin needs for Thai slugs."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def slug_controller() -> SafeString:
    """The widget that fills a slug from the title and keeps Thai marks."""
    return format_html('<script src="{}"></script>', static("js/admin/slug.js"))
