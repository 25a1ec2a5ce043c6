"""The list of products: what was asked for, and one page of it. Everything comes from the index, nothing from products."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from media.models import Photo
from media.queries import photos_by_id
from search.labels import province_names
from search.memory import remember
from search.paging import page_number, paged
from search.prices import Prices, read
from search.registry import registry
from search.results import Hit, Results
from search.services import browse, facet_counts
from shop.catalogue.models import Category
from shop.catalogue.showing import PRODUCT

PAGE_LENGTH = 24
CERTIFICATE = "certificate"
# Asked together, the counts cost one query for all that stands beside the list.
COUNTED = ("category", "province", CERTIFICATE)
SORTS: dict[str, str | Promise] = {
    "newest": _("Newest first"),
    "price": _("Cheapest first"),
    "-price": _("Dearest first"),
    "title": _("By name"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asked the list for; what means nothing is left out."""

    category: str
    province: str
    maker: str
    certificate: str
    prices: Prices
    sort: str
    page: int

    @property
    def narrowing(self) -> "Asked":
        """The same without the page: what the filters beside the list show."""
        return replace(self, page=1)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the category and the order was asked for."""
        return bool(self.province or self.maker or self.certificate) or self.prices.is_asked


@dataclass(frozen=True, slots=True)
class Branch:
    """A category in the tree beside the list, with how many products stand in it and below."""

    slug: str
    name: str
    url: str
    count: int
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One product in a list. `price` is the lowest in satang, `is_from` says that there are others.

    `certified` are codes of the index that say what is certified of it; the room of certificates reads them.
    `rated` is the average of its buyers' stars and of how many reviews, both as text; empty where there is none.
    """

    title: str
    url: str
    lang: str
    photo: Photo | None
    price: int | None
    is_from: bool
    is_sold_out: bool
    is_demo: bool
    is_display: bool
    maker: str
    place: str
    certified: tuple[str, ...] = ()
    rated: tuple[str, ...] = ()

    @property
    def kept_as(self) -> Hashable:
        """What names this card in memory: all that it says."""
        photo = self.photo.pk if self.photo else None
        marks = (self.price, self.is_from, self.is_sold_out, self.is_demo, self.is_display)
        return (self.title, self.url, self.lang, photo, self.maker, self.place, marks, self.certified, self.rated)


def asked(data: QueryDict, *, category: str = "") -> Asked:
    """Read the address; nonsense narrows nothing."""
    province, maker, sort = data.get("province", ""), data.get("maker", ""), data.get("sort", "")
    return Asked(
        category=category,
        province=province if province in provinces() else "",
        maker=maker if maker and maker in makers() else "",
        certificate=wanted if (wanted := data.get("certificate", "")) in certificates() else "",
        prices=read(data),
        sort=sort if sort in SORTS else "newest",
        page=page_number(data.get("page", "")),
    )


def found(what: Asked) -> Results:
    """One page of products."""
    return browse(
        kind=PRODUCT,
        filters={
            "category": what.category,
            "province": what.province,
            "enterprise": what.maker,
            CERTIFICATE: what.certificate,
        },
        order=what.sort,
        page=what.page,
        per_page=PAGE_LENGTH,
        price_from=what.prices.low,
        price_to=what.prices.high,
        in_stock=what.prices.in_stock,
    )


def listing(data: QueryDict, *, category: Category | None = None) -> dict[str, Any]:
    """What the list's template shows."""
    what = asked(data, category=category.slug if category else "")
    whole = cache(lambda: found(what))
    # The numbers are remembered here, the cards as they were drawn: once both are, nothing is asked.
    numbers = remember(("shop list", get_language(), what), lambda: replace(whole(), hits=()))
    page: Page[Any] = paged(numbers)
    return {
        "asked": what,
        "listed": page,
        "total": numbers.total,
        "cards": SimpleLazyObject(lambda: cards(whole().hits)),
        "tree": tree(),
        "unfolded": [one.slug for one in line_of(category)] if category else [],
        "provinces": provinces(),
        "certificates": certificates(),
        "maker": _labels_of("enterprise", [what.maker]).get(what.maker, "") if what.maker else "",
        "sorts": SORTS,
        "category": category,
    }


def cards(hits: Sequence[Hit], photos: Mapping[int, Photo] | None = None, *, with_makers: bool = True) -> list[Card]:
    """Cards of these hits with their pictures and makers: three queries however many.

    `photos` (by primary key) are those of a caller who has looked them up; without makers a query less.
    """
    known = photos_by_id([hit.photo_id for hit in hits]) if photos is None else photos
    makers = _labels("enterprise", hits) if with_makers else {}
    places = province_names({code for hit in hits for code in hit.facets.get("province", ())}) if with_makers else {}
    return [_card(hit, known.get(hit.photo_id or 0), makers, places) for hit in hits]


