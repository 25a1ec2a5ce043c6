"""What the worker does for payments by the clock; safe to run twice."""

from collections.abc import Callable

from media import storage
from shop.payments import services
from shop.payments.models import SLIPS, Slip

HOUR = 3600
BATCH = 200


def sweep_slips() -> int:
    """Delete pictures of slips that no row names: a process died between storing and writing. Returns how many."""
    slips = Slip._meta.get_field("file").storage
    names = [name for name in storage.private().names(older_than=HOUR) if name.startswith(SLIPS)]
    swept = 0
    for start in range(0, len(names), BATCH):
        batch = names[start : start + BATCH]
        known = set(Slip.objects.filter(file__in=batch).values_list("file", flat=True))
        for name in sorted(set(batch) - known):
            slips.delete(name)
            swept += 1
    return swept


def forget_slips() -> int:
    """Delete the pictures of slips whose buyer is forgotten."""
    return services.forget_slips()


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("payments.sweep_slips", 24 * HOUR, sweep_slips),
    ("payments.forget_slips", 24 * HOUR, forget_slips),
)
