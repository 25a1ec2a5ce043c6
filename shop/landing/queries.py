"""What a province or a category has to show: who makes things, what, the stories behind them, and what is certified.

All but certificates comes from the index, so a page shows only what search may show.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from cms.places.models import Province
from cms.places.models.areas import Region
from media.queries import photos_by_id
from search.labels import province_names
from search.results import Hit
from search.services import browse, facet_counts, resolve
from shop.catalogue import browsing
from shop.catalogue.models import Category
from shop.catalogue.showing import PRODUCT
from shop.certification.models import Certificate
from shop.certification.queries import in_force, listed
from shop.enterprises import pages as makers
from shop.enterprises.models import Enterprise
from shop.enterprises.queries import visible
from shop.enterprises.verification import KIND as ENTERPRISE

STORY = "story"
PRODUCTS, MAKERS, STORIES, CERTIFICATES = 8, 6, 3, 8
# So many products of a category are looked at for who makes them and where.
LOOKED_AT = 100
# Thai writes these vowels before the consonant after which they are said.
LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category or a province in a list of places to go on to, with how many products are there."""

    name: str
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Land:
    """What one page shows. The totals are of all there is, the rest is the newest of it."""

    products: list[browsing.Card]
    product_total: int
    makers: list[makers.Card]
    maker_total: int
    stories: list["Story"]
    certificates: list[Certificate]
    shelves: list[Shelf]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of this place or kind is sold or told here."""
        return not (self.product_total or self.maker_total or self.stories)


@dataclass(frozen=True, slots=True)
class Story:
    """A story as the theme's card shows it."""

    title: str
    url: str
    summary: str
    photo: Any
    lang: str
    kind: str = STORY


def of_province(province: Province, *, today: Any) -> Land:
    """What comes from a province; at most twelve queries."""
    within = {"province": province.code}
    found = browse(kind=PRODUCT, filters=within, per_page=LOOKED_AT)
    who = browse(kind=ENTERPRISE, filters=within, order="title", per_page=MAKERS)
    told = browse(kind=STORY, filters=within, per_page=STORIES, count=False)
    inside = Counter(code for hit in found.hits for code in hit.facets.get("category", ()))
    return Land(
        products=_products(found.hits),
        product_total=found.total,
        makers=makers.cards(who.hits, province_names([province.code])),
        maker_total=who.total,
        stories=_stories(told.hits),
        certificates=list(listed(today=today, province=province.code)[:CERTIFICATES]),
        shelves=_categories(inside),
    )


def of_category(category: Category, *, today: Any) -> Land:
    """What is made of one kind, its branches with it; at most twelve queries."""
    found = browse(kind=PRODUCT, filters={"category": category.slug}, per_page=LOOKED_AT)
    slugs = {code for hit in found.hits for code in hit.facets.get("enterprise", ())}
    rows = list(visible().filter(slug__in=slugs).order_by("name_th", "pk").only("pk", "story_key", "province"))
    where = Counter(code for hit in found.hits for code in hit.facets.get("province", ()))
    names = province_names(where)
    return Land(
        products=_products(found.hits),
        product_total=found.total,
        makers=makers.cards(_hits(ENTERPRISE, [str(row.pk) for row in rows[:MAKERS]]), names),
        maker_total=len(rows),
        stories=_stories(_hits(STORY, _story_keys(rows))),
        certificates=_certified(found.hits, today),
        shelves=[Shelf(names[code], code, number) for code, number in where.most_common() if code in names],
    )


def provinces() -> list[tuple[str, list[Shelf]]]:
    """Every province by region, with how many products come from it; three queries, remembered by whoever asks."""
    counts = facet_counts(PRODUCT, browsing.COUNTED)["province"]
    rows = Province.objects.current()
    found: dict[str, list[Shelf]] = {value: [] for value in Region.values}
    for row in rows:
        found[row.region].append(Shelf(str(row), row.code, counts.get(row.code, 0)))
    return [(str(Region(value).label), sorted(shelves, key=_in_dictionary)) for value, shelves in found.items()]


def _in_dictionary(shelf: Shelf) -> str:
    """By what Thai dictionaries sort: a vowel written before its consonant comes after it."""
    return LEADING_VOWEL.sub(r"\2\1", shelf.name)


def neighbours(province: Province) -> list[Shelf]:
    """Other provinces of its region from which products come, those with most first; two queries."""
    counts = facet_counts(PRODUCT, browsing.COUNTED)["province"]
    others = Province.objects.current().filter(region=province.region, code__in=counts).exclude(pk=province.pk)
    shelves = [Shelf(str(other), other.code, counts[other.code]) for other in others]
    return sorted(shelves, key=lambda one: (-one.count, _in_dictionary(one)))


def _products(hits: Sequence[Hit]) -> list[browsing.Card]:
    return browsing.cards(browsing.spread(hits, PRODUCTS))


def _categories(codes: Counter[str]) -> list[Shelf]:
    top = Category.objects.filter(parent__isnull=True, slug__in=codes)
    return [Shelf(one.name, one.slug, codes[one.slug]) for one in top]


def _story_keys(rows: Collection[Enterprise]) -> list[str]:
    return list(dict.fromkeys(row.story_key for row in rows if row.story_key))[:STORIES]


def _hits(kind: str, keys: Sequence[str]) -> list[Hit]:
    found = resolve([(kind, key) for key in keys]) if keys else {}
    return [found[kind, key] for key in keys if (kind, key) in found]


def _stories(hits: Collection[Hit]) -> list[Story]:
    photos = photos_by_id([hit.photo_id for hit in hits])
    return [Story(hit.title, hit.url, hit.summary, photos.get(hit.photo_id or 0), hit.lang) for hit in hits]


def _certified(hits: Sequence[Hit], today: Any) -> list[Certificate]:
    # What is in force is asked of the certificates themselves: a word in the index may be a night old.
    keys = [int(hit.key) for hit in hits if hit.facets.get("certificate")]
    return in_force(products=keys, today=today)[:CERTIFICATES] if keys else []
