"""The answers of the page to ask to join, and the page on which staff decide."""

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
from cms.lao import services
from cms.lao.forms import DeclineForm, JoinForm
from cms.lao.joining import JoinRequest, JoinState
from cms.pages import letter_page

if TYPE_CHECKING:
    from cms.lao.models import JoinPage


def join(request: HttpRequest, page: "JoinPage") -> HttpResponse:
    """The form, the form with its problems, or the thanks."""
    return letter_page.answer(request, page, form_class=JoinForm, receive=_asked)


def _asked(form: JoinForm) -> bool:
    names = ("lao", "lao_type", "lao_name", "province", "district", "person", "position", "email", "text")
    try:
        services.ask_to_join(**{name: form.cleaned_data[name] for name in names}, language=get_language() or "th")
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


@permission_required(services.MAY_DECIDE, raise_exception=True)
def join_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with its history, and the buttons to decide."""
    asked = get_object_or_404(JoinRequest.objects.select_related("lao", "province", "district"), pk=pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (done := _decided(request, asked, form)):
        messages.success(request, done)
        return redirect("join_request", pk=pk)
    asked = JoinRequest.objects.select_related("lao", "province", "district").get(pk=pk)
    context = {
        "asked": asked,
        "form": form,
        "events": asked.events.select_related("actor").order_by("at", "pk")[:100],
        "is_open": asked.state == JoinState.ASKED,
        "header_title": str(asked),
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("join_requests"), "label": _("Requests to join")},
            {"url": "", "label": str(asked)},
        ],
    }
    return render(request, "lao/join_request.html", context, status=422 if form.is_bound else 200)


def _decided(request: HttpRequest, asked: JoinRequest, form: DeclineForm) -> str:
    """Do what the pressed button says; returns the words to show, or nothing where it was refused."""
    actor = cast(User, request.user)
    try:
        match request.POST.get("act"):
            case "accept":
                services.accept(request=asked, actor=actor)
                return _("The LAO is in. It is told by e-mail.")
            case "decline" if form.is_valid():
                services.decline(request=asked, actor=actor, reason=form.cleaned_data["reason"])
                return _("The request is declined. The LAO is told by e-mail.")
            case "reopen":
                services.reopen(request=asked, actor=actor)
                return _("The request is open again.")
    except ValidationError as error:
        form.add_error(None, error)
    return ""
