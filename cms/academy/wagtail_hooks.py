"""What staff see of the academy: how many learn, never who."""

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports.base import ReportView

from cms.academy.learning import Enrolment
from cms.academy.models import CoursePage
from cms.academy.queries import FIRST_LANGUAGE


def _number(counted: Any) -> Any:
    """A number for each course, 0 where nobody follows it."""
    rows = Enrolment.objects.filter(course=OuterRef("translation_key")).order_by().values("course")
    return Coalesce(Subquery(rows.annotate(number=counted).values("number"), output_field=IntegerField()), 0)


class LearnersView(ReportView):
    """Courses with the numbers of their learners, as they are now."""

    page_title = _("Learners")
    header_icon = "group"
    index_url_name = "academy_learners"
    index_results_url_name = "academy_learners_results"
    default_ordering = "title"
    is_searchable = False
    columns = [
        TitleColumn(
            "title", label=_("Course"), get_url=lambda course: reverse("wagtailadmin_pages:edit", args=[course.pk])
        ),
        Column("following", label=_("Learners")),
        Column("completed", label=_("Completed")),
        Column("stopped", label=_("Left before the end")),
    ]
    list_export = ["title", "following", "completed", "stopped"]
    export_headings = {
        "title": _("Course"),
        "following": _("Learners"),
        "completed": _("Completed"),
        "stopped": _("Left before the end"),
    }

    def get_queryset(self) -> QuerySet[CoursePage]:
        """The courses in the site's first language, which every translation counts with; a name or an address of nobody."""
        courses = CoursePage.objects.filter(locale__language_code=FIRST_LANGUAGE).order_by(F("title"))
        rows: QuerySet[CoursePage] = courses.annotate(
            following=_number(Count("pk", filter=Q(left_at=None))),
            completed=_number(Count("pk", filter=Q(completed_at__isnull=False))),
            stopped=_number(Count("pk", filter=Q(left_at__isnull=False))),
        )
        return rows


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The report."""
    return [
        path("reports/learners/", LearnersView.as_view(), name="academy_learners"),
        path("reports/learners/results/", LearnersView.as_view(results_only=True), name="academy_learners_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> Any:
    """The report among Wagtail's reports."""
    return MenuItem(_("Learners"), reverse("academy_learners"), name="learners", icon_name="group", order=1100)
