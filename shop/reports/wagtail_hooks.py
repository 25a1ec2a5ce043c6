"""The way to the reports in the admin's menu; they are written where officers of LAOs write them too."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.accounts.admin_menu import PermittedItem
from shop.reports.queries import MAY_WRITE


@hooks.register("register_admin_menu_item")
def annual_reports_menu_item() -> MenuItem:
    """“Annual reports”: all of them, to write and to publish."""
    return PermittedItem(
        _("Annual reports"),
        reverse("shop_report_drafts"),
        name="annual-reports",
        icon_name="doc-full",
        order=935,
        permission=MAY_WRITE,
    )
