"""What the worker does for the desk; safe to run twice."""

from collections.abc import Callable

from django.utils import timezone

from shop.desk import pictures

HOUR = 3600


def sweep_pictures() -> int:
    """Delete pictures of forms that nobody finished."""
    return pictures.sweep(now=timezone.now())


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (("desk.sweep_pictures", HOUR, sweep_pictures),)
