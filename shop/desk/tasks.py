"""What the worker does for the desk; safe to run twice."""

from collections.abc import Callable

from django.utils import timezone

from shop.desk import pictures, services

HOUR = 3600


def sweep_pictures() -> int:
    """Delete pictures of forms that nobody finished."""
    return pictures.sweep(now=timezone.now())


def forget_forms() -> int:
    """Delete the keys of forms that nobody sends again."""
    return services.forget_forms(now=timezone.now())


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("desk.sweep_pictures", HOUR, sweep_pictures),
    ("desk.forget_forms", 24 * HOUR, forget_forms),
)
