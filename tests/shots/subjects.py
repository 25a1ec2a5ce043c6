"""Which pages are pictured: one of every page type in the sitemap, and those that stand in no sitemap."""

import re
import urllib.request
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from playwright.sync_api import StorageState

FIXED = {
    "search": "/search/?q=ชุมชน",
    "search-empty": "/search/?q=ฟหกดาสว",
    "sign-in": "/account/login/",
    "sign-up": "/account/signup/",
    "not-found": "/ไม่มีหน้านี้/",
    "shop": "/shop/",
    "makers": "/shop/makers/",
    "cart": "/cart/",
    "api": "/api/",
    "kalyanamitr": "/kalyanamitr/",
    "kalyanamitr-results": "/kalyanamitr/results/",
    "kalyanamitr-map": "/kalyanamitr/map/",
    "kalyanamitr-province": "/kalyanamitr/provinces/40/",
    "kalyanamitr-ranking": "/kalyanamitr/ranking/",
    "kalyanamitr-risers": "/kalyanamitr/risers/",
    "indicator-sets": "/kalyanamitr/indicators/",
}
# What follows upon, or stands around, what such a list leads to.
AROUND = {"friends": "{}friends/", "organisation-print": "{}print/", "compare": "/kalyanamitr/compare/?o={}"}
# Pages by the list that leads to the first of them.
SHOWN = {
    "indicator-set": ("/kalyanamitr/indicators/", r'href="(/kalyanamitr/indicators/[^"/]+/[0-9]+/)"'),
    "shop-category": ("/shop/", r'href="(/shop/category/[^"/]+/)"'),
    "product": ("/shop/", r'href="(/shop/product/[^"/]+/)"'),
    "maker": ("/shop/makers/", r'href="(/shop/maker/[^"/]+/)"'),
    "kalyanamitr-ranking-by": ("/kalyanamitr/ranking/", r'href="(/kalyanamitr/ranking/[^"/]+/[^"/?]+/)'),
    "organisation": ("/kalyanamitr/results/", r'href="(/kalyanamitr/organisations/[^"/?]+/)'),
    "friends": ("/kalyanamitr/results/", r'href="(/kalyanamitr/organisations/[^"/?]+/)'),
    "organisation-print": ("/kalyanamitr/results/", r'href="(/kalyanamitr/organisations/[^"/?]+/)'),
    "compare": ("/kalyanamitr/results/", r'href="/kalyanamitr/organisations/([^"/?]+)/'),
}
MOST = 300  # addresses of the sitemap that are looked at
_TYPE = re.compile(r'<body class="[^"]*page-([a-z_]+)')
_ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([a-z]+)" href="([^"]+)"')


@dataclass(frozen=True)
class Subject:
    """One page type: its name, the path of its sample in each language, and what a browser must hold to see it."""

    name: str
    paths: dict[str, str]
    held: StorageState | None = None


def in_both(name: str, path: str, held: StorageState | None = None) -> Subject:
    """A page that is at the same path in both languages."""
    return Subject(name, {"th": path, "en": "/en" + path}, held)


def fetch(url: str) -> str:
    """The text at an address, whatever its status."""
    parts = urlsplit(url)
    safe = f"{parts.scheme}://{parts.netloc}{quote(parts.path, safe='/%')}" + (f"?{parts.query}" if parts.query else "")
    try:
        with urllib.request.urlopen(safe, timeout=30) as answer:  # noqa: S310  # our own site
            return str(answer.read().decode())
    except HTTPError as refused:
        return refused.read().decode(errors="replace")


def listed(base: str) -> list[str]:
    """The paths of the sitemap, those of a sitemap index too."""
    paths: list[str] = []
    waiting = [f"{base}/sitemap.xml"]
    while waiting:
        tree = ElementTree.fromstring(fetch(waiting.pop(0)))  # noqa: S314  # our own site
        for element in tree:
            address = element.findtext("{*}loc") or ""
            path = urlsplit(address).path
            (waiting if tree.tag.endswith("sitemapindex") else paths).append(
                base + path if tree.tag.endswith("sitemapindex") else path
            )
    return paths[:MOST]


def discover(base: str) -> list[Subject]:
    """One subject per page type, a translated sample where there is one, then the fixed ones.

    Raises OSError where the site does not answer.
    """
    found: dict[str, Subject] = {}
    for path in listed(base):
        html = fetch(base + path)
        kind = _TYPE.search(html)
        if kind is None or path.startswith("/en/"):
            continue
        english = dict(_ALTERNATE.findall(html)).get("en")
        paths = {"th": path, "en": urlsplit(english).path if english else "/en" + path}
        if kind[1] not in found or (english and found[kind[1]].paths["en"] == "/en" + found[kind[1]].paths["th"]):
            found[kind[1]] = Subject(kind[1].replace("_", "-"), paths)
    fixed = [in_both(name, path) for name, path in FIXED.items()]
    return [*found.values(), *fixed, *shown(base)]


def shown(base: str) -> list[Subject]:
    """The first thing of each of these lists, and the form that asks about the product."""
    found = {name: re.search(link, fetch(base + there)) for name, (there, link) in SHOWN.items()}
    subjects = [in_both(name, AROUND.get(name, "{}").format(link[1])) for name, link in found.items() if link]
    product = found["product"]
    return [*subjects, in_both("ask", f"{product[1]}ask/")] if product else subjects
