"""What staff see of the worker: tasks that were given up, with their error and a way to try them again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.operations import queue
from cms.operations.models import DueRun

policy = ModelPermissionPolicy(DBTaskResult)


class FailedTasksView(ReportView):
    """Tasks that were given up, the latest first."""

    page_title = gettext_lazy("Failed tasks")
    header_icon = "warning"
    template_name = "operations/failed_tasks.html"
    results_template_name = "operations/failed_tasks_results.html"
    index_url_name = "operations_failed_tasks"
    index_results_url_name = "operations_failed_tasks_results"
    permission_policy = policy
    permission_required = "view"
    is_searchable = False
    columns = [
        Column("task_name", label=gettext_lazy("Task")),
        Column("queue_name", label=gettext_lazy("Queue")),
        DateColumn("finished_at", label=gettext_lazy("Given up")),
    ]
    list_export: list[str] = []

    def get_queryset(self) -> QuerySet[queue.QueuedTask]:
        """The tasks that were given up."""
        tasks: QuerySet[queue.QueuedTask] = DBTaskResult.objects.failed().order_by("-finished_at")
        return tasks

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tasks, the due jobs whose latest run failed, and whether the reader may retry."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["failed_jobs"] = DueRun.objects.exclude(error="")[:50]
        context["may_retry"] = policy.user_has_permission(self.request.user, "change")
        return context


@require_POST
def retry_task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Try one of them again."""
    if not policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    task = get_object_or_404(DBTaskResult, pk=task_id)
    try:
        queue.retry_dead(task_id=task.pk)
    except queue.NotDeadError:
        messages.error(request, _("This task has not been given up; there is nothing to retry."))
    else:
        messages.success(request, _("The task will be tried again."))
    return redirect("operations_failed_tasks")
