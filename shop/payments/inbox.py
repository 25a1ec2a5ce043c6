"""Events of payment services: a row first, then the truth fetched again by name, then applied. Twice, late or out of
order does no harm, for no event is believed in what it says."""

from collections.abc import Callable
from datetime import datetime, timedelta
from traceback import format_exception

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from shop.payments import card_refunds, disputes, fulfilling, staff
from shop.payments.events import EventState, WebhookEvent
from shop.payments.gateways import stripe
from shop.payments.truth import Told, TruthDiffers

STRIPE = "stripe"
BATCH = 50
MOST_TRIES = 8
FIRST_DELAY, FACTOR = timedelta(seconds=30), 4
KEPT_FOR = timedelta(days=400)
_MOST_OF_A_PROBLEM = 8_000
_TO_DO = (EventState.NEW, EventState.FAILED)


def _page(name: str) -> bool:
    return fulfilling.fulfil(truth=stripe.page(name))


def _refund(name: str) -> bool:
    return card_refunds.apply(truth=stripe.refund_called(name))


def _refunds_of_charge(name: str) -> bool:
    ours = [card_refunds.apply(truth=truth) for truth in stripe.refunds_of_charge(name)]
    return any(ours)


def _dispute(name: str) -> bool:
    return disputes.apply(truth=stripe.dispute_called(name))


# What is done about an event, by the beginning of its kind; of the others only the row is kept.
HANDLERS: dict[str, Callable[[str], bool]] = {
    "checkout.session.": _page,
    "refund.": _refund,
    "charge.refund.updated": _refund,
    "charge.refunded": _refunds_of_charge,
    "charge.dispute.": _dispute,
}


def keep(*, told: Told) -> WebhookEvent | None:
    """Write an event down; None where it came before. What becomes of it is the worker's."""
    known = _handler(told.kind) is not None
    row, is_new = WebhookEvent.objects.get_or_create(
        provider=STRIPE,
        event=told.event,
        defaults={
            "kind": told.kind,
            "about": told.about,
            "account": told.account,
            "livemode": told.livemode,
            "made_at": told.made_at,
            "state": EventState.NEW if known else EventState.IGNORED,
            "next_at": timezone.now() + FIRST_DELAY,
        },
    )
    return row if is_new else None


@task(priority=10)
def apply_soon(pk: int) -> None:
    """Apply one event, if nobody did before."""
    apply(pk=pk)


def apply_due(*, now: datetime) -> int:
    """Apply what could not be applied before. Returns how many were tried."""
    waiting = WebhookEvent.objects.filter(state__in=_TO_DO, next_at__lte=now).order_by("next_at", "pk")
    keys = list(waiting.values_list("pk", flat=True)[:BATCH])
    for pk in keys:
        apply(pk=pk)
    return len(keys)


def apply(*, pk: int) -> EventState:
    """Fetch the truth of what an event is about, and apply it. Whatever fails is kept with the row, and tried again."""
    event = WebhookEvent.objects.get(pk=pk)
    if event.state not in _TO_DO:
        return EventState(event.state)
    handler = _handler(event.kind)
    if handler is None or event.account or event.livemode != stripe.is_live():
        words = "" if handler is None else "Of another account, or of the other mode."
        return _end(event, EventState.IGNORED, words)
    try:
        ours = handler(event.about)
    except TruthDiffers as error:
        return _failed(event, error, again=False)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is the event's, kept and tried again
        return _failed(event, error, again=event.tries + 1 < MOST_TRIES)
    return _end(event, EventState.DONE if ours else EventState.IGNORED, "")


def replay(*, events: "QuerySet[WebhookEvent]") -> dict[str, int]:
    """Apply these events once more, whatever became of them. Returns how many ended in which state."""
    ended: dict[str, int] = {}
    for pk in events.order_by("received_at", "pk").values_list("pk", flat=True).iterator(chunk_size=500):
        WebhookEvent.objects.filter(pk=pk).update(state=EventState.NEW, tries=0, next_at=timezone.now())
        state = apply(pk=pk)
        ended[state.value] = ended.get(state.value, 0) + 1
    return ended


def forget(*, now: datetime) -> int:
    """Delete rows that were applied, or nothing of ours, long ago. Returns how many."""
    old = WebhookEvent.objects.filter(received_at__lt=now - KEPT_FOR, state__in=[EventState.DONE, EventState.IGNORED])
    return old.delete()[0]


def _handler(kind: str) -> Callable[[str], bool] | None:
    return next((handler for beginning, handler in HANDLERS.items() if kind.startswith(beginning)), None)


def _end(event: WebhookEvent, state: EventState, problem: str) -> EventState:
    said = {"state": state, "problem": problem, "done_at": timezone.now(), "tries": event.tries + 1}
    WebhookEvent.objects.filter(pk=event.pk).update(**said)
    return state


@transaction.atomic
def _failed(event: WebhookEvent, error: Exception, *, again: bool) -> EventState:
    state = EventState.FAILED if again else EventState.DEAD
    WebhookEvent.objects.filter(pk=event.pk).update(
        state=state,
        problem="".join(format_exception(error))[-_MOST_OF_A_PROBLEM:],
        tries=event.tries + 1,
        next_at=timezone.now() + FIRST_DELAY * FACTOR**event.tries,
    )
    if not again:
        staff.tell(
            kind="card_event_dead",
            text_th=f"เหตุการณ์จาก Stripe ที่ต้องมีคนดู: {event.kind} {event.about}",
            text_en=f"An event of Stripe that somebody has to look at: {event.kind} {event.about}",
        )
    return state
