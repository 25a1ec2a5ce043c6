"""The way to the reports in the admin's menu; they are written where officers of LAOs write them too."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from shop.reports.queries import MAY_WRITE


class ReportsMenuItem(MenuItem):
    """Shown to those who write reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may write them."""
        return request.user.has_perm(MAY_WRITE)


@hooks.register("register_admin_menu_item")
def annual_reports_menu_item() -> MenuItem:
    """“Annual reports”: all of them, to write and to publish."""
    return ReportsMenuItem(
        _("Annual reports"), reverse("shop_report_drafts"), name="annual-reports", icon_name="doc-full", order=935
    )
