"""What a person is told: with the transaction on the site, after it by mail, in their language, and never lost."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.accounts import services, tasks
from cms.accounts.models import Notice, User
from cms.accounts.queries import unread_count
from tests.cast import Cast

pytestmark = pytest.mark.django_db

DATABASE_QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "media"]}}


def tell(person: User, **changes: str) -> Notice:
    words = {"text_th": "เรื่องของท่านเผยแพร่แล้ว", "text_en": "Your story is published", "url": "/stories/rice/", **changes}
    return services.notify(
        recipient=person,
        kind="story_published",
        text_th=words["text_th"],
        text_en=words["text_en"],
        url=words["url"],
    )


def test_a_notice_is_on_the_site_and_comes_by_mail_in_the_readers_language(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    services.update_profile(user=cast.stranger, name="Kay", language="en")
    with django_capture_on_commit_callbacks(execute=True):
        tell(cast.owner)
        tell(cast.stranger)
    thai, english = mail.outbox
    assert (thai.to, thai.subject) == (["owner@example.org"], "เรื่องของท่านเผยแพร่แล้ว")
    assert (english.to, english.subject) == (["stranger@example.org"], "Your story is published")
    assert "http://127.0.0.1:8000/stories/rice/" in str(english.body)
    assert Notice.objects.exclude(mailed_at=None).count() == 2


def test_a_notice_of_a_transaction_that_failed_was_never_told(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def tell_and_fail() -> None:
        with transaction.atomic():
            tell(cast.owner)
            raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(ZeroDivisionError):
        tell_and_fail()
    assert (callbacks, mail.outbox, Notice.objects.count()) == ([], [], 0)


def test_a_notice_is_mailed_once_however_often_its_task_runs(cast: Cast) -> None:
    notice = tell(cast.owner)
    for _ in range(3):
        tasks.mail_notice.call(notice.pk)
    assert len(mail.outbox) == 1


def test_mail_that_fails_leaves_the_notice_unsent_and_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = tell(cast.owner)
    with (
        override_settings(MAIL_LEAVES_BY="cms.accounts.mail.EmlFileBackend", EMAIL_FILE_PATH="/dev/null/mail"),
        pytest.raises(OSError, match="mail"),
    ):
        tasks.mail_notice.call(notice.pk)
    notice.refresh_from_db()
    assert notice.mailed_at is None


@override_settings(TASKS=DATABASE_QUEUE)
def test_mail_whose_process_died_before_it_was_queued_is_queued_later_and_only_once(cast: Cast) -> None:
    lost, fresh, blocked = tell(cast.owner), tell(cast.stranger), tell(cast.team_mate)
    User.objects.filter(pk=cast.team_mate.pk).update(is_active=False)
    old = timezone.now() - timedelta(hours=1)
    Notice.objects.filter(pk__in=[lost.pk, blocked.pk]).update(created_at=old)
    assert (tasks.mail_forgotten(), tasks.mail_forgotten()) == (1, 0)
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[lost.pk]]
    assert fresh.mailed_at is None


def test_who_left_is_written_to_no_more(cast: Cast) -> None:
    notice = tell(cast.owner)
    User.objects.filter(pk=cast.owner.pk).update(is_active=False)
    tasks.mail_notice.call(notice.pk)
    assert mail.outbox == []


@pytest.mark.parametrize(
    "changes", [{"text_th": ""}, {"text_en": ""}, {"url": "https://evil.example/"}, {"url": "//x"}]
)
def test_a_notice_without_words_or_with_an_address_elsewhere_is_refused(cast: Cast, changes: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        tell(cast.owner, **changes)
    assert not Notice.objects.exists()


def test_the_database_itself_refuses_an_address_elsewhere(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="notice_url_is_ours"), transaction.atomic():
        Notice.objects.create(recipient=cast.owner, kind="x", text_th="ก", text_en="a", url="//evil.example")


def test_the_list_shows_ones_own_notices_only(cast: Cast) -> None:
    tell(cast.owner)
    tell(cast.stranger, text_th="ความลับ", text_en="A secret")
    page = cast.client("owner").get(reverse("account_notices")).content.decode()
    assert "เรื่องของท่านเผยแพร่แล้ว" in page
    assert "ความลับ" not in page


def test_reading_marks_only_what_was_on_the_page_and_only_ones_own(cast: Cast) -> None:
    seen, other = tell(cast.owner), tell(cast.stranger)
    later = tell(cast.owner)
    cast.client("owner").post(reverse("account_read_notices"), {"up_to": str(seen.pk)})
    assert [n.pk for n in Notice.objects.filter(read_at=None).order_by("pk")] == [other.pk, later.pk]
    assert unread_count(cast.owner) == 1


@pytest.mark.parametrize("nonsense", ["", "-1", "x", "9" * 40, "1.5"])
def test_a_nonsensical_mark_does_no_harm(cast: Cast, nonsense: str) -> None:
    tell(cast.stranger)
    assert cast.client("owner").post(reverse("account_read_notices"), {"up_to": nonsense}).status_code == 302
    assert unread_count(cast.stranger) == 1


def test_a_long_list_is_paged_with_few_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    Notice.objects.bulk_create(
        Notice(recipient=cast.owner, kind="x", text_th=f"ข้อ {n}", text_en=f"No {n}") for n in range(45)
    )
    client = cast.client("owner")
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # the fixture has no type of its own
        page = client.get(reverse("account_notices"), {"page": "3"})
    assert len(page.context["page"].object_list) == 5


@override_settings(TASKS=DATABASE_QUEUE)
def test_what_was_mailed_does_not_stay_in_the_queue(cast: Cast) -> None:
    result = tasks.send_mail.enqueue("Subject", "Body", ["owner@example.org"])
    done = DBTaskResult.objects.filter(pk=UUID(result.id))
    done.update(status="SUCCESSFUL", finished_at=timezone.now() - timedelta(hours=2))
    tasks.forget_mail()
    assert not done.exists()
