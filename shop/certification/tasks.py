"""What the worker does for certificates by the clock; safe to run twice."""

from collections.abc import Callable

from django.utils import timezone

from shop.certification import papers, turning

MINUTE, HOUR = 60, 3600


def turn() -> int:
    """Let certificates begin and end, and warn of their end. Often, so that nothing that ended is shown for long."""
    return turning.turn(today=timezone.localdate())


def forget_documents() -> int:
    """Delete the documents of certificates that ended long ago."""
    return papers.forget(today=timezone.localdate())


def sweep_documents() -> int:
    """Delete documents that no row names."""
    return papers.sweep()


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("certification.turn", 10 * MINUTE, turn),
    ("certification.forget_documents", 24 * HOUR, forget_documents),
    ("certification.sweep_documents", 24 * HOUR, sweep_documents),
)
