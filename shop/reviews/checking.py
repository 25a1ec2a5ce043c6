"""Proves that the sums beside products are those of their published reviews."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from shop.catalogue.models import Product
from shop.orders.models import OrderEvent
from shop.orders.models import State as OrderState
from shop.reviews.models import Review, ReviewEvent, State
from shop.reviews.surveys import Survey


def checks() -> Iterator[tuple[str, "QuerySet[Any]", str]]:
    """What is wrong, the rows in which it is, and the column by which people find them."""
    yield "stars beside the product differ from its reviews", _rating_beside_reviews(), "slug"
    yield "history differs from the review's state", _review_beside_history(), "pk"
    yield "review of what was not received", Review.objects.filter(~_was_received()), "pk"
    yield "review of another product", Review.objects.exclude(product=F("line__variant__product")), "pk"
    yield "answer without a date of its asking", Survey.objects.filter(answered_at__lt=F("drawn_at")), "pk"


def _rating_beside_reviews() -> "QuerySet[Any]":
    shown = Review.objects.filter(product=OuterRef("pk"), state=State.PUBLISHED).order_by().values("product")
    none = Value(0, IntegerField())
    stars = Coalesce(Subquery(shown.annotate(sum=Sum("stars")).values("sum")), none)
    number = Coalesce(Subquery(shown.annotate(number=Count("pk")).values("number")), none)
    kept = {"kept_stars": Coalesce("rating__total", none), "kept_number": Coalesce("rating__count", none)}
    rows: QuerySet[Any] = Product.objects.annotate(stars=stars, number=number, **kept)
    return rows.filter(~Q(stars=F("kept_stars")) | ~Q(number=F("kept_number")))


def _was_received() -> Exists:
    return Exists(OrderEvent.objects.filter(subject=OuterRef("line__order"), to_state=OrderState.RECEIVED))


def _review_beside_history() -> "QuerySet[Any]":
    last = ReviewEvent.objects.filter(subject=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    return Review.objects.annotate(last=Subquery(last)).exclude(last=F("state"))
