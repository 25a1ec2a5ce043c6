"""The task queue in the database: who holds a task, how it ends, how it is tried again.

A row's `worker_ids` is the list of its attempts; the last one holds it while it is RUNNING. Every ending is written only
where the row is still held by this attempt, so that a worker that was taken for dead cannot overwrite its successor.
"""

from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any, TypeAlias
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from cms.operations.models import DueRun, Heartbeat
from cms.operations.rules import FIRST_DELAY, delay_after

QueuedTask: TypeAlias = DBTaskResult[Any, Any]


class NotDeadError(Exception):
    """Only a task that was given up can be tried again by hand."""


def claim_next(*, worker: str, queues: tuple[str, ...]) -> QueuedTask | None:
    """The next ready task of these queues, now held by `worker`; None where there is none.

    Looks without a lock first: an idle worker does not take the write lock of SQLite.
    """
    ready = DBTaskResult.objects.ready().filter(queue_name__in=queues)
    if not ready.exists():
        return None
    with exclusive_transaction():
        task: QueuedTask | None = ready.get_locked()
        if task is not None:
            task.claim(worker)
    return task


def _held(task: QueuedTask) -> Any:
    return DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at)


def succeed(task: QueuedTask, value: object) -> None:
    """The attempt ended well. Raises TypeError where its return value is no JSON."""
    _held(task).update(
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=timezone.now(),
        return_value=normalize_json(value),
        exception_class_path="",
        traceback="",
    )


def fail(task: QueuedTask, error: BaseException, *, first_delay: timedelta = FIRST_DELAY) -> bool:
    """The attempt failed: ready again after a pause, or dead. True where it will be tried again."""
    now = timezone.now()
    delay = delay_after(len(task.worker_ids), first_delay)
    ending: dict[str, Any] = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
        "return_value": None,
    }
    if delay is None:
        ending |= {"status": TaskResultStatus.FAILED, "finished_at": now}
    else:
        ending |= {"status": TaskResultStatus.READY, "run_after": now + delay}
    _held(task).update(**ending)
    return delay is not None


def give_back(task: QueuedTask) -> None:
    """The worker stops in the middle: the task is ready at once and the attempt does not count."""
    _held(task).update(status=TaskResultStatus.READY, worker_ids=task.worker_ids[:-1], started_at=None)


class WorkerDiedError(Exception):
    """The worker that held the task gave no sign of life any more."""


@transaction.atomic
def release_dead(*, silent_since: datetime) -> int:
    """Give back what workers hold that have not beaten since then. Returns how many tasks."""
    Heartbeat.objects.filter(beat_at__lt=silent_since).delete()
    living = set(Heartbeat.objects.values_list("worker", flat=True))
    DueRun.objects.exclude(worker="").exclude(worker__in=living).update(worker="")
    released = 0
    for task in DBTaskResult.objects.running().select_for_update(skip_locked=True):
        if not task.worker_ids or task.worker_ids[-1] not in living:
            fail(task, WorkerDiedError(f"Worker {task.worker_ids[-1:]} died"), first_delay=timedelta(0))
            released += 1
    return released


@transaction.atomic
def retry_dead(*, task_id: UUID) -> None:
    """Try a dead task again, with a full set of attempts. Raises NotDeadError, DBTaskResult.DoesNotExist."""
    task = DBTaskResult.objects.select_for_update().get(pk=task_id)
    if task.status != TaskResultStatus.FAILED:
        raise NotDeadError
    DBTaskResult.objects.filter(pk=task_id).update(
        status=TaskResultStatus.READY, run_after=timezone.now(), worker_ids=[], started_at=None, finished_at=None
    )
