"""What the worker does by the clock for the whole site."""

from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from cms.operations.models import DueRun
from cms.operations.scheduling import run_schedule

KEEP_RESULTS_DAYS = 7
KEEP_FAILED_DAYS = 90


def prune() -> None:
    """Forget tasks that ended long ago, and jobs that no longer exist."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=KEEP_RESULTS_DAYS,
        failed_min_age_days=KEEP_FAILED_DAYS,
        verbosity=0,
    )
    DueRun.objects.filter(worker="", started_at__lt=timezone.now() - timedelta(days=KEEP_FAILED_DAYS)).delete()


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("operations.schedule", 2, run_schedule),
    ("operations.prune", 6 * 3600, prune),
)
