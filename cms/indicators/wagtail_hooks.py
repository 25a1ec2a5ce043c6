"""Indicator sets in the admin."""

from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem

from cms.indicators.keeping.admin_urls import keeping_urls as keeping_urls
from cms.indicators.keeping.menu import kalyanamitr_menu
from cms.indicators.workbook.admin_urls import workbook_urls as workbook_urls


@hooks.register("register_admin_menu_item")
def menu_item() -> SubmenuMenuItem:
    """“Kalyanamitr” in the admin's menu; every room puts its own items into it."""
    return kalyanamitr_menu()
