"""Assessments in the admin: their addresses, and their item in the menu."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.assessment.staff.views import MAY_SEE, AssessmentsView, assessment
from cms.indicators.keeping.menu import MENU, item


@hooks.register("register_admin_urls")
def assessment_urls() -> list[URLPattern]:
    """The list, and one assessment."""
    return [
        path("assessments/", AssessmentsView.as_view(), name="assessments_admin"),
        path("assessments/results/", AssessmentsView.as_view(results_only=True), name="assessments_admin_results"),
        path("assessments/<int:pk>/", assessment, name="assessment_admin"),
    ]


@hooks.register(MENU)
def assessments_item() -> MenuItem:
    """“Assessments” in the menu Kalyanamitr."""
    return item(_("Assessments"), "assessments_admin", MAY_SEE, icon_name="clipboard-list", order=10)