def _card(hit: Hit, photo: Photo | None, makers: Mapping[str, str], places: Mapping[str, str]) -> Card:
    marks = hit.facets.get("mark", ())
    return Card(
        title=hit.title,
        url=hit.url,
        lang=hit.lang,
        photo=photo,
        price=hit.price,
        is_from="from" in marks,
        is_sold_out=hit.in_stock is False,
        is_demo="demo" in marks,
        is_display="ask" in marks,
        maker=next((makers[code] for code in hit.facets.get("enterprise", ()) if code in makers), ""),
        place=next((places[code] for code in hit.facets.get("province", ()) if code in places), ""),
        certified=tuple(hit.facets.get("certified", ())),
        rated=tuple(hit.facets.get("rated", ())),
    )


def _labels(facet: str, hits: Sequence[Hit]) -> Mapping[str, str]:
    codes = {code for hit in hits for code in hit.facets.get(facet, ())}
    return _labels_of(facet, sorted(codes)) if codes else {}


def _labels_of(facet: str, codes: Sequence[str]) -> Mapping[str, str]:
    return remember(
        ("shop labels", facet, get_language(), tuple(codes)), lambda: registry.facets()[facet].labels(codes)
    )


def spread(hits: Sequence[Hit], most: int) -> list[Hit]:
    """At most so many of these, of as many makers as there are: the first of each, then each one's next, in their order."""
    taken: dict[tuple[str, ...], int] = {}
    rounds = []
    for hit in hits:
        maker = hit.facets.get("enterprise", ())
        taken[maker] = taken.get(maker, 0) + 1
        rounds.append(taken[maker])
    chosen = sorted(range(len(hits)), key=lambda place: (rounds[place], place))[:most]
    return [hits[place] for place in chosen]


def makers() -> frozenset[str]:
    """The slugs of the enterprises that have products to see."""
    return remember(
        ("shop makers", get_language()), lambda: frozenset(facet_counts(PRODUCT, ("enterprise",))["enterprise"])
    )


def provinces() -> dict[str, str]:
    """The provinces that products come from, by name, in the reader's language."""
    return remember(("shop provinces", get_language()), _provinces)


def certificates() -> dict[str, str]:
    """By what products are certified, in the reader's language; empty where nothing is."""
    return remember(("shop certificates", get_language()), _certificates)


def _certificates() -> dict[str, str]:
    # The facet is declared by the room of certificates, which stands above this one.
    facet = registry.facets().get(CERTIFICATE)
    codes = facet_counts(PRODUCT, COUNTED)[CERTIFICATE] if facet else {}
    return dict(facet.labels(sorted(codes))) if facet and codes else {}


def _provinces() -> dict[str, str]:
    codes = facet_counts(PRODUCT, COUNTED)["province"]
    return dict(registry.facets()["province"].labels(sorted(codes))) if codes else {}


def tree() -> tuple[Branch, ...]:
    """The categories that hold something, as they hang below one another."""
    return remember(("shop tree", get_language()), _tree)


def _tree() -> tuple[Branch, ...]:
    counts = facet_counts(PRODUCT, COUNTED)["category"]
    below: dict[int | None, list[Category]] = {}
    for category in Category.objects.all():
        below.setdefault(category.parent_id, []).append(category)
    return _branches(below, None, counts)


def _branches(
    below: Mapping[int | None, list[Category]], parent: int | None, counts: Mapping[str, int]
) -> tuple[Branch, ...]:
    return tuple(
        Branch(one.slug, one.name, _address(one), counts[one.slug], _branches(below, one.pk, counts))
        for one in below.get(parent, [])
        if counts.get(one.slug)
    )


def _address(category: Category) -> str:
    return reverse("shop_category", args=[category.slug])


def category_of(slug: str) -> Category | None:
    """The category of this slug with what it hangs below, one query; None where there is none."""
    rows: QuerySet[Category] = Category.objects.select_related("parent__parent")
    return remember(("shop category", slug), partial(_first, rows.filter(slug=slug)))


def _first(rows: QuerySet[Category]) -> Category | None:
    return rows.first()


def line_of(category: Category) -> list[Category]:
    """The category and what it hangs below, the top one first."""
    line = [category]
    while line[0].parent is not None:
        line.insert(0, line[0].parent)
    return line
