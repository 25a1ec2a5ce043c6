"""The worker's place in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.operations.dashboard import WaitingPanel
from cms.operations.views import FailedTasksView, policy, retry_task


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The report and its retry button."""
    return [
        path("reports/failed-tasks/", FailedTasksView.as_view(), name="operations_failed_tasks"),
        path(
            "reports/failed-tasks/results/",
            FailedTasksView.as_view(results_only=True),
            name="operations_failed_tasks_results",
        ),
        path("reports/failed-tasks/<uuid:task_id>/retry/", retry_task, name="operations_retry_task"),
    ]


class FailedTasksMenuItem(MenuItem):
    """Shown to whoever may see failed tasks."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the reader may."""
        return bool(policy.user_has_permission(request.user, "view"))


@hooks.register("register_reports_menu_item")
def register_menu_item() -> Any:
    """The report among Wagtail's reports."""
    return FailedTasksMenuItem(
        _("Failed tasks"), reverse("operations_failed_tasks"), name="failed-tasks", icon_name="warning", order=1200
    )


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """What waits comes before Wagtail's own panels."""
    panels.append(WaitingPanel())
