"""Rounds in the admin: their addresses, and their item in the menu."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.assessment.staff.rounds import MAY_LOOK, RoundsView, add_round, one_round
from cms.indicators.keeping.menu import MENU, item


@hooks.register("register_admin_urls")
def round_urls() -> list[URLPattern]:
    """The list, a new one, one."""
    return [
        path("rounds/", RoundsView.as_view(), name="assessment_rounds"),
        path("rounds/results/", RoundsView.as_view(results_only=True), name="assessment_rounds_results"),
        path("rounds/add/", add_round, name="assessment_round_add"),
        path("rounds/<int:pk>/", one_round, name="assessment_round"),
    ]


@hooks.register(MENU)
def rounds_item() -> MenuItem:
    """“Rounds” in the menu Kalyanamitr."""
    return item(_("Rounds"), "assessment_rounds", MAY_LOOK, icon_name="calendar-alt", order=30)
