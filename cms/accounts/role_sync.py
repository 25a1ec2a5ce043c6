"""Makes the groups, and what they may do, exactly equal to the table in `roles`."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.accounts.roles import TABLE, Grant, Role

# Wagtail's own first groups; ours stand in their place.
WAGTAIL_GROUPS = ("Editors", "Moderators")
WAGTAIL_MODERATION = "Moderators approval"
# Stored, not translated: the workflow's name is data.
MODERATION = "ผู้กลั่นกรองตรวจก่อนเผยแพร่"


class UnknownPermissionError(LookupError):
    """The table names a permission that no model has."""


@transaction.atomic
def sync_roles() -> None:
    """Make the groups equal to the table; what someone clicked together on these groups is undone.

    Safe to run again. Raises UnknownPermissionError, and changes nothing, where the table
    names a permission that is not there.
    """
    for role, grant in TABLE.items():
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set(_model_permissions(grant))
        _sync_pages(group, grant)
        _sync_collections(group, grant)
    _sync_moderation()
    _replace_wagtail_groups()


def _model_permissions(grant: Grant) -> set[Permission]:
    if grant.everything:
        return set(Permission.objects.all())
    names = set(grant.models)
    if grant.admin:
        names.add("wagtailadmin.access_admin")
    found = _permissions(names)
    if missing := names - set(found):
        raise UnknownPermissionError(f"The table of roles names {sorted(missing)}, which no model has.")
    return set(found.values())


def _permissions(names: Iterable[str]) -> dict[str, Permission]:
    wanted = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    rows = Permission.objects.filter(wanted).select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}


def _sync_pages(group: Group, grant: Grant) -> None:
    root = Page.get_first_root_node()
    if root is None:
        return
    wanted = set(_permissions(f"wagtailcore.{action}_page" for action in grant.pages).values())
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _sync_collections(group: Group, grant: Grant) -> None:
    root = Collection.get_first_root_node()
    if root is None:
        return
    # Wagtail asks for the permissions of its own models, also where ours stand in for them.
    images = {f"wagtailimages.{action}_image" for action in grant.photos}
    documents = {f"wagtaildocs.{action}_document" for action in grant.files}
    wanted = set(_permissions(images | documents).values())
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _sync_moderation() -> None:
    """Everything that editors write goes to our moderators: the tree has a workflow, and its task asks them.

    A workflow that somebody set up for the tree is left as it is, as long as somebody is asked.
    """
    root = Page.get_first_root_node()
    if root is None:
        return
    moderators = Group.objects.filter(name__in=[Role.MODERATOR, Role.ADMINISTRATOR])
    if not WorkflowPage.objects.filter(page=root).exists():
        workflow = Workflow.objects.create(name=MODERATION)
        task = GroupApprovalTask.objects.create(name=MODERATION)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=root)
    for task in GroupApprovalTask.objects.filter(Q(groups=None) | Q(groups__name__in=WAGTAIL_GROUPS)).distinct():
        task.groups.set(moderators)
    for model in (Workflow, GroupApprovalTask):
        model.objects.filter(name=WAGTAIL_MODERATION).update(name=MODERATION)


def _replace_wagtail_groups() -> None:
    """Wagtail's first groups go, unless someone is in them."""
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user=None).delete()
