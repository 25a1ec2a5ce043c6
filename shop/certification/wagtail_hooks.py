"""Certifying bodies and their certifiers in the admin, and the way to all certificates."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.accounts.admin_menu import PermittedItem
from shop.certification.admin_forms import BodyForm, CertifierForm
from shop.certification.models import Certifier, CertifyingBody
from shop.certification.queries import MAY_KEEP


class BodyViewSet(SnippetViewSet):
    """Who certifies, and where."""

    model = CertifyingBody
    icon = "clipboard-list"
    copy_view_enabled = False
    list_display = ["__str__", "get_kind_display", "province", "lao", "is_active", "is_demo"]
    list_filter = ["province", "kind", "is_active"]
    list_per_page = 50
    search_backend_name = None
    search_fields = ["name_th", "name_en"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en")]),
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("province"), FieldPanel("lao")]),
            FieldPanel("is_active"),
        ],
        base_form_class=BodyForm,
    )


class CertifierViewSet(SnippetViewSet):
    """Who acts for a body; given and taken, never changed."""

    model = Certifier
    icon = "user"
    copy_view_enabled = False
    list_display = ["user", "body", "since"]
    list_filter = ["body"]
    list_per_page = 50
    search_backend_name = None
    search_fields = ["user__email", "user__name", "body__name_th"]
    edit_handler = ObjectList([FieldPanel("body"), FieldPanel("email")], base_form_class=CertifierForm)


class CertificationGroup(SnippetViewSetGroup):
    """One menu for both."""

    menu_label = _("Certification")
    menu_icon = "clipboard-list"
    menu_order = 660
    items = (BodyViewSet, CertifierViewSet)


register_snippet(CertificationGroup)


@hooks.register("register_admin_menu_item")
def certificates_menu_item() -> MenuItem:
    """“Certificates”: all of them, to look at and to revoke."""
    return PermittedItem(
        _("Certificates"),
        reverse("shop_certify"),
        name="certificates",
        icon_name="clipboard-list",
        order=925,
        permission=MAY_KEEP,
    )
