"""Whoever sends mail, Wagtail too, writes a row of the queue in its own transaction; only the worker sends."""

import pytest
from django.conf import settings as shown
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from wagtail.models import Page, PageSubscription, Site

from cms.accounts.mail import AttachmentsStayError
from cms.operations.worker import Pace, Worker
from cms.settings import base
from tests.accounts.test_notices import DATABASE_QUEUE
from tests.cast import Cast
from tests.pages.press import Press
from tests.pages.ways import editing

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

TITLE = "ตลาดริมคลองบ้านสวน"


@pytest.fixture(autouse=True)
def as_on_a_real_site(settings: Settings) -> None:
    """Undo what test settings and Django's own test set-up put in the queue's place."""
    settings.TASKS = DATABASE_QUEUE
    settings.EMAIL_BACKEND = base.EMAIL_BACKEND


@pytest.fixture
def press(site: Site) -> Press:
    return Press(site)


def work() -> None:
    """Let a worker do all that waits."""
    worker = Worker(name="w", pace=Pace(first_delay=0))
    worker.jobs = []
    while worker.step():
        pass


def waiting() -> list[str]:
    """The addresses to which queued mail goes."""
    rows = DBTaskResult.objects.filter(queue_name="mail", status="READY").order_by("enqueued_at")
    return [address for row in rows for address in row.args_kwargs["args"][2]]


def submit(press: Press, cast: Cast) -> Page:
    page = press.story(TITLE, live=False)
    cast.moderator  # noqa: B018  # made now, so that there is somebody to tell
    DBTaskResult.objects.all().delete()
    assert editing(cast.client("editor"), page, "action-submit").status_code == 302
    return page


def test_a_submitted_page_is_mailed_only_when_the_worker_has_run(press: Press, cast: Cast) -> None:
    submit(press, cast)
    assert mail.outbox == []
    assert waiting() == ["moderator@example.org"]
    work()
    [told] = mail.outbox
    assert (told.to, told.from_email) == (["moderator@example.org"], shown.DEFAULT_FROM_EMAIL)
    assert TITLE in told.subject + str(told.body)
    assert told.extra_headers == {"Auto-Submitted": "auto-generated"}
    assert waiting() == []


def test_a_submission_that_is_rolled_back_was_never_told(press: Press, cast: Cast) -> None:
    def submit_and_fail() -> None:
        with transaction.atomic():
            submit(press, cast)
            assert waiting() == ["moderator@example.org"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        submit_and_fail()
    work()
    assert mail.outbox == []


def test_a_comment_is_mailed_by_the_worker_too(press: Press, cast: Cast) -> None:
    page = press.story(TITLE, live=False)
    PageSubscription.objects.create(page=page, user=cast.moderator, comment_notifications=True)
    comment = {"text": "ชื่อยาวไป", "contentpath": "title", "position": "", "id": "", "DELETE": "", "resolved": ""}
    form = {f"comments-0-{name}": value for name, value in comment.items()}
    counts = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    replies = {f"comments-0-replies-{name}": "0" if value == "1" else value for name, value in counts.items()}
    form |= replies | {f"comments-{name}": value for name, value in counts.items()}
    assert editing(cast.client("editor"), page, "action-save", **form).status_code == 302
    assert mail.outbox == []
    assert waiting() == ["moderator@example.org"]
    work()
    assert "ชื่อยาวไป" in str(mail.outbox[0].body)


def test_every_part_of_a_message_reaches_its_readers(root: Page) -> None:
    message = EmailMultiAlternatives(
        "Harvest",
        "Rice",
        "Farm <farm@example.org>",
        ["to@example.org"],
        bcc=["bcc@example.org"],
        cc=["cc@example.org"],
        reply_to=["reply@example.org"],
        headers={"X-Season": "cool"},
    )
    message.attach_alternative("<b>Rice</b>", "text/html")
    assert message.send() == 1
    assert mail.outbox == []
    work()
    [sent] = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    assert sent.recipients() == ["to@example.org", "cc@example.org", "bcc@example.org"]
    assert [tuple(part) for part in sent.alternatives] == [("<b>Rice</b>", "text/html")]
    ours, theirs = message.message(), sent.message()
    for name in ("Subject", "From", "To", "Cc", "Reply-To", "X-Season"):
        assert theirs[name] == ours[name]


def test_mail_that_cannot_leave_is_tried_again_then_given_up_and_shown_to_staff(
    root: Page, cast: Cast, settings: Settings
) -> None:
    settings.MAIL_LEAVES_BY, settings.EMAIL_FILE_PATH = "cms.accounts.mail.EmlFileBackend", "/dev/null/mail"
    send_mail("Harvest", "Rice", None, ["someone@example.org"])
    work()
    row = DBTaskResult.objects.get()
    assert (row.status, len(row.worker_ids)) == ("FAILED", 5)
    page = cast.client("moderator").get(reverse("operations_failed_tasks")).content.decode()
    assert "send_mail" in page
    assert "someone@example.org" not in page


def test_mail_to_nobody_and_mail_with_a_file_leave_the_queue_empty(root: Page) -> None:
    assert EmailMultiAlternatives("Harvest", "Rice").send() == 0
    message = EmailMultiAlternatives("Harvest", "Rice", to=["someone@example.org"])
    message.attach("rice.txt", "Rice", "text/plain")
    with pytest.raises(AttachmentsStayError):
        message.send()
    assert not DBTaskResult.objects.exists()
