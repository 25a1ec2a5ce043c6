"""What waits for whoever opens the admin: counted, each line for those only who may do something about it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from cms.accounts.models import RoleRequest
from cms.accounts.representing import RequestState
from cms.accounts.role_requests import MAY_DECIDE as MAY_GIVE_ROLES
from cms.accounts.waiting import Waiting, declared
from cms.home.letters import ContactMessage, MessageState
from cms.home.services import MAY_ANSWER
from cms.lao.joining import JoinRequest, JoinState
from cms.lao.services import MAY_DECIDE
from cms.operations.models import DueRun
from cms.operations.views import policy as failed_tasks_policy

MOST_DRAFTS = 5


def waiting_for(user: Any) -> list[Waiting]:
    """What waits for this person, nothing that is empty; a query for each thing that they may see."""
    return [line for line in _lines(user) if line.count]


def _lines(user: Any) -> Iterator[Waiting]:
    yield Waiting(
        _("Pages that wait for your decision"),
        TaskState.objects.reviewable_by(user).count(),
        reverse("wagtailadmin_reports:workflow_tasks"),
        "success",
    )
    yield Waiting(
        _("Your drafts that are not published"),
        drafts_of(user).count(),
        reverse("wagtailadmin_explore_root"),
        "edit",
    )
    if user.has_perm(MAY_ANSWER):
        new = ContactMessage.objects.filter(state=MessageState.NEW).count()
        yield Waiting(_("Messages without an answer"), new, _list("contact_messages", MessageState.NEW), "mail")
    if user.has_perm(MAY_DECIDE):
        asked = JoinRequest.objects.filter(state=JoinState.ASKED).count()
        yield Waiting(_("Requests to join without a decision"), asked, _list("join_requests", JoinState.ASKED), "group")
    if user.has_perm(MAY_GIVE_ROLES):
        asked = RoleRequest.objects.filter(state=RequestState.ASKED).count()
        yield Waiting(
            _("Requests for roles without a decision"), asked, _list("role_requests", RequestState.ASKED), "user"
        )
    yield from declared(user)
    if failed_tasks_policy.user_has_permission(user, "view"):
        failed = DBTaskResult.objects.failed().count() + DueRun.objects.exclude(error="").count()
        yield Waiting(_("Tasks that failed"), failed, reverse("operations_failed_tasks"), "warning")


def _list(name: str, state: str) -> str:
    return f"{reverse(name)}?state={state}"


def drafts_of(user: AbstractBaseUser) -> "QuerySet[Page]":
    """Pages whose latest version is this person's and is neither published nor handed in, the newest first."""
    mine = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user)
    handed_in = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision_id")
    drafts: QuerySet[Page] = mine.exclude(latest_revision_id__in=handed_in).order_by("-latest_revision_created_at")
    return drafts


class WaitingPanel(Component):
    """The first panel of the admin's home page."""

    name = "waiting"
    template_name = "operations/waiting.html"
    order = 150

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The lines, and the newest drafts by name."""
        user = parent_context["request"].user
        return {"lines": waiting_for(user), "drafts": list(drafts_of(user)[:MOST_DRAFTS])}
