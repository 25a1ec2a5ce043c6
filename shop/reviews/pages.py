"""What the public pages show of reviews and of satisfaction, read in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from media.models import Photo
from media.queries import photos_by_id
from search.paging import page_number
from shop.catalogue import pages as catalogue
from shop.enterprises.models import Enterprise
from shop.reviews import queries
from shop.reviews.models import STARS, Picture, Rating, Review, SellersAnswer, State
from shop.reviews.queries import Satisfaction
from shop.reviews.surveys import QUESTIONS, STEPS
from themes.charts import beam

PAGE_LENGTH = 20
ON_THE_PRODUCT = 4
ORDERS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "newest": (gettext_lazy("Newest first"), ("-written_at", "-pk")),
    "best": (gettext_lazy("Most stars first"), ("-stars", "-written_at", "-pk")),
    "worst": (gettext_lazy("Fewest stars first"), ("stars", "-written_at", "-pk")),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One review as readers see it, with its pictures and the seller's answer."""

    review: Review
    photos: list[Photo]
    answer: SellersAnswer | None

    @property
    def stars(self) -> str:
        """Full and empty stars."""
        return "★" * self.review.stars + "☆" * (len(STARS) - self.review.stars)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the histogram: so many stars, given so often, drawn as its share of all."""

    stars: int
    number: int
    beam: SafeString


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked the list for; what means nothing is left out."""

    stars: int
    order: str
    page: int


@dataclass(frozen=True, slots=True)
class Named:
    """The product whose reviews are read: enough to draw the page's head at every visit."""

    product_id: int
    name: str
    slug: str
    breadcrumbs: list[tuple[str, str]]


def named(slug: str) -> Named | None:
    """The product of this slug; None where visitors see none."""
    product = catalogue.of_slug(slug)
    if product is None:
        return None
    crumbs = [*catalogue.crumbs_of(product.category), (product.name, reverse("shop_product", args=[slug]))]
    return Named(product.pk, product.name, slug, crumbs)


def asked(data: QueryDict) -> Asked:
    """Read the address; nonsense narrows nothing."""
    stars, order = data.get("stars", ""), data.get("order", "")
    return Asked(
        stars=int(stars) if stars in {str(one) for one in STARS} else 0,
        order=order if order in ORDERS else "newest",
        page=page_number(data.get("page", "")),
    )


def listed(product: int, what: Asked) -> dict[str, Any]:
    """One page of a product's reviews; at most five queries."""
    rows = queries.published(product)
    if what.stars:
        rows = rows.filter(stars=what.stars)
    page: Page[Review] = Paginator(rows.order_by(*ORDERS[what.order][1]), PAGE_LENGTH).get_page(what.page)
    rating = queries.rating_of(product)
    return {"page": page, "cards": cards(page.object_list), "rating": rating, "histogram": histogram(rating)}


def newest(product: int) -> dict[str, Any]:
    """What stands on the product's own page; at most four queries."""
    rating = queries.rating_of(product)
    found = list(queries.published(product)[:ON_THE_PRODUCT]) if rating else []
    return {"rating": rating, "histogram": histogram(rating), "cards": cards(found)}


def cards(reviews: Sequence[Review] | Any) -> list[Card]:
    """Cards of these reviews; two queries however many."""
    shown = list(reviews)
    pictures: dict[int, list[int]] = {}
    rows = Picture.objects.filter(line__in=[one.line_id for one in shown], kept_at__isnull=False)
    for line, photo in rows.order_by("pk").values_list("line", "photo") if shown else ():
        pictures.setdefault(line, []).append(photo)
    photos = photos_by_id([photo for one in pictures.values() for photo in one])
    return [
        Card(one, [photos[pk] for pk in pictures.get(one.line_id, []) if pk in photos], _answer(one)) for one in shown
    ]


def _answer(review: Review) -> SellersAnswer | None:
    said: SellersAnswer | None = getattr(review, "answer", None)
    return said if said is not None and said.state == State.PUBLISHED else None


def histogram(rating: Rating | None) -> list[Step]:
    """How often each number of stars was given, five stars first."""
    if rating is None:
        return []
    numbers = (rating.ones, rating.twos, rating.threes, rating.fours, rating.fives)
    steps = [
        Step(stars, number, beam(Decimal(100 * number) / rating.count))
        for stars, number in zip(STARS, numbers, strict=True)
    ]
    return steps[::-1]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question: its average from 1 to 5, drawn and in figures, and the shares of its steps in whole per cent."""

    label: str
    average: Decimal
    beam: SafeString
    shares: tuple[int, ...]


def answered(found: Satisfaction) -> list[Answered]:
    """The questions as people read them; none of too few answers."""
    return [
        Answered(
            str(label),
            found.averages[name],
            beam(found.averages[name] * 20),
            tuple(round(share * 100) for share in found.shares[name]),
        )
        for name, label in QUESTIONS.items()
        if name in found.averages
    ]


def satisfaction(enterprise: Enterprise | None, year: int) -> dict[str, Any]:
    """How satisfied buyers were in a year, for `shop/reviews/satisfaction_table.html`; one query."""
    found = queries.satisfaction_of(None if enterprise is None else [enterprise], year)
    return {"year": year, "found": found, "answered": answered(found), "steps": STEPS, "fewest": queries.FEWEST_ANSWERS}
