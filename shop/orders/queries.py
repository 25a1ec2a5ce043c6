"""Reading about orders."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Case, QuerySet, When

from cms.accounts.models import User
from shop.enterprises.models import Enterprise
from shop.orders.models import Order, OrderEvent, OrderLine, ParcelCorrection, Purchase, State
from shop.orders.returning import ReturnRequest, ReturnState

MOST_LINES = 60
MOST_EVENTS = 100
MOST_RETURNS = 20


def orders_of(user: User) -> QuerySet[Order]:
    """What this member bought, the latest first."""
    return Order.objects.filter(purchase__user=user).order_by("-placed_at", "-pk")


def order_of(user: User, number: str) -> Order | None:
    """This member's order of this number, with purchase and enterprise; None where it is somebody else's or nobody's."""
    mine = Order.objects.select_related("purchase__user", "enterprise")
    return mine.filter(number=number, purchase__user=user).first()


def lines_of(order: Order) -> list[OrderLine]:
    """What is in it."""
    return list(order.lines.all()[:MOST_LINES])


def history_of(order: Order) -> list[OrderEvent | ParcelCorrection]:
    """What happened to it, the earliest first, with who did it; two queries."""
    events: list[OrderEvent | ParcelCorrection] = [
        *order.events.select_related("actor").order_by("at", "pk")[:MOST_EVENTS],
        *order.corrections.select_related("actor").order_by("-at", "-pk")[:MOST_EVENTS],
    ]
    return sorted(events, key=lambda event: event.at)


def overdue(now: datetime) -> QuerySet[Order]:
    """Orders that were not paid in time, the oldest first."""
    return Order.objects.filter(state=State.AWAITING_PAYMENT, pay_by__lte=now).order_by("pay_by", "pk")


def sent_before(moment: datetime) -> QuerySet[Order]:
    """Orders that are on their way since before this moment."""
    sent = OrderEvent.objects.filter(to_state=State.SENT, at__lte=moment)
    return Order.objects.filter(state=State.SENT, pk__in=sent.values("subject")).order_by("pk")


def to_forget(now: datetime) -> QuerySet[Purchase]:
    """Purchases whose buyer is to be forgotten, the oldest first."""
    before = now - timedelta(days=settings.ORDER_KEEP_DAYS)
    return Purchase.objects.filter(placed_at__lt=before, erased_at=None).order_by("placed_at", "pk")


def returns_of(order: Order) -> list[ReturnRequest]:
    """What the buyer asked to send back, the earliest first, with lines, pictures and history; four queries."""
    rows = order.returns.prefetch_related("lines__line", "photos", "events").order_by("asked_at", "pk")
    return list(rows[:MOST_RETURNS])


def returns_to(enterprise: Enterprise) -> QuerySet[ReturnRequest]:
    """What was sent back to it or is asked to be: what waits for an answer first, then what is under way, then the latest."""
    rows = ReturnRequest.objects.filter(order__enterprise=enterprise).select_related("order__purchase")
    ranks = {state: place for place, state in enumerate((ReturnState.ASKED, ReturnState.ACCEPTED))}
    rank = Case(*(When(state=state, then=place) for state, place in ranks.items()), default=len(ranks))
    return rows.annotate(rank=rank).prefetch_related("lines__line").order_by("rank", "-asked_at", "-pk")


def to_pay_back(order: Order) -> int:
    """What the goods cost that came back, in satang, without sending."""
    came = ReturnRequest.objects.filter(order=order, state=ReturnState.CAME_BACK).prefetch_related("lines__line")
    return sum(request.amount for request in came)
