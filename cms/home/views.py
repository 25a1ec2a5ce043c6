"""The contact page's answers, and the pages on which staff read and answer messages."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.home import services
from cms.home.forms import AnswerForm, ContactForm
from cms.home.letters import ContactMessage, MessageState
from cms.pages import letter_page

if TYPE_CHECKING:
    from cms.home.models import ContactPage


def contact(request: HttpRequest, page: "ContactPage") -> HttpResponse:
    """The form, the form with its problems, or the thanks."""
    return letter_page.answer(request, page, form_class=ContactForm, receive=_received)


def _received(form: ContactForm) -> bool:
    names = ("name", "email", "subject", "text")
    services.receive_message(**{name: form.cleaned_data[name] for name in names}, language=get_language() or "th")
    return True


@permission_required(services.MAY_ANSWER, raise_exception=True)
def contact_message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message with its history, and the form to answer it."""
    message = get_object_or_404(ContactMessage, pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (done := _acted(request, message, form)):
        messages.success(request, done)
        return redirect("contact_message", pk=pk)
    message = ContactMessage.objects.get(pk=pk)
    context = {
        "message": message,
        "form": form,
        "events": message.events.select_related("actor").order_by("at", "pk")[:100],
        "is_new": message.state == MessageState.NEW,
        "may_close": message.state in {MessageState.NEW, MessageState.ANSWERED},
        "may_reopen": message.state in {MessageState.CLOSED, MessageState.SPAM},
        "header_title": message.subject,
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("contact_messages"), "label": _("Messages")},
            {"url": "", "label": message.subject},
        ],
    }
    return render(request, "home/contact_message.html", context, status=422 if form.is_bound else 200)


def _acted(request: HttpRequest, message: ContactMessage, form: AnswerForm) -> str:
    """Do what the pressed button says; returns the words to show, or nothing where it was refused."""
    actor = cast(User, request.user)
    try:
        match request.POST.get("act"):
            case "answer" if form.is_valid():
                services.answer_message(message=message, answer=form.cleaned_data["answer"], actor=actor)
                return _("The answer is on its way.")
            case "close" | "spam" as act:
                services.close_message(message=message, actor=actor, spam=act == "spam")
                return _("The message is put away.")
            case "reopen":
                services.reopen_message(message=message, actor=actor)
                return _("The message is open again.")
    except ValidationError as error:
        form.add_error(None, error)
    return ""
