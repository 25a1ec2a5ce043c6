"""What the worker does by the clock for the whole site."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.operations.models import DueRun
from cms.operations.scheduling import run_schedule

KEEP_RESULTS = timedelta(days=7)
KEEP_FAILED = timedelta(days=90)


def prune() -> None:
    """Forget tasks that ended long ago, and jobs that no longer exist."""
    now = timezone.now()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_RESULTS).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED).delete()
    DueRun.objects.filter(worker="", started_at__lt=now - KEEP_FAILED).delete()


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("operations.schedule", 2, run_schedule),
    ("operations.prune", 6 * 3600, prune),
)
