"""What the worker does for returns by the clock; safe to run twice."""

from collections.abc import Callable

from django.utils import timezone

from shop.reports import reminding

HOUR = 3600


def remind() -> int:
    """Remind enterprises of the month that is over."""
    return reminding.remind(today=timezone.localdate())


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (("reports.remind", 6 * HOUR, remind),)
