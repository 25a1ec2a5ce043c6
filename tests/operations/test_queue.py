"""The rules of the queue and of due jobs, without processes."""

import time
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Site

from cms.operations import due, queue, scheduling
from cms.operations.models import DueRun, Heartbeat
from cms.operations.rules import delay_after
from cms.operations.tasks import prune
from tests.accounts.test_notices import DATABASE_QUEUE
from tests.operations.chores.tasks import sleep

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def claimed() -> queue.QueuedTask:
    """A task that worker `a` holds; `a` has just beaten."""
    with override_settings(TASKS=DATABASE_QUEUE):
        sleep.enqueue(0)
    Heartbeat.objects.create(worker="a")
    task = queue.claim_next(worker="a", queues=("default",))
    assert task is not None
    return task


def state(task: queue.QueuedTask) -> tuple[str, list[str]]:
    row = DBTaskResult.objects.get(pk=task.pk)
    return row.status, row.worker_ids


def test_the_pauses_grow_and_the_fifth_failure_is_the_last() -> None:
    pauses = [delay_after(attempts) for attempts in range(1, 6)]
    assert [pause and pause.total_seconds() for pause in pauses] == [30, 150, 750, 3750, None]


def test_a_task_is_held_by_one_worker(claimed: queue.QueuedTask) -> None:
    assert queue.claim_next(worker="b", queues=("default",)) is None
    assert state(claimed) == ("RUNNING", ["a"])


def test_a_worker_takes_only_from_its_queues_and_only_what_is_due(db: None) -> None:
    with override_settings(TASKS=DATABASE_QUEUE):
        sleep.using(run_after=timezone.now() + timedelta(minutes=1)).enqueue(0)
        sleep.using(queue_name="media").enqueue(0)
    assert queue.claim_next(worker="a", queues=("default",)) is None


def test_what_a_living_worker_holds_is_left_to_it(claimed: queue.QueuedTask) -> None:
    assert queue.release_dead(silent_since=timezone.now() - timedelta(seconds=30)) == 0
    assert state(claimed) == ("RUNNING", ["a"])


def test_what_a_dead_worker_held_is_given_to_others(claimed: queue.QueuedTask) -> None:
    DueRun.objects.create(name="job", worker="a", started_at=timezone.now())
    assert queue.release_dead(silent_since=timezone.now() + timedelta(seconds=1)) == 1
    assert state(claimed) == ("READY", ["a"])
    assert DueRun.objects.get().worker == ""


def test_a_worker_taken_for_dead_cannot_overwrite_its_successor(claimed: queue.QueuedTask) -> None:
    queue.release_dead(silent_since=timezone.now() + timedelta(seconds=1))
    Heartbeat.objects.create(worker="b")
    assert queue.claim_next(worker="b", queues=("default",)) is not None
    queue.succeed(claimed, None)
    queue.fail(claimed, RuntimeError())
    queue.give_back(claimed)
    assert state(claimed) == ("RUNNING", ["a", "b"])


def test_a_task_that_kills_every_worker_is_given_up(claimed: queue.QueuedTask) -> None:
    for _ in range(4):
        queue.release_dead(silent_since=timezone.now() + timedelta(seconds=1))
        assert queue.claim_next(worker="x", queues=("default",)) is not None
    queue.release_dead(silent_since=timezone.now() + timedelta(seconds=1))
    assert state(claimed)[0] == "FAILED"
    assert "WorkerDiedError" in DBTaskResult.objects.get().exception_class_path


def test_a_return_value_that_is_no_json_fails_the_task(claimed: queue.QueuedTask) -> None:
    with pytest.raises(TypeError):
        queue.succeed(claimed, object())
    assert state(claimed)[0] == "RUNNING"


def test_a_due_job_runs_once_an_interval_and_again_after_it(db: None) -> None:
    runs: list[int] = []
    job = due.Job("job", 60, lambda: runs.append(1))
    assert [due.run(job, worker="a"), due.run(job, worker="b")] == [True, False]
    DueRun.objects.update(started_at=timezone.now() - timedelta(seconds=61))
    assert due.run(job, worker="b")
    assert len(runs) == 2


def test_a_due_job_that_fails_is_written_down_and_its_next_success_clears_that(db: None) -> None:
    due.run(due.Job("job", 60, lambda: 1 / 0), worker="a")
    assert "ZeroDivisionError" in DueRun.objects.get().error
    DueRun.objects.update(started_at=timezone.now() - timedelta(seconds=61))
    due.run(due.Job("job", 60, lambda: None), worker="a")
    assert DueRun.objects.get().error == ""


def test_two_jobs_of_one_name_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {job.name for job in due.find_jobs()}
    assert {"operations.schedule", "operations.prune", "accounts.mail_forgotten"} <= names
    monkeypatch.setattr(due, "_declared", lambda: iter([("x", 1, print), ("x", 1, print)]))
    with pytest.raises(ImproperlyConfigured, match="'x'"):
        due.find_jobs()


def test_a_page_that_cannot_be_published_does_not_keep_the_next_one_from_appearing(site: Site) -> None:
    pages = [site.root_page.add_child(instance=Page(title=f"P{n}", slug=f"p{n}", live=False)) for n in range(2)]
    for page in pages:
        page.go_live_at = timezone.now() + timedelta(seconds=0.5)
        page.save_revision().publish()
    broken = pages[0].get_latest_revision()
    broken.content = {}
    broken.save()
    time.sleep(0.6)
    with pytest.raises(scheduling.SchedulingError, match="P0"):
        scheduling.run_schedule()
    assert [Page.objects.get(pk=page.pk).live for page in pages] == [False, True]


def test_a_page_is_withdrawn_when_it_expires(site: Site) -> None:
    page = site.root_page.add_child(instance=Page(title="Soon gone", slug="soon-gone"))
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert scheduling.run_schedule() == 1
    assert not Page.objects.get(pk=page.pk).live


def test_a_finished_task_is_forgotten_after_a_week_and_a_failed_one_after_three_months(
    claimed: queue.QueuedTask,
) -> None:
    row = DBTaskResult.objects.filter(pk=claimed.pk)
    for status, days, stays in [("SUCCESSFUL", 6, True), ("FAILED", 89, True), ("FAILED", 91, False)]:
        row.update(status=status, finished_at=timezone.now() - timedelta(days=days))
        prune()
        assert row.exists() is stays
