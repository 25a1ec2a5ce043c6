"""What the worker does for the desk; safe to run twice."""

from collections.abc import Callable

from django.utils import timezone

from shop.desk import pictures, services
from shop.desk.bulk import services as bulk

HOUR = 3600


def sweep_pictures() -> int:
    """Delete pictures of forms that nobody finished."""
    return pictures.sweep(now=timezone.now())


def forget_forms() -> int:
    """Delete the keys of forms that nobody sends again."""
    return services.forget_forms(now=timezone.now())


def forget_files() -> int:
    """Delete files of products that nobody confirmed."""
    return bulk.forget_files(now=timezone.now())


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("desk.sweep_pictures", HOUR, sweep_pictures),
    ("desk.forget_forms", 24 * HOUR, forget_forms),
    ("desk.forget_files", HOUR, forget_files),
)
