"""What the public pages of enterprises show, read in few queries."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Prefetch
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from media.queries import photos_by_id, rendition_url, with_renditions
from search.codes import codes
from search.memory import remember
from search.paging import page_number, paged
from search.registry import registry
from search.results import Hit
from search.services import browse
from shop.enterprises import queries, rules
from shop.enterprises.models import ContactWay, Enterprise, Kind, Person
from shop.enterprises.verification import KIND
from themes.heads import Head, head
from themes.templatetags.localised import home_path

PAGE_LENGTH = 24
# The list's filters: name in the address -> facet.
FILTERS = {"province": "province", "kind": "enterprise_kind", "certificate": "certificate"}


@dataclass(frozen=True)
class Way:
    """One way to reach it as everybody reads it; `href` is blank for an address to visit."""

    kind: str
    label: str
    text: str
    href: str


@dataclass(frozen=True)
class EnterprisePage:
    """All of its public page."""

    enterprise: Enterprise
    people: list[Person]
    ways: list[Way]
    story: Hit | None
    lao: Hit | None
    breadcrumbs: list[tuple[str, str]]
    seo: Head


@dataclass(frozen=True)
class Filter:
    """A way to narrow the list; `choices` are code, label and whether it is chosen."""

    name: str
    label: str
    choices: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Card:
    """One enterprise in a list; the parameters of the theme's card."""

    title: str
    url: str
    summary: str
    photo: Any
    meta: str
    chips: tuple[str, ...]
    kind: str = KIND


def crumbs() -> list[tuple[str, str]]:
    """The way from the home page to the showroom."""
    return [(_("Home"), home_path()), (_("Showroom"), reverse("shop_list"))]


def page_of(slug: str) -> EnterprisePage | None:
    """The page of the enterprise that has this slug; None where visitors see none. At most eight queries."""
    shown = ContactWay.objects.filter(is_published=True)
    rows = with_renditions(queries.visible(), "cover").select_related("province", "district", "subdistrict", "lao")
    one = rows.prefetch_related("people", Prefetch("contact_ways", shown, to_attr="shown")).filter(slug=slug).first()
    if one is None:
        return None
    ways = [_way(way) for way in getattr(one, "shown", [])[: queries.MOST_WAYS]]
    above = [*crumbs(), (_("Makers"), reverse("shop_enterprises"))]
    return EnterprisePage(
        enterprise=one,
        people=list(one.people.all()),
        ways=ways,
        story=queries.story_of(one),
        lao=_profile(one),
        breadcrumbs=above,
        seo=_head(one, ways, above),
    )


def _way(way: ContactWay) -> Way:
    text = rules.shown_phone(way.value) if way.kind == "phone" else way.value
    return Way(way.kind, way.get_kind_display(), text, rules.link_to(way.kind, way.value))


def _profile(one: Enterprise) -> Hit | None:
    if one.lao is None:
        return None
    return next(iter(browse(kind="lao", filters={"lao": one.lao.key}, per_page=1, count=False).hits), None)


def _head(one: Enterprise, ways: list[Way], above: list[tuple[str, str]]) -> Head:
    address = {"@type": "PostalAddress", "addressCountry": "TH", "addressRegion": str(one.province)}
    if one.district is not None:
        address["addressLocality"] = str(one.district)
    thing: dict[str, Any] = {"@type": "Organization", "name": one.name, "address": address}
    if one.summary:
        thing["description"] = one.summary
    if image := rendition_url(one.cover, "og") if one.cover else "":
        thing["image"] = image
    for way in ways:
        if way.kind in {"phone", "email"}:
            thing.setdefault({"phone": "telephone", "email": "email"}[way.kind], way.text)
        elif way.kind in {"website", "facebook"}:
            thing.setdefault("sameAs", []).append(way.href)
    path = reverse("shop_enterprise", args=[one.slug])
    return head(title=one.name, path=path, description=one.summary, breadcrumbs=above, image_url=image, things=[thing])


def listing(data: QueryDict) -> dict[str, Any]:
    """One page of enterprises by name, narrowed by province and kind; a code that means nothing does not narrow."""
    offered = {name: _offered(facet) for name, facet in FILTERS.items()}
    chosen = {name: code for name in FILTERS if (code := data.get(name, "")) in offered[name]}
    within = {FILTERS[name]: code for name, code in chosen.items()}
    results = browse(
        kind=KIND, filters=dict(within), order="title", page=page_number(data.get("page", "")), per_page=PAGE_LENGTH
    )
    facets = registry.facets()
    page: Page[Any] = paged(results)
    return {
        "filters": [
            Filter(
                name,
                str(facets[facet].label),
                [(c, words, chosen.get(name) == c) for c, words in offered[name].items()],
            )
            for name, facet in FILTERS.items()
        ],
        "is_filtered": bool(chosen),
        "listed": page,
        "cards": cards(results.hits, offered["province"]),
    }


def cards(hits: Collection[Hit], provinces: dict[str, str]) -> list[Card]:
    """Cards of these hits with their pictures; two queries however many."""
    photos = photos_by_id([hit.photo_id for hit in hits])
    return [
        Card(
            title=hit.title,
            url=hit.url,
            summary=hit.summary,
            photo=photos.get(hit.photo_id or 0),
            meta=", ".join(provinces.get(code, "") for code in hit.facets.get("province", ())),
            chips=tuple(str(Kind(code).label) for code in hit.facets.get("enterprise_kind", ())),
        )
        for hit in hits
    ]


def _offered(facet: str) -> dict[str, str]:
    """The codes that some enterprise has, with their names in the language of the moment."""

    def read() -> dict[str, str]:
        return dict(registry.facets()[facet].labels(codes(facet, kind=KIND, having="enterprise_kind")))

    return remember(("enterprises", facet, get_language()), read)
