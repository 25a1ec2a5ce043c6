"""Who leaves is erased; a nameless row stays."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, Page

from cms.accounts import services, tasks
from cms.accounts.models import Notice, User
from cms.accounts.roles import Role
from tests.accounts.test_notices import DATABASE_QUEUE, tell
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def everything_about(person: User) -> str:
    """All that the database holds about a person, as one text."""
    row = User.objects.filter(pk=person.pk).values().get()
    rest = [
        EmailAddress.objects.filter(user=person).values(),
        Notice.objects.filter(recipient=person).values(),
        ModelLogEntry.objects.filter(object_id=str(person.pk)).values("label"),
        DBTaskResult.objects.values("args_kwargs"),
        person.groups.values("name"),
    ]
    return repr(row) + repr([list(part) for part in rest])


@override_settings(TASKS=DATABASE_QUEUE)
def test_nothing_personal_is_left_of_who_leaves(cast: Cast, root: Page) -> None:
    researcher = cast.researcher
    tell(researcher)
    tasks.send_mail.enqueue("Subject", "Body", [researcher.email])
    cast.client("administrator").post(
        reverse("wagtailusers_users:edit", args=[researcher.pk]),
        {"name": "Researcher Two", "language": "th", "is_active": "on"},
    )
    assert "Researcher Two" in everything_about(researcher)
    client = cast.client("researcher")
    answer = client.post(reverse("account_leave"), {"password": PASSWORD})
    assert answer.headers["Location"] == reverse("account_left")
    assert client.get(reverse("account_left")).status_code == 200
    left = User.objects.get(pk=researcher.pk)
    assert "esearcher" not in everything_about(left)
    assert not left.is_active
    assert not left.has_usable_password()
    assert left.public_name == "อดีตสมาชิก"
    assert not get_user(client).is_authenticated


def test_all_open_browsers_of_who_leaves_are_signed_out(cast: Cast) -> None:
    phone, desk, other = cast.client("owner"), cast.client("owner"), cast.client("stranger")
    phone.post(reverse("account_leave"), {"password": PASSWORD})
    assert not get_user(desk).is_authenticated
    assert get_user(other).is_authenticated


def test_leaving_with_a_wrong_password_changes_nothing(cast: Cast) -> None:
    client = cast.client("owner")
    before = everything_about(cast.owner)
    answer = client.post(reverse("account_leave"), {"password": "wrong"})
    assert answer.context["form"].errors.keys() == {"password"}
    assert everything_about(cast.owner) == before


def test_leaving_twice_is_leaving_once(cast: Cast) -> None:
    services.leave(user=cast.owner)
    first = User.objects.get(pk=cast.owner.pk)
    services.leave(user=cast.owner)
    assert User.objects.filter(pk=first.pk, email=first.email, left_at=first.left_at).exists()


def test_the_last_administrator_cannot_leave_and_stays_whole(cast: Cast) -> None:
    answer = cast.client("administrator").post(reverse("account_leave"), {"password": PASSWORD})
    assert answer.context["form"].non_field_errors()
    administrator = User.objects.get(pk=cast.administrator.pk)
    assert administrator.is_active
    assert administrator.groups.filter(name=Role.ADMINISTRATOR).exists()


def test_an_administrator_may_leave_when_there_is_another(cast: Cast) -> None:
    User.objects.create_superuser("second@example.org", "x")
    services.leave(user=cast.administrator)
    assert not User.objects.get(pk=cast.administrator.pk).is_active


def test_the_address_of_who_left_can_be_used_again(cast: Cast) -> None:
    services.leave(user=cast.owner)
    assert User.objects.create_user("owner@example.org", PASSWORD).pk != cast.owner.pk


@pytest.mark.parametrize(
    "change", [{"is_active": True}, {"name": "Back"}, {"email": "back@example.org"}, {"is_superuser": True}]
)
def test_the_database_refuses_to_name_or_wake_who_left(cast: Cast, change: dict[str, object]) -> None:
    services.leave(user=cast.owner)
    with pytest.raises(IntegrityError, match="user_who_left_is_nameless"), transaction.atomic():
        User.objects.filter(pk=cast.owner.pk).update(**change)
