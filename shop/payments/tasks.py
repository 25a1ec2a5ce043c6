"""What the worker does for payments by the clock; safe to run twice."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from media import private_files
from shop.payments import card_refunds, inbox, reconciling, services
from shop.payments.gateways import stripe
from shop.payments.ledger import TRANSFERS, Payout
from shop.payments.models import SLIPS, Slip

MINUTE, HOUR = 60, 3600


def sweep_slips() -> int:
    """Delete pictures of slips that no row names: a process died between storing and writing. Returns how many."""
    return private_files.sweep(SLIPS, Slip._meta.get_field("file"))


def sweep_transfers() -> int:
    """Delete proofs of transfers that no payout names, likewise. Returns how many."""
    return private_files.sweep(TRANSFERS, Payout._meta.get_field("slip"))


def forget_slips() -> int:
    """Delete the pictures of slips whose buyer is forgotten."""
    return services.forget_slips()


def apply_events() -> int:
    """Apply what payment services told and could not be applied at once."""
    return inbox.apply_due(now=timezone.now()) if stripe.is_on() else 0


def send_refunds() -> int:
    """Ask Stripe for refunds for which it could not be asked at once."""
    return card_refunds.send_due(now=timezone.now()) if stripe.is_on() else 0


def reconcile() -> str:
    """Lay Stripe's books beside ours."""
    if not stripe.is_on():
        return ""
    since = timezone.now() - timedelta(days=reconciling.DAYS)
    return "\n".join(reconciling.lines(reconciling.reconcile(since=since)))


def forget_events() -> int:
    """Delete rows of events that were applied long ago."""
    return inbox.forget(now=timezone.now())


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("payments.sweep_slips", 24 * HOUR, sweep_slips),
    ("payments.sweep_transfers", 24 * HOUR, sweep_transfers),
    ("payments.forget_slips", 24 * HOUR, forget_slips),
    ("payments.apply_events", MINUTE, apply_events),
    ("payments.send_refunds", MINUTE, send_refunds),
    ("payments.reconcile", 24 * HOUR, reconcile),
    ("payments.forget_events", 24 * HOUR, forget_events),
)
