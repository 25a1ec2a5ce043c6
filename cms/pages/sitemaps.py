"""Everything public for search engines, a thousand to a file, each with its translations: pages, and what is no page."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page

from cms.pages.seo import absolute
from cms.pages.sources import PageSource
from search.models import Entry
from search.registry import registry


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


class ThingSitemap(Sitemap[Entry]):
    """What search may show and is no page: products, their makers, whatever a room above makes findable."""

    limit = 1000

    def items(self) -> "QuerySet[Entry]":
        """Visible entries of kinds that are not made of pages, both languages of a thing beside each other."""
        kinds = [kind for kind, source in registry.sources().items() if not isinstance(source, PageSource)]
        entries = Entry.objects.filter(kind__in=kinds, is_visible=True)
        return entries.only("kind", "key", "url", "locale").order_by("kind", "key", "locale")

    def location(self, item: Entry) -> str:
        """The path of its own page."""
        return item.url

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Django's rows with full addresses of this site and the other languages'."""
        host: Any = _Host()
        rows = super().get_urls(page=page, site=host, protocol=settings.SITE_URL.split(":", 1)[0])
        things = {(row["item"].kind, row["item"].key) for row in rows}
        twins = defaultdict(list)
        keys = [key for _kind, key in things]
        for entry in self.items().filter(key__in=keys):
            twins[entry.kind, entry.key].append({"lang_code": entry.locale, "location": absolute(entry.url)})
        for row in rows:
            alternates = twins[row["item"].kind, row["item"].key]
            if len(alternates) > 1:
                row["alternates"] = alternates
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
