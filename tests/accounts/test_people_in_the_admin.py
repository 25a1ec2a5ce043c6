"""Administrators invite people, give roles, and let people go; roles themselves are kept in code."""

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.accounts.models import User
from cms.accounts.roles import Role
from tests.accounts.mailbox import latest_to, link_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_person_made_in_the_admin_chooses_a_password_by_the_invitation(cast: Cast, root: Page) -> None:
    editor = Group.objects.get(name=Role.EDITOR)
    words = {"email": "New@Example.org", "name": "ครูใหม่", "language": "th", "groups": [str(editor.pk)]}
    cast.client("administrator").post(reverse("wagtailusers_users:add"), words)
    person = User.objects.get(email="new@example.org")
    assert not person.has_usable_password()
    assert person.has_perm("wagtailadmin.access_admin")
    client = Client()
    page = client.get(link_in(latest_to("new@example.org")), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "a-new-sala-9", "password2": "a-new-sala-9"})
    assert User.objects.get(pk=person.pk).check_password("a-new-sala-9")


def test_a_person_with_a_known_address_is_refused_beside_the_field(cast: Cast, root: Page) -> None:
    cast.owner  # noqa: B018 - made by asking
    words = {"email": "OWNER@example.org", "name": "Somebody", "language": "th"}
    answer = cast.client("administrator").post(reverse("wagtailusers_users:add"), words)
    assert answer.context["form"].errors.keys() == {"email"}
    assert User.objects.filter(email="owner@example.org").count() == 1


def test_an_address_is_its_owners_to_change(cast: Cast, root: Page) -> None:
    words = {"email": "taken-over@example.org", "name": "Owner", "language": "th", "is_active": "on"}
    cast.client("administrator").post(reverse("wagtailusers_users:edit", args=[cast.owner.pk]), words)
    assert User.objects.get(pk=cast.owner.pk).email == "owner@example.org"


@pytest.mark.parametrize("how", ["one", "several"])
def test_deleting_a_person_erases_them_and_keeps_a_nameless_row(cast: Cast, root: Page, how: str) -> None:
    client = cast.client("administrator")
    if how == "one":
        client.post(reverse("wagtailusers_users:delete", args=[cast.owner.pk]))
    else:
        bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
        client.post(f"{bulk}?id={cast.owner.pk}&next=/admin/users/")
    left = User.objects.get(pk=cast.owner.pk)
    assert (left.name, left.is_active, left.left_at is None) == ("", False, False)
    assert client.get(reverse("wagtailusers_users:edit", args=[left.pk])).status_code == 404
    assert left.email not in client.get(reverse("wagtailusers_users:index")).content.decode()


def test_who_left_cannot_be_woken_in_bulk(cast: Cast, root: Page) -> None:
    client = cast.client("administrator")
    client.post(reverse("wagtailusers_users:delete", args=[cast.owner.pk]))
    bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    client.post(f"{bulk}?id={cast.owner.pk}&next=/admin/users/", {"mark_as_active": "on"})
    assert not User.objects.get(pk=cast.owner.pk).is_active


def test_nobody_changes_a_role_in_the_admin(cast: Cast, root: Page) -> None:
    client = cast.client("administrator")
    group = Group.objects.get(name=Role.MEMBER)
    client.post(reverse("wagtailusers_groups:edit", args=[group.pk]), {"name": "kings"})
    client.post(reverse("wagtailusers_groups:delete", args=[group.pk]))
    assert Group.objects.get(pk=group.pk).name == Role.MEMBER


def test_an_editor_who_is_no_administrator_does_not_see_people(cast: Cast, root: Page) -> None:
    client = cast.client("editor")
    assert "owner@example.org" not in client.get(reverse("wagtailusers_users:index"), follow=True).content.decode()
    assert get_user(client).is_authenticated
