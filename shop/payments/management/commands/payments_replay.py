"""Applies events of payment services once more."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from shop.payments import inbox
from shop.payments.events import EventState, WebhookEvent
from shop.payments.gateways import stripe

BAD = {EventState.FAILED.value, EventState.DEAD.value}


class Command(BaseCommand):
    """One event by its name, all that failed, or all since a day. What was applied already changes nothing."""

    help = "Apply events of payment services once more: one (evt_…), --failed, or --since 2026-11-01."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which ones."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("event", nargs="?", help="the name of one event, such as evt_123")
        which.add_argument("--failed", action="store_true", help="all that failed or were given up")
        which.add_argument("--since", help="all received since this day or moment")

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply them. Ends with 1 where some fail again."""
        if not stripe.is_on():
            raise CommandError("No payment service is set up.")
        events = self._chosen(options)
        if not events.exists():
            raise CommandError("There is no such event.")
        ended = inbox.replay(events=events)
        self.stdout.write(", ".join(f"{state}: {number}" for state, number in sorted(ended.items())))
        if BAD & set(ended):
            raise CommandError("Some failed again; the admin shows why.", returncode=1)

    def _chosen(self, options: dict[str, Any]) -> "QuerySet[WebhookEvent]":
        if options["failed"]:
            return WebhookEvent.objects.filter(state__in=BAD)
        if options["since"]:
            return WebhookEvent.objects.filter(received_at__gte=_moment(options["since"]))
        return WebhookEvent.objects.filter(event=options["event"])


def _moment(text: str) -> datetime:
    try:
        day = parse_date(text)
        moment = datetime(day.year, day.month, day.day) if day else parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"--since reads {text!r}; accepted is a day such as 2026-11-01, or a moment.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
