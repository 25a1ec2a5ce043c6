"""Mail leaves through the queue, so that a mail server that is down delays nothing and loses nothing.

Only these tasks speak to the mail server. Who sends by Django's own functions, as Wagtail does, is led here by
`cms.accounts.mail.QueueBackend`.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from cms.accounts import role_papers
from cms.accounts.models import Notice

# A person waits for these; pictures can wait.
URGENT, SOON = 20, 10
FORGOTTEN_AFTER = timedelta(minutes=10)
FORGOTTEN_UNTIL = timedelta(days=3)
SENT_KEPT_FOR = timedelta(hours=1)


@task(queue_name="mail", priority=URGENT)
def send_mail(
    subject: str,
    body: str,
    to: list[str],
    reply_to: list[str] | None = None,
    *,
    from_email: str | None = None,
    cc: list[str] | None = None,
    bcc: list[str] | None = None,
    headers: dict[str, str] | None = None,
    alternatives: list[tuple[str, str]] | None = None,
) -> None:
    """Send one mail; `alternatives` are the same words as (content, MIME type), such as HTML.

    Raises what the mail server raises, and is then tried again by the worker.
    """
    message = EmailMultiAlternatives(subject, body, from_email, to, bcc=bcc, cc=cc, reply_to=reply_to, headers=headers)
    for content, kind in alternatives or ():
        message.attach_alternative(content, kind)
    deliver(message)


def deliver(message: EmailMultiAlternatives) -> None:
    """Hand a mail to the mail server; for tasks only. Raises what the mail server raises."""
    message.connection = get_connection(settings.MAIL_LEAVES_BY)
    message.send()


@task(queue_name="mail", priority=SOON)
def mail_notice(notice_id: int) -> None:
    """Send a notice to its recipient, once; who left or was blocked meanwhile gets nothing."""
    notice = Notice.objects.select_related("recipient").filter(pk=notice_id, mailed_at=None).first()
    if notice is None or not notice.recipient.is_active:
        return
    with override(notice.recipient.language):
        context = {
            "notice": notice,
            "recipient": notice.recipient,
            "text": notice.text(notice.recipient.language),
            "url": settings.SITE_URL + notice.url if notice.url else "",
            "site_url": settings.SITE_URL,
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        subject = " ".join(render_to_string("emails/notice_subject.txt", context).split())
        body = render_to_string("emails/notice_message.txt", context).strip() + "\n"
    deliver(EmailMultiAlternatives(subject, body, to=[notice.recipient.email]))
    Notice.objects.filter(pk=notice_id).update(mailed_at=timezone.now())


def mail_forgotten() -> int:
    """Queue the mail of notices whose process died between saving and queueing. Returns how many.

    A notice that has a task is left to it: the worker tries again, and staff see one that was given up.
    """
    now = timezone.now()
    waiting = Notice.objects.filter(
        mailed_at=None,
        recipient__is_active=True,
        created_at__lte=now - FORGOTTEN_AFTER,
        created_at__gt=now - FORGOTTEN_UNTIL,
    )
    numbers = list(waiting.order_by("pk").values_list("pk", flat=True)[:500])
    known = _queued_notices()
    forgotten = [number for number in numbers if number not in known]
    for number in forgotten:
        mail_notice.enqueue(number)
    return len(forgotten)


def _queued_notices() -> set[int]:
    tasks = DBTaskResult.objects.filter(task_path=mail_notice.module_path).exclude(status=TaskResultStatus.SUCCESSFUL)
    return {args_kwargs["args"][0] for args_kwargs in tasks.values_list("args_kwargs", flat=True)}


def forget_mail() -> None:
    """Remove what was mailed: the queue is no place to keep addresses and sign-in links."""
    sent = DBTaskResult.objects.successful().filter(task_path=send_mail.module_path)
    sent.filter(finished_at__lt=timezone.now() - SENT_KEPT_FOR).delete()


def forget_sessions() -> None:
    """Remove sessions that have expired."""
    call_command("clearsessions", verbosity=0)


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("accounts.mail_forgotten", 300, mail_forgotten),
    ("accounts.forget_mail", 900, forget_mail),
    ("accounts.forget_sessions", 6 * 3600, forget_sessions),
    ("accounts.forget_role_papers", 24 * 3600, role_papers.forget_decided),
    ("accounts.sweep_role_papers", 24 * 3600, role_papers.sweep),
)
