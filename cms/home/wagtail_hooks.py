"""Where staff read and answer messages in the admin."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.admin_menu import PermittedItem
from cms.home.letters import ContactMessage, MessageState
from cms.home.services import MAY_ANSWER
from cms.home.views import contact_message


class MessagesView(IndexView):
    """The messages, newest first; filtered by state, searched by name, subject and text."""

    model = ContactMessage
    permission_policy = ModelPermissionPolicy(ContactMessage)
    any_permission_required = ["change"]
    page_title = _("Messages")
    header_icon = "mail"
    index_url_name = "contact_messages"
    index_results_url_name = "contact_messages_results"
    list_filter = ["state"]
    search_fields = ["subject", "name", "text"]
    paginate_by = 25
    columns = [
        TitleColumn("subject", label=_("Subject"), get_url=lambda one: reverse("contact_message", args=[one.pk])),
        Column("name", label=_("Name")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
    ]


@hooks.register("register_admin_urls")
def message_urls() -> list[URLPattern]:
    """The list, and one message."""
    return [
        path("messages/", MessagesView.as_view(), name="contact_messages"),
        path("messages/results/", MessagesView.as_view(results_only=True), name="contact_messages_results"),
        path("messages/<int:pk>/", contact_message, name="contact_message"),
    ]


@hooks.register("register_admin_menu_item")
def messages_menu_item() -> Any:
    """“Messages” in the admin's menu, opened at those that wait."""
    url = f"{reverse('contact_messages')}?state={MessageState.NEW}"
    return PermittedItem(_("Messages"), url, name="messages", icon_name="mail", order=900, permission=MAY_ANSWER)
