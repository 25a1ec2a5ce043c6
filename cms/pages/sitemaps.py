"""Every published page for search engines, a thousand to a file, each with its translations."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page

from cms.pages.seo import absolute


class PageSitemap(Sitemap[Page]):
    """All pages that any visitor may see."""

    limit = 1000

    def items(self) -> "QuerySet[Page]":
        """Published pages in tree order; the root and repetitions of other pages are left out."""
        found = Page.objects.live().public().filter(depth__gte=2, alias_of=None)
        pages: QuerySet[Page] = found.select_related("locale").order_by("path")
        return pages

    def location(self, item: Page) -> str:
        """The page's path."""
        return item.url or "/"

    def lastmod(self, item: Page) -> datetime | None:
        """When it was last published."""
        moment: datetime | None = item.last_published_at
        return moment

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Django's rows with full addresses of this site and, where there are any, the translations'."""
        host: Any = _Host()
        rows = super().get_urls(page=page, site=host, protocol=settings.SITE_URL.split(":", 1)[0])
        twins = _translations([row["item"] for row in rows])
        for row in rows:
            addresses = twins[row["item"].translation_key]
            if len(addresses) > 1:
                row["alternates"] = [{"lang_code": code, "location": address} for code, address in addresses]
        return rows


class _Host:
    """The part of a site that Django's sitemaps ask for."""

    domain = settings.SITE_URL.split("//", 1)[1]
    name = settings.WAGTAIL_SITE_NAME


def _translations(pages: list[Page]) -> dict[Any, list[tuple[str, str]]]:
    found: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    keys = {page.translation_key for page in pages}
    twins = (
        Page.objects.live()
        .public()
        .filter(translation_key__in=keys, alias_of=None)
        .select_related("locale")
        .order_by("path")
    )
    for twin in twins:
        found[twin.translation_key].append((twin.locale.language_code, absolute(twin.url or "/")))
    return found
