"""Lays Stripe's books beside ours."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from shop.payments import reconciling
from shop.payments.gateways import stripe


class Command(BaseCommand):
    """Ends with 0 where both agree, or were made to, with 1 where a person has to look."""

    help = "Compare pages, refunds and disputes at Stripe with ours; mend what the truth mends and name the rest."

    def add_arguments(self, parser: CommandParser) -> None:
        """How far back."""
        parser.add_argument("--days", type=int, default=reconciling.DAYS, help="how many days back (4)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, mend, name."""
        if not stripe.is_on():
            raise CommandError("No payment service is set up.")
        if not 1 <= options["days"] <= 400:
            raise CommandError("--days is a whole number from 1 to 400.")
        try:
            outcome = reconciling.reconcile(since=timezone.now() - timedelta(days=options["days"]))
        except stripe.StripeUnreachable as error:
            raise CommandError(f"Stripe cannot be reached: {error}") from error
        for line in reconciling.lines(outcome):
            self.stdout.write(line)
        if outcome.named:
            raise CommandError(f"{len(outcome.named)} differences have to be looked at.", returncode=1)
