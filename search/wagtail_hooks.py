"""The search by which editors choose a thing of another area; whoever may enter the admin may use it."""

from django.urls import URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    """Wagtail asks who comes at every address under /admin/."""
    return [path("things/", include("search.choosing"))]
