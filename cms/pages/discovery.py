"""What machines read first: the sitemap and robots.txt.

An app whose pages are neither pages of the tree nor found by search names them in the SITEMAPS of its `sitemaps` module.
"""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.module_loading import module_has_submodule

from cms.pages.sitemaps import PageSitemap, ThingSitemap

PRIVATE = ("cart", "checkout", "learning", "orders", "shop/desk", "shop/open", "shop/join")


def sections() -> dict[str, Any]:
    """The parts of the sitemap by name."""
    found: dict[str, Any] = {"pages": PageSitemap, "things": ThingSitemap}
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "sitemaps"):
            found.update(getattr(import_module(f"{app.name}.sitemaps"), "SITEMAPS", {}))
    return found


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the admin, accounts and result pages need not be."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /account/",
        "Disallow: /en/account/",
        *(f"Disallow: {prefix}/{place}/" for prefix in ("", "/en") for place in PRIVATE),
        "Disallow: /search/",
        "Disallow: /en/search/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


SITEMAPS = sections()

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path(
        "sitemap.xml", sitemap_views.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap_index"
    ),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
