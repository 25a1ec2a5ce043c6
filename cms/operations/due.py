"""Jobs that run by the clock: found by name in every app's `tasks.DUE`, each at most once an interval over all workers."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from traceback import format_exception

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

from cms.operations.models import DueRun

logger = logging.getLogger(__name__)


@dataclass
class Job:
    """A function to run every so many seconds. `look_at` is when, by this process's clock, to look again."""

    name: str
    every: float
    run: Callable[[], object]
    look_at: float = field(default=0.0, compare=False)


def find_jobs() -> list[Job]:
    """The jobs of all apps. Raises ImproperlyConfigured where two have one name or an interval is not positive."""
    jobs: dict[str, Job] = {}
    for name, every, run in _declared():
        if name in jobs or every <= 0:
            raise ImproperlyConfigured(f"The due job {name!r} is named twice, or its interval is not positive.")
        jobs[name] = Job(name, every, run)
    return list(jobs.values())


def _declared() -> Iterator[tuple[str, float, Callable[[], object]]]:
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "tasks"):
            yield from getattr(import_module(f"{config.name}.tasks"), "DUE", ())


def claim(job: Job, *, worker: str) -> bool:
    """Whether this worker may run the job now; no other may until it ends and the interval has passed."""
    now = timezone.now()
    DueRun.objects.get_or_create(name=job.name)
    due = Q(started_at=None) | Q(started_at__lte=now - timedelta(seconds=job.every))
    return DueRun.objects.filter(due, name=job.name, worker="").update(worker=worker, started_at=now) == 1


def run(job: Job, *, worker: str) -> bool:
    """Run the job if it is due. A job that fails is written down and runs again at its next time; True where it ran."""
    if not claim(job, worker=worker):
        return False
    error = "Interrupted"
    try:
        job.run()
        error = ""
    except Exception as problem:  # noqa: BLE001 - one failing job must not stop the others
        error = "".join(format_exception(problem))
        logger.error("Due job %s failed: %s", job.name, problem)
    finally:
        DueRun.objects.filter(name=job.name, worker=worker).update(worker="", finished_at=timezone.now(), error=error)
    return True


def run_when_due(job: Job, *, worker: str) -> None:
    """Run the job if it is due; asks the database no oftener than the job's interval."""
    if time.monotonic() >= job.look_at:
        job.look_at = time.monotonic() + job.every
        run(job, worker=worker)
