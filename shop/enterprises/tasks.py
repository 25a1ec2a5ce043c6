"""What the worker does for enterprises by the clock; safe to run twice."""

from collections.abc import Callable

from shop.enterprises import handing_in, invitations

DAY = 24 * 3600


def forget_documents() -> int:
    """Delete the papers of applications that were decided long ago."""
    return handing_in.forget()


def sweep_documents() -> int:
    """Delete papers that no row names."""
    return handing_in.sweep()


def forget_invitations() -> int:
    """Delete invitations that are of no use any more."""
    return invitations.forget()


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("enterprises.forget_documents", DAY, forget_documents),
    ("enterprises.sweep_documents", DAY, sweep_documents),
    ("enterprises.forget_invitations", DAY, forget_invitations),
)
