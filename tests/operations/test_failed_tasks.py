"""Staff see tasks that were given up, with their error, and may try them again."""

from uuid import UUID, uuid4

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from cms.accounts.tasks import send_mail
from cms.operations import queue
from cms.operations.models import DueRun
from tests.accounts.test_notices import DATABASE_QUEUE
from tests.cast import Cast

pytestmark = pytest.mark.django_db

LIST = "operations_failed_tasks"


@pytest.fixture
def dead(root: Page) -> queue.QueuedTask:
    """A mail that was given up after five attempts."""
    with override_settings(TASKS=DATABASE_QUEUE):
        result = send_mail.enqueue("Subject", "Body", ["someone@example.org"])
    row = DBTaskResult.objects.get(pk=UUID(result.id))
    for attempt in range(5):
        row.claim(f"worker-{attempt}")
        queue.fail(row, OSError("the mail server is away"))
    row.refresh_from_db()
    return row


def test_a_task_that_was_given_up_is_listed_with_its_error_and_without_its_mail(
    cast: Cast, dead: queue.QueuedTask
) -> None:
    assert dead.status == "FAILED"
    page = cast.client("moderator").get(reverse(LIST)).content.decode()
    assert "send_mail" in page
    assert "the mail server is away" in page
    assert "someone@example.org" not in page


def test_a_due_job_whose_latest_run_failed_is_listed_too(cast: Cast, dead: queue.QueuedTask) -> None:
    DueRun.objects.create(name="operations.schedule", started_at=timezone.now(), error="the well is dry")
    assert "the well is dry" in cast.client("moderator").get(reverse(LIST)).content.decode()


def test_a_moderator_may_try_it_again_with_a_full_set_of_attempts(cast: Cast, dead: queue.QueuedTask) -> None:
    answer = cast.client("moderator").post(reverse("operations_retry_task", args=[dead.pk]))
    assert answer.headers["Location"] == reverse(LIST)
    dead.refresh_from_db()
    assert (dead.status, dead.worker_ids) == ("READY", [])


@pytest.mark.parametrize("who", ["editor", "member"])
def test_who_may_not_neither_sees_nor_retries_and_nothing_changes(cast: Cast, dead: queue.QueuedTask, who: str) -> None:
    client = cast.client(who)
    assert "the mail server is away" not in client.get(reverse(LIST), follow=True).content.decode()
    client.post(reverse("operations_retry_task", args=[dead.pk]))
    dead.refresh_from_db()
    assert (dead.status, len(dead.worker_ids)) == ("FAILED", 5)


def test_a_task_that_waits_or_is_not_there_cannot_be_retried(cast: Cast, dead: queue.QueuedTask) -> None:
    DBTaskResult.objects.update(status="RUNNING")
    client = cast.client("administrator")
    client.post(reverse("operations_retry_task", args=[dead.pk]))
    dead.refresh_from_db()
    assert dead.status == "RUNNING"
    assert client.post(reverse("operations_retry_task", args=[uuid4()])).status_code == 404


def test_a_retry_is_posted_and_not_fetched(cast: Cast, dead: queue.QueuedTask) -> None:
    assert cast.client("moderator").get(reverse("operations_retry_task", args=[dead.pk])).status_code == 405
