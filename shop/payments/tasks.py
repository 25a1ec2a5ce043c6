"""What the worker does for payments by the clock; safe to run twice."""

from collections.abc import Callable

from media import private_files
from shop.payments import services
from shop.payments.models import SLIPS, Slip

HOUR = 3600


def sweep_slips() -> int:
    """Delete pictures of slips that no row names: a process died between storing and writing. Returns how many."""
    return private_files.sweep(SLIPS, Slip._meta.get_field("file"))


def forget_slips() -> int:
    """Delete the pictures of slips whose buyer is forgotten."""
    return services.forget_slips()


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("payments.sweep_slips", 24 * HOUR, sweep_slips),
    ("payments.forget_slips", 24 * HOUR, forget_slips),
)
