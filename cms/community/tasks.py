"""What the worker does for moderation by the clock; safe to run twice."""

from collections.abc import Callable

from django.utils import timezone

from cms.community import services

DAY = 24 * 3600


def forget_reports() -> int:
    """Forget who reported, a year after it was decided."""
    return services.forget_reports(now=timezone.now())


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (("community.forget_reports", DAY, forget_reports),)
