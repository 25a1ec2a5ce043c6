"""What a page says of itself to search engines and to those who share it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from cms.pages.pictures import cover_of
from cms.pages.visibility import visible
from media.queries import rendition_url

if TYPE_CHECKING:
    from cms.pages.models import SepPage

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Seo:
    """The head of one page. `alternates` pairs a language code with an absolute address; `breadcrumbs` a title with a path.

    `twins` are the keys by which search knows the page in each language it is published in.
    """

    title: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...] = ()
    twins: tuple[str, ...] = ()
    breadcrumbs: tuple[tuple[str, str], ...] = ()
    image_url: str = ""
    og_type: str = "website"
    robots: str = ""
    jsonld: SafeString = field(default_factory=SafeString)
    published: str = ""
    modified: str = ""


def absolute(path: str) -> str:
    """The full address of a path on this site."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"


def script_json(data: object) -> SafeString:
    """JSON that is safe inside a `<script>` element."""
    return mark_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def published_twins(page: "SepPage") -> list[Page]:
    """Every published translation of this page, the page itself among them; one query."""
    twins = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    # A page has some forty columns; its address needs two.
    return list(
        visible(twins).select_related("locale").only("url_path", "path", "locale__language_code").order_by("pk")
    )


def alternates(twins: Sequence[Page]) -> tuple[tuple[str, str], ...]:
    """Language and address of every published translation; empty where there is only one."""
    pairs = [(p.locale.language_code, absolute(p.url)) for p in twins if p.url]
    if len(pairs) < 2:
        return ()
    default = [("x-default", address) for language, address in pairs if language == settings.LANGUAGE_CODE]
    return (*pairs, *default)


def breadcrumbs(page: "SepPage") -> tuple[tuple[str, str], ...]:
    """Title and path of each page from the home page down to this one's parent."""
    return tuple((above.title, above.url or "/") for above in page.above if above.depth > 1 and above.live)


def of_page(page: "SepPage") -> Seo:
    """Everything for the head of `page`. An alias names the page that it repeats as the canonical one."""
    origin = page if page.alias_of_id is None else page.alias_of.specific
    canonical = absolute(origin.url or "/")
    twins = published_twins(origin)
    crumbs = breadcrumbs(page)
    image = _image_url(page)
    return Seo(
        title=page.seo_title or page.title,
        description=page.search_description or page.summary,
        canonical=canonical,
        alternates=alternates(twins),
        twins=tuple(str(twin.pk) for twin in twins),
        breadcrumbs=crumbs,
        image_url=image,
        og_type="article" if page.schema_type.endswith("Article") else "website",
        jsonld=script_json(_graph(page, canonical, crumbs, image)),
        published=page.first_published_at.isoformat() if page.first_published_at else "",
        modified=page.last_published_at.isoformat() if page.last_published_at else "",
    )


def _image_url(page: "SepPage") -> str:
    cover = cover_of(page)
    address = rendition_url(cover, "og") if cover else ""
    return absolute(address) if address else ""


def _graph(page: "SepPage", canonical: str, crumbs: tuple[tuple[str, str], ...], image: str) -> dict[str, Any]:
    main: dict[str, Any] = {
        "@type": page.schema_type,
        "@id": canonical,
        "url": canonical,
        "name": page.title,
        "inLanguage": page.locale.language_code,
        "description": page.search_description or page.summary,
        "isPartOf": {"@type": "WebSite", "name": settings.WAGTAIL_SITE_NAME, "url": settings.SITE_URL},
    }
    if page.schema_type.endswith("Article"):
        main["headline"] = page.title
        main["publisher"] = {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": settings.SITE_URL}
    if image:
        main["image"] = image
    if page.first_published_at:
        main["datePublished"] = page.first_published_at.isoformat()
    if page.last_published_at:
        main["dateModified"] = page.last_published_at.isoformat()
    main.update(page.structured_data())
    trail = [
        {"@type": "ListItem", "position": place, "name": title, "item": absolute(path)}
        for place, (title, path) in enumerate((*crumbs, (page.title, canonical)), start=1)
    ]
    return {"@context": "https://schema.org", "@graph": [main, {"@type": "BreadcrumbList", "itemListElement": trail}]}
