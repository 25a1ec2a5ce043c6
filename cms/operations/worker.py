"""The worker: one process that drains the queue and does what is due. Several may run beside each other."""

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from time import monotonic
from types import FrameType
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django.utils.translation import override
from django_tasks.base import TaskContext
from django_tasks.signals import task_finished, task_started

from cms.operations import due, queue
from cms.operations.heartbeat import Heart

logger = logging.getLogger(__name__)

QUEUES = ("mail", "default", "media")


class StoppedError(BaseException):
    """The worker was asked to stop and its grace is over. No Exception: a task's own `except Exception` lets it pass."""


class TaskTooLongError(Exception):
    """A task or job ran longer than it may."""


@dataclass(frozen=True)
class Pace:
    """How fast the worker moves, in seconds. `grace` is what a running task gets when the worker is asked to stop."""

    poll: float = 0.5
    beat: float = 3.0
    dead_after: float = 30.0
    first_delay: float = 30.0
    task_limit: float = 900.0
    grace: float = 0.8


class Worker:
    """Runs until it is asked to stop."""

    def __init__(self, *, name: str, queues: tuple[str, ...] = QUEUES, pace: Pace) -> None:
        self.name = name
        self.queues = queues
        self.pace = pace
        self.jobs = due.find_jobs()
        self._stop = Event()
        self._at_work = False
        self._look_for_dead_at = 0.0

    def listen(self) -> None:
        """Stop on SIGTERM and SIGINT; to be called in the main thread."""
        signal.signal(signal.SIGTERM, self._asked_to_stop)
        signal.signal(signal.SIGINT, self._asked_to_stop)
        signal.signal(signal.SIGALRM, self._time_is_up)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()
        if self._at_work:
            signal.setitimer(signal.ITIMER_REAL, self.pace.grace)

    def _time_is_up(self, number: int, frame: FrameType | None) -> None:
        if self._at_work:
            raise StoppedError if self._stop.is_set() else TaskTooLongError(f"over {self.pace.task_limit:g} s")

    @contextmanager
    def _limited(self) -> Iterator[None]:
        self._at_work = True
        signal.setitimer(signal.ITIMER_REAL, self.pace.grace if self._stop.is_set() else self.pace.task_limit)
        try:
            yield
        finally:
            self._at_work = False
            signal.setitimer(signal.ITIMER_REAL, 0)

    def run(self) -> None:
        """Work until asked to stop. Trouble with the database is waited out."""
        logger.info("Worker %s begins; %d due jobs", self.name, len(self.jobs))
        with Heart(worker=self.name, seconds=self.pace.beat):
            while not self._stop.is_set():
                close_old_connections()
                try:
                    busy = self.step()
                except StoppedError:
                    break
                except DatabaseError:
                    logger.exception("The database did not answer; trying again")
                    connection.close()
                    busy = False
                if not busy:
                    self._stop.wait(self.pace.poll)
        logger.info("Worker %s ends", self.name)

    def step(self) -> bool:
        """Do what is due, then one task. True where there was a task, and so perhaps another."""
        if monotonic() >= self._look_for_dead_at:
            self._look_for_dead_at = monotonic() + self.pace.dead_after / 3
            released = queue.release_dead(silent_since=timezone.now() - timedelta(seconds=self.pace.dead_after))
            if released:
                logger.warning("Took back %d tasks of dead workers", released)
        for job in self.jobs:
            if self._stop.is_set():
                return False
            with self._limited():
                due.run_when_due(job, worker=self.name)
        task = None if self._stop.is_set() else queue.claim_next(worker=self.name, queues=self.queues)
        if task is not None:
            self._run(task)
        return task is not None

    def _run(self, task: queue.QueuedTask) -> None:
        try:
            with self._limited(), override(settings.LANGUAGE_CODE):
                value = call(task)
            queue.succeed(task, value)
        except StoppedError:
            queue.give_back(task)
            raise
        except Exception as problem:  # noqa: BLE001 - whatever a task raises is its failure, not the worker's
            again = queue.fail(task, problem, first_delay=timedelta(seconds=self.pace.first_delay))
            logger.warning(
                "%s failed (attempt %d, %s): %r",
                task.task_path,
                len(task.worker_ids),
                "will be tried again" if again else "given up",
                problem,
            )


def call(task: queue.QueuedTask) -> object:
    """Call the task's function with its arguments, between django-tasks' own signals."""
    known = task.task
    result: Any = task.task_result
    backend = type(known.get_backend())
    task_started.send(sender=backend, task_result=result)
    context = (TaskContext(task_result=result),) if known.takes_context else ()
    value: object = known.call(*context, *result.args, **result.kwargs)
    task_finished.send(sender=backend, task_result=result)
    return value
