"""The contact page's answers, and the pages on which staff read and answer messages."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.home import services
from cms.home.forms import AnswerForm, ContactForm
from cms.home.letters import ContactMessage, MessageState

if TYPE_CHECKING:
    from cms.home.models import ContactPage

SENT = "sent"


def contact(request: HttpRequest, page: "ContactPage") -> HttpResponse:
    """The form; after a good one a redirect, so that a reload sends nothing twice."""
    form = ContactForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        services.receive_message(
            name=data["name"],
            email=data["email"],
            subject=data["subject"],
            text=data["text"],
            language=get_language() or "th",
        )
        return redirect(f"{request.path}?{SENT}=1")
    context = {**page.get_context(request), "form": form, "is_sent": SENT in request.GET}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, page.get_template(request), context, status=status)


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
