"""What a page that is no page of the tree says of itself to search engines and to those who share it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from themes.templatetags.localised import same_path

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}

Crumbs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Head:
    """The head of one page, as `base.html` reads it under the name `seo`; addresses are absolute."""

    title: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    image_url: str = ""
    og_type: str = "website"
    robots: str = ""
    jsonld: SafeString = field(default_factory=SafeString)


def head(
    *,
    title: str,
    path: str,
    description: str = "",
    breadcrumbs: Crumbs = (),
    image_url: str = "",
    things: Sequence[Mapping[str, Any]] = (),
    og_type: str = "website",
) -> Head:
    """The head of the page at `path`, which stands under every language's prefix.

    `breadcrumbs` pairs titles and paths from the home page down to this one's parent; `things` are schema.org objects,
    the first of which the page is about: it is given the page's address and language.
    """
    canonical = absolute(path)
    pairs = [(code, absolute(same_path(path, code))) for code, _name in settings.LANGUAGES]
    return Head(
        title=title,
        description=description,
        canonical=canonical,
        alternates=(*pairs, ("x-default", absolute(same_path(path, settings.LANGUAGE_CODE)))),
        image_url=absolute(image_url) if image_url else "",
        og_type=og_type,
        jsonld=script_json(_graph(title, canonical, breadcrumbs, things)),
    )


def absolute(path: str) -> str:
    """The full address of a path on this site."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"


def script_json(data: object) -> SafeString:
    """JSON that is safe inside a `<script>` element."""
    return mark_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def _graph(title: str, canonical: str, crumbs: Crumbs, things: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    about = [dict(thing) for thing in things] or [{"@type": "WebPage", "name": title}]
    about[0] = {"@id": canonical, "url": canonical, "inLanguage": get_language() or settings.LANGUAGE_CODE} | about[0]
    trail = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
        for place, (name, path) in enumerate((*crumbs, (title, canonical)), start=1)
    ]
    return {"@context": "https://schema.org", "@graph": [*about, {"@type": "BreadcrumbList", "itemListElement": trail}]}
