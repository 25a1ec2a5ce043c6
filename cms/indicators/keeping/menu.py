"""The menu “Kalyanamitr” of the admin. Rooms above put their own items into it: `@hooks.register(MENU)`."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

from cms.accounts.admin_menu import PermittedItem

MENU = "register_kalyanamitr_menu_item"
MAY_LOOK, MAY_KEEP = "indicators.view_indicatorset", "indicators.change_indicatorset"


def item(label: Promise, address: str, permission: str, *, icon_name: str, order: int) -> PermittedItem:
    """An item that leads to the address of this name, for whoever has the permission."""
    name = address.replace("_", "-")
    return PermittedItem(label, reverse(address), name=name, icon_name=icon_name, order=order, permission=permission)


def kalyanamitr_menu() -> SubmenuMenuItem:
    """The menu with what every room put into it; hidden from who may see nothing of it."""
    menu = Menu(register_hook_name=MENU)
    return SubmenuMenuItem(_("Kalyanamitr"), menu, name="kalyanamitr", icon_name="clipboard-list", order=660)
