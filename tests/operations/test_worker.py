"""The worker as a process: what is due appears by itself, what is queued is done, and death loses nothing."""

import signal
import time

import pytest

from tests.operations.processes import LiveSite, seconds_to_stop, wait_until
from tests.operations.smtp import MailServer

pytestmark = [pytest.mark.every_database, pytest.mark.slow]

SCHEDULE = """
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Page
page = Page.objects.get(depth=2).add_child(instance=Page(title="รุ่งเช้า", slug="morning", live=False))
page.go_live_at = timezone.now() + timedelta(seconds=2)
page.save_revision().publish()
print(Page.objects.get(pk=page.pk).live)
"""
STATES = "SELECT status FROM django_tasks_database_dbtaskresult"


def test_a_page_scheduled_two_seconds_ahead_appears_by_itself(live_site: LiveSite) -> None:
    with live_site.worker():
        wait_until(lambda: live_site.rows("SELECT 1 FROM operations_heartbeat"))
        assert live_site.python(SCHEDULE).strip() == "False"
        took = wait_until(lambda: live_site.rows("SELECT 1 FROM wagtailcore_page WHERE slug = 'morning' AND live"))
    assert took < 10


def test_a_killed_worker_loses_no_mail(live_site: LiveSite) -> None:
    with MailServer() as server:
        live_site.environment["EMAIL_URL"] = server.url
        server.hangs = True
        live_site.python(
            "from cms.accounts.tasks import send_mail; send_mail.enqueue('Harvest', 'Rice', ['a@example.org'])"
        )
        with live_site.worker() as worker:
            assert server.arrived.wait(30)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        assert live_site.rows(STATES) == [("RUNNING",)]
        assert server.mails == []
        server.hangs = False
        with live_site.worker():
            wait_until(lambda: live_site.rows(STATES) == [("SUCCESSFUL",)])
    assert b"Subject: Harvest" in b"".join(server.mails)


def test_two_workers_run_a_due_job_once(live_site: LiveSite) -> None:
    with live_site.worker(), live_site.worker():
        wait_until(lambda: len(live_site.rows("SELECT 1 FROM operations_heartbeat")) == 2)
        wait_until(lambda: live_site.lines("ticks"))
        time.sleep(1)
    assert len(live_site.lines("ticks")) == 1


def test_two_workers_share_the_queue_and_do_each_task_once(live_site: LiveSite) -> None:
    live_site.python("from tests.operations.chores.tasks import sleep\nfor _ in range(20): sleep.enqueue(0.05)")
    with live_site.worker(), live_site.worker():
        wait_until(lambda: set(live_site.rows(STATES)) == {("SUCCESSFUL",)})
    assert len(live_site.lines("sleeps")) == 20


def test_a_failing_task_is_retried_and_then_given_up(live_site: LiveSite) -> None:
    live_site.python("from tests.operations.chores.tasks import fail; fail.enqueue()")
    with live_site.worker():
        wait_until(lambda: live_site.rows(STATES) == [("FAILED",)], seconds=40)
        time.sleep(0.5)
    assert len(live_site.lines("failures")) == 5
    assert "the well is dry" in live_site.rows("SELECT traceback FROM django_tasks_database_dbtaskresult")[0][0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_worker_stops_within_two_seconds_and_leaves_no_heartbeat(
    live_site: LiveSite, number: signal.Signals
) -> None:
    with live_site.worker() as worker:
        wait_until(lambda: live_site.lines("ticks"))
        worker.send_signal(number)
        seconds_to_stop(worker, at_most=2)
        assert worker.returncode == 0
    assert live_site.rows("SELECT 1 FROM operations_heartbeat") == []


def test_a_busy_worker_stops_within_two_seconds_and_gives_its_task_back(live_site: LiveSite) -> None:
    live_site.python("from tests.operations.chores.tasks import sleep; sleep.enqueue(60)")
    with live_site.worker() as worker:
        wait_until(lambda: live_site.lines("sleeps"))
        worker.send_signal(signal.SIGTERM)
        seconds_to_stop(worker, at_most=2)
        assert worker.returncode == 0
    assert live_site.rows("SELECT status, worker_ids FROM django_tasks_database_dbtaskresult") in (
        [("READY", "[]")],
        [("READY", [])],
    )


def test_a_worker_does_not_load_the_thai_segmenter_at_its_start(live_site: LiveSite) -> None:
    loaded = live_site.python(
        "import sys; from cms.operations.worker import Pace, Worker; Worker(name='w', pace=Pace())\n"
        "print([name for name in sys.modules if name.split('.')[0] == 'pythainlp'])"
    )
    assert loaded.strip() == "[]"
