"""What the worker does for orders by the clock; safe to run twice."""

from collections.abc import Callable

from django.utils import timezone

from shop.orders import return_photos, services

MINUTE, HOUR = 60, 3600


def expire_unpaid() -> int:
    """Give back the pieces of orders that were not paid in time."""
    return services.expire_unpaid(now=timezone.now())


def arrive() -> int:
    """Take as received what was sent long ago."""
    return services.arrive_by_themselves(now=timezone.now())


def forget_buyers() -> int:
    """Erase who bought, years later."""
    return services.forget_buyers(now=timezone.now())


def sweep_return_photos() -> int:
    """Delete pictures of returns that no row names."""
    return return_photos.sweep()


def forget_return_photos() -> int:
    """Delete the pictures of buyers who are forgotten."""
    return return_photos.forget()


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("orders.expire_unpaid", MINUTE, expire_unpaid),
    ("orders.arrive", HOUR, arrive),
    ("orders.forget_buyers", 24 * HOUR, forget_buyers),
    ("orders.sweep_return_photos", 24 * HOUR, sweep_return_photos),
    ("orders.forget_return_photos", 24 * HOUR, forget_return_photos),
)
