"""Reading reviews, ratings and how satisfied buyers are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from shop.catalogue.models import Product
from shop.enterprises.models import Enterprise
from shop.reviews.models import Rating
from shop.reviews.surveys import QUESTIONS, STEPS, Outcome, Survey

# Fewer answers are told to nobody: they could be laid at somebody's door.
FEWEST_ANSWERS = 5

Enterprises = Collection[Enterprise] | Collection[int] | QuerySet[Enterprise]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What buyers answered: how many were asked and answered, the average step (1–5) and the share of each step (0–1,
    from step 1 to 5) by question. Averages and shares are empty where there are fewer than FEWEST_ANSWERS."""

    asked: int
    answered: int
    averages: dict[str, Decimal]
    shares: dict[str, tuple[Decimal, ...]]

    @property
    def is_enough(self) -> bool:
        """Whether there are answers enough to be told."""
        return self.answered >= FEWEST_ANSWERS


def rating_of(product: Product | int) -> Rating | None:
    """The sums of this product's published reviews; None where it has none."""
    key = product if isinstance(product, int) else product.pk
    return Rating.objects.filter(product=key, count__gt=0).first()


def satisfaction_of(enterprises: Enterprises | None, year: int) -> Satisfaction:
    """How satisfied the buyers were who were asked in this calendar year (CE, Thai time); None is every enterprise."""
    return satisfaction_between(enterprises, _new_year(year), _new_year(year + 1))


def satisfaction_between(enterprises: Enterprises | None, start: datetime, end: datetime) -> Satisfaction:
    """The same for those asked from `start` up to `end`, which is not in it; one query."""
    asked = Survey.objects.filter(outcome=Outcome.ASKED, drawn_at__gte=start, drawn_at__lt=end)
    if enterprises is not None:
        asked = asked.filter(order__enterprise__in=enterprises)
    sums: dict[str, Any] = asked.order_by().aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        **{f"sum_{name}": Sum(name) for name in QUESTIONS},
        **{f"{name}_{step}": Count("pk", filter=Q(**{name: step})) for name in QUESTIONS for step in STEPS},
    )
    return _satisfaction(sums)


def _satisfaction(sums: dict[str, Any]) -> Satisfaction:
    answered = sums["answered"]
    if answered < FEWEST_ANSWERS:
        return Satisfaction(sums["asked"], answered, {}, {})
    return Satisfaction(
        asked=sums["asked"],
        answered=answered,
        averages={name: round(Decimal(sums[f"sum_{name}"]) / answered, 2) for name in QUESTIONS},
        shares={
            name: tuple(round(Decimal(sums[f"{name}_{step}"]) / answered, 4) for step in STEPS) for name in QUESTIONS
        },
    )


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_default_timezone())
