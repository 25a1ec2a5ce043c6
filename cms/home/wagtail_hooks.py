"""Where staff read and answer messages in the admin."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.home.letters import ContactMessage, MessageState
from cms.home.views import MAY_ANSWER, contact_message

PAGE_LENGTH = 25


class MessagesMenuItem(MenuItem):
    """Shown to those who may answer."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may answer messages."""
        return request.user.has_perm(MAY_ANSWER)


@permission_required(MAY_ANSWER, raise_exception=True)
def contact_messages(request: HttpRequest) -> HttpResponse:
    """The messages, newest first; `?state=` shows one state only."""
    state = request.GET.get("state", MessageState.NEW)
    found = ContactMessage.objects.filter(state=state) if state in MessageState.values else ContactMessage.objects.all()
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(request, "home/contact_messages.html", {"page": page, "states": MessageState, "state": state})


@hooks.register("register_admin_urls")
def message_urls() -> list[URLPattern]:
    """The list, and one message."""
    return [
        path("messages/", contact_messages, name="contact_messages"),
        path("messages/<int:pk>/", contact_message, name="contact_message"),
    ]


@hooks.register("register_admin_menu_item")
def messages_menu_item() -> Any:
    """“Messages” in the admin's menu."""
    return MessagesMenuItem(_("Messages"), reverse("contact_messages"), name="messages", icon_name="mail", order=900)
