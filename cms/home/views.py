"""The contact page's answers, and the pages on which staff read and answer messages."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.home import services
from cms.home.forms import AnswerForm, ContactForm
from cms.home.letters import ContactMessage, MessageState

if TYPE_CHECKING:
    from cms.home.models import ContactPage

MAY_ANSWER = "home.change_contactmessage"
SENT = "sent"


def contact(request: HttpRequest, page: "ContactPage") -> HttpResponse:
    """The form; after a good one a redirect, so that a reload sends nothing twice."""
    form = ContactForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
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


@permission_required(MAY_ANSWER, raise_exception=True)
def contact_message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message with its history, and the form to answer it."""
    message = get_object_or_404(ContactMessage, pk=pk)
    form = AnswerForm(request.POST or None, instance=message)
    if request.method == "POST":
        done = _act(request, message, form)
        if done:
            messages.success(request, done)
            return redirect("contact_message", pk=pk)
    context = {
        "message": message,
        "form": form,
        "events": message.events.select_related("actor").order_by("at", "pk")[:100],
        "is_new": message.state == MessageState.NEW,
        "may_reopen": message.state in {MessageState.CLOSED, MessageState.SPAM},
    }
    return render(request, "home/contact_message.html", context)


def _act(request: HttpRequest, message: ContactMessage, form: AnswerForm) -> str:
    """Do what the pressed button says; returns the words to show, or nothing where it was refused."""
    actor = request.user
    try:
        match request.POST.get("act"):
            case "answer" if form.is_valid():
                fresh = ContactMessage.objects.get(pk=message.pk)
                services.answer_message(message=fresh, answer=form.cleaned_data["answer"], actor=actor)  # type: ignore[arg-type]
                return _("The answer is on its way.")
            case "close" | "spam" as act:
                services.close_message(message=message, actor=actor, spam=act == "spam")  # type: ignore[arg-type]
                return _("The message is put away.")
            case "reopen":
                services.reopen_message(message=message, actor=actor)  # type: ignore[arg-type]
                return _("The message is open again.")
    except ValidationError as error:
        form.add_error(None, error.messages)  # type: ignore[arg-type]
    return ""
