"""The groups are what the table says, nothing more and nothing less."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management.sql import emit_post_migrate_signal
from wagtail.models import GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page

from cms.accounts import role_sync, roles
from cms.accounts.role_sync import UnknownPermissionError, sync_roles
from cms.accounts.role_table import markdown
from cms.accounts.roles import TABLE, Grant, Role
from cms.settings.env import ROOT
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_every_role_is_a_group_and_wagtails_own_groups_are_gone(root: Page) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {role.value for role in Role}


@pytest.mark.parametrize("role", list(Role))
def test_a_group_may_do_on_pages_and_media_exactly_what_the_table_says(root: Page, role: Role) -> None:
    grant = TABLE[role]
    pages = GroupPagePermission.objects.filter(group__name=role)
    media = GroupCollectionPermission.objects.filter(group__name=role)
    assert sorted(pages.values_list("page__depth", "permission__codename")) == sorted(
        (1, f"{action}_page") for action in grant.pages
    )
    assert sorted(media.values_list("permission__codename", flat=True)) == sorted(
        [f"{action}_image" for action in grant.photos] + [f"{action}_document" for action in grant.files]
    )


def test_only_staff_may_open_the_admin(cast: Cast, root: Page) -> None:
    opens = {role for role in Role if getattr(cast, role.value).has_perm("wagtailadmin.access_admin")}
    assert opens == {Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR}


def test_an_administrator_has_every_permission_there_is(root: Page) -> None:
    group = Group.objects.get(name=Role.ADMINISTRATOR)
    assert group.permissions.count() == Permission.objects.count() > 0


def test_what_was_clicked_together_on_a_role_is_undone(root: Page) -> None:
    member = Group.objects.get(name=Role.MEMBER)
    member.permissions.add(Permission.objects.get(codename="access_admin"))
    publish = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=member, page=root, permission=publish)
    GroupPagePermission.objects.filter(group__name=Role.EDITOR).delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert not member.permissions.exists()
    assert not GroupPagePermission.objects.filter(group=member).exists()
    assert GroupPagePermission.objects.filter(group__name=Role.EDITOR).count() == 2


def test_syncing_twice_changes_nothing(root: Page) -> None:
    before = list(GroupPagePermission.objects.order_by("pk").values_list()), Group.objects.count()
    sync_roles()
    assert (list(GroupPagePermission.objects.order_by("pk").values_list()), Group.objects.count()) == before


def test_a_permission_that_no_model_has_is_refused_and_nothing_changes(
    root: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {**TABLE, Role.ADMINISTRATOR: Grant("", models=frozenset({"accounts.fly"}))}
    monkeypatch.setattr(role_sync, "TABLE", wrong)
    Group.objects.get(name=Role.MEMBER).permissions.add(Permission.objects.all()[0])
    with pytest.raises(UnknownPermissionError, match=r"accounts\.fly"):
        sync_roles()
    assert Group.objects.get(name=Role.MEMBER).permissions.count() == 1
    assert Group.objects.get(name=Role.ADMINISTRATOR).permissions.count() == Permission.objects.count()


def test_wagtails_approval_task_asks_our_moderators(root: Page) -> None:
    task = GroupApprovalTask.objects.get()
    assert set(task.groups.values_list("name", flat=True)) == {Role.MODERATOR, Role.ADMINISTRATOR}


def test_every_role_has_a_line_in_the_table() -> None:
    assert set(roles.TABLE) == set(Role)


def test_the_documentation_is_the_table() -> None:
    assert (ROOT / "docs" / "roles.md").read_text(encoding="utf-8") == markdown()
