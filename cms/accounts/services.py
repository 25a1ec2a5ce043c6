"""What happens to people and their notices."""

from functools import partial
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from cms.accounts import role_leaving, tasks
from cms.accounts.models import LEFT_DOMAIN, Language, Notice, User
from cms.accounts.roles import BASE, Role
from cms.accounts.signals import person_left


class LastAdministratorError(Exception):
    """The last person who may do everything cannot leave: nobody could let another one in."""


@transaction.atomic
def notify(*, recipient: User, kind: str, text_th: str, text_en: str, url: str = "", mail: bool = True) -> Notice:
    """Tell a person something: on the site with this transaction, by e-mail soon after it.

    `kind` names the occasion (`story_published`), `url` is an address on this site, from its first slash. The e-mail
    comes in the recipient's language; who left or was blocked gets none. Raises ValidationError for an empty text or an
    address elsewhere.
    """
    notice = Notice(recipient=recipient, kind=kind, text_th=text_th, text_en=text_en, url=url)
    if not mail:
        notice.mailed_at = notice.created_at
    notice.full_clean(exclude=["recipient"])
    notice.save()
    if mail:
        # Where the process dies before this runs, `tasks.mail_forgotten` finds the notice.
        transaction.on_commit(partial(tasks.mail_notice.enqueue, notice.pk), robust=True)
    return notice


@transaction.atomic
def read_notices(*, recipient: User, up_to: int) -> int:
    """Mark this person's notices as read, up to and with the one of this number. Returns how many were unread."""
    unread = Notice.objects.filter(recipient=recipient, read_at=None, pk__lte=up_to)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def update_profile(*, user: User, name: str, language: str) -> None:
    """Change what a person says of themselves. Raises ValidationError."""
    user.name, user.language = name.strip(), Language(language)
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "language"])


@transaction.atomic
def give_role(*, user: User, role: Role) -> None:
    """Give a person a role on top of a member's; giving it twice is giving it once."""
    user.groups.add(*Group.objects.filter(name__in={BASE.value, role.value}))


@transaction.atomic
def leave(*, user: User) -> None:
    """Take a person's data out of the platform and keep a nameless row, so that history stays whole.

    Erases name, address, password, roles, notices, tokens, sessions, and the evidence of role requests; whom they spoke for
    they speak for no more. What they published stays, by a former member. Doing it
    twice is doing it once. Raises LastAdministratorError, and changes nothing, for the last one who may do everything.
    """
    user, others = _lock_with_administrators(user)
    if user.left_at is not None:
        return
    if not others and is_administrator(user):
        raise LastAdministratorError
    _forget_mail(user)
    EmailAddress.objects.filter(user=user).delete()
    user.notices.all().delete()
    user.api_tokens.all().delete()
    role_leaving.speak_for_nobody(user)
    person_left.send(sender=User, user=user)
    user.groups.clear()
    user.user_permissions.clear()
    _end_sessions(user)
    _forget_admin_log(user)
    user.email = f"left-{uuid4().hex}{LEFT_DOMAIN}"
    user.name, user.language = "", Language.THAI
    user.is_active = user.is_superuser = False
    user.last_login = None
    user.left_at = timezone.now()
    user.set_unusable_password()
    user.save()


def _lock_with_administrators(user: User) -> tuple[User, list[User]]:
    """The person, and everybody else who may do everything, locked in the order of their keys."""
    everything = Q(is_active=True) & (Q(is_superuser=True) | Q(groups__name=Role.ADMINISTRATOR))
    keys = set(User.objects.filter(everything).values_list("pk", flat=True)) | {user.pk}
    locked = {person.pk: person for person in User.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    others = [person for key, person in locked.items() if key != user.pk and is_administrator(person)]
    return locked[user.pk], others


def is_administrator(user: User) -> bool:
    """Whether this person may do everything."""
    return user.is_active and (user.is_superuser or user.groups.filter(name=Role.ADMINISTRATOR).exists())


def _forget_mail(user: User) -> None:
    """What was mailed to this address, or waits to be, stands in the queue."""
    mails = DBTaskResult.objects.filter(task_path=tasks.send_mail.module_path)
    theirs = [mail.pk for mail in mails.iterator() if user.email in mail.args_kwargs["args"][2]]
    DBTaskResult.objects.filter(pk__in=theirs).delete()


def _forget_admin_log(user: User) -> None:
    """The admin's log names what was changed as it was called at the time."""
    log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    log.update(label="")


def _end_sessions(user: User) -> None:
    """Sessions carry the user inside their data, so the open ones are looked through."""
    open_sessions = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [s.pk for s in open_sessions.iterator() if s.get_decoded().get("_auth_user_id") == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()
