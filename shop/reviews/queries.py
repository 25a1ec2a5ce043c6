"""Reading reviews, ratings and how satisfied buyers are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.utils import timezone

from shop.catalogue.models import Product
from shop.enterprises.models import Enterprise, Membership
from shop.orders.models import Order, OrderEvent, OrderLine
from shop.orders.models import State as OrderState
from shop.reviews.models import Rating, Review, State
from shop.reviews.surveys import QUESTIONS, STEPS, Outcome, Survey

# Fewer answers are told to nobody: they could be laid at somebody's door.
FEWEST_ANSWERS = 5
MOST_WORDS = 500

Enterprises = Collection[Enterprise] | Collection[int] | QuerySet[Enterprise]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What buyers answered: how many were asked and answered, the average step (1–5) and the share of each step (0–1,
    from step 1 to 5) by question. Averages and shares are empty where there are fewer than FEWEST_ANSWERS. `invented` is
    how many of the asked belong to demo enterprises: whoever shows such figures says so."""

    asked: int
    answered: int
    averages: dict[str, Decimal]
    shares: dict[str, tuple[Decimal, ...]]
    invented: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether there are answers enough to be told."""
        return self.answered >= FEWEST_ANSWERS


def received_at(order: Order) -> datetime | None:
    """When the buyer had it; None where they have not."""
    moments = OrderEvent.objects.filter(subject=order, to_state=OrderState.RECEIVED).order_by("at")
    return moments.values_list("at", flat=True).first()


def is_their_own(order: Order) -> bool:
    """Whether the buyer is a member of the enterprise that sells, by account or by the e-mail address of one; one query.

    Praise of one's own is no review, and nobody is asked how satisfied they are with themselves.
    """
    purchase = order.purchase
    same = Q(user__email__iexact=purchase.email) if purchase.email else Q(pk__in=())
    if purchase.user_id is not None:
        same |= Q(user=purchase.user_id)
    return Membership.objects.filter(same, enterprise=order.enterprise_id).exists()


def line_of(order: Order, pk: int) -> OrderLine | None:
    """This line of the order with its product; None where it is another order's."""
    rows = OrderLine.objects.select_related("variant__product", "order__purchase__user")
    return rows.filter(order=order, pk=pk).first()


def review_of(line: OrderLine) -> Review | None:
    """The review of this line, in whatever state."""
    return Review.objects.filter(line=line).select_related("product", "line__order__purchase__user").first()


def published(product: Product | int) -> QuerySet[Review]:
    """What visitors see of a product's reviews, with the seller's answers, the newest first."""
    rows = Review.objects.filter(product=product, state=State.PUBLISHED)
    return rows.select_related("answer").order_by("-written_at", "-pk")


def of_enterprise(enterprise: Enterprise) -> QuerySet[Review]:
    """What sellers see of the reviews of what they sell: what everybody sees; unanswered first, then the newest."""
    rows = Review.objects.filter(product__enterprise=enterprise, state=State.PUBLISHED)
    unanswered = Q(answer__isnull=False)
    return (
        rows.select_related("product", "answer").alias(answered=unanswered).order_by("answered", "-written_at", "-pk")
    )


def words_for(enterprise: Enterprise, year: int) -> list[str]:
    """What buyers wrote to the seller with their answers of a year, in an order that tells nothing; none of too few."""
    rows = Survey.objects.filter(order__enterprise=enterprise, answered_at__isnull=False)
    rows = rows.filter(drawn_at__gte=_new_year(year), drawn_at__lt=_new_year(year + 1))
    said = list(rows.order_by("pk").values_list("words", flat=True)[:MOST_WORDS])
    return sorted(words for words in said if words) if len(said) >= FEWEST_ANSWERS else []


def years_asked(enterprise: Enterprise | None = None) -> list[int]:
    """The calendar years (CE) in which buyers were asked, the latest first."""
    rows = Survey.objects.filter(outcome=Outcome.ASKED)
    if enterprise is not None:
        rows = rows.filter(order__enterprise=enterprise)
    ends = rows.aggregate(first=Min("drawn_at"), last=Max("drawn_at"))
    if ends["first"] is None:
        return []
    first, last = (timezone.localtime(ends[end]).year for end in ("first", "last"))
    return list(range(last, first - 1, -1))


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
        invented=Count("pk", filter=Q(order__enterprise__is_demo=True)),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        **{f"sum_{name}": Sum(name) for name in QUESTIONS},
        **{f"{name}_{step}": Count("pk", filter=Q(**{name: step})) for name in QUESTIONS for step in STEPS},
    )
    return _satisfaction(sums)


def _satisfaction(sums: dict[str, Any]) -> Satisfaction:
    answered = sums["answered"]
    if answered < FEWEST_ANSWERS:
        return Satisfaction(sums["asked"], answered, {}, {}, sums["invented"])
    return Satisfaction(
        asked=sums["asked"],
        answered=answered,
        averages={name: round(Decimal(sums[f"sum_{name}"]) / answered, 2) for name in QUESTIONS},
        shares={
            name: tuple(round(Decimal(sums[f"{name}_{step}"]) / answered, 4) for step in STEPS) for name in QUESTIONS
        },
        invented=sums["invented"],
    )


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_default_timezone())
