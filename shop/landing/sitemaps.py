"""The landing pages, for search engines: the provinces from which something comes, and the categories that hold something."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from search.services import facet_counts
from shop.catalogue.browsing import COUNTED
from shop.catalogue.showing import PRODUCT
from themes.heads import absolute
from themes.templatetags.localised import same_path


class LandingSitemap(Sitemap[str]):
    """Paths in Thai; each with its English one."""

    limit = 1000

    def items(self) -> list[str]:
        """The list of provinces, every province with products, every category with products."""
        counts = facet_counts(PRODUCT, COUNTED, locale=settings.LANGUAGE_CODE)
        provinces = [reverse("shop_province", args=[code]) for code in sorted(counts["province"])]
        categories = [reverse("shop_land_category", args=[slug]) for slug in sorted(counts["category"])]
        return [
            same_path(path, settings.LANGUAGE_CODE) for path in (reverse("shop_provinces"), *provinces, *categories)
        ]

    def location(self, item: str) -> str:
        """The path itself."""
        return item

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Django's rows with full addresses of this site and the other languages'."""
        rows = []
        for path in self.paginator.page(page).object_list:
            twins = [
                {"lang_code": code, "location": absolute(same_path(path, code))} for code, _name in settings.LANGUAGES
            ]
            rows.append({"item": path, "location": absolute(path), "alternates": twins})
        return rows


SITEMAPS = {"landing": LandingSitemap}
