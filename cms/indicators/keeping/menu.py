"""The menu “Kalyanamitr” of the admin. Rooms above put their own items into it: `@hooks.register(MENU)`."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

MENU = "register_kalyanamitr_menu_item"
MAY_LOOK, MAY_KEEP = "indicators.view_indicatorset", "indicators.change_indicatorset"


class PermittedItem(MenuItem):
    """An item for whoever has one permission."""

    def __init__(self, label: Promise, address: str, permission: str, *, icon_name: str, order: int) -> None:
        self.permission = permission
        super().__init__(label, reverse(address), name=address.replace("_", "-"), icon_name=icon_name, order=order)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has it."""
        return request.user.has_perm(self.permission)


def kalyanamitr_menu() -> SubmenuMenuItem:
    """The menu with what every room put into it; hidden from who may see nothing of it."""
    menu = Menu(register_hook_name=MENU)
    return SubmenuMenuItem(_("Kalyanamitr"), menu, name="kalyanamitr", icon_name="clipboard-list", order=660)
