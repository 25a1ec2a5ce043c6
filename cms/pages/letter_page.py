"""The base of pages on which a visitor writes to staff: some words, a form, thanks."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.pages.models import SepPage

F = TypeVar("F", bound=forms.Form)

SENT = "sent"


class LetterPage(SepPage):
    """A page with a form; a subclass serves it with `answer`."""

    kind = "page"
    intro = models.TextField(_("introduction"), max_length=1500, blank=True)
    thanks = models.TextField(_("words after sending"), max_length=500, blank=True)

    content_panels: ClassVar[list[Any]] = [*SepPage.content_panels, FieldPanel("intro"), FieldPanel("thanks")]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def body_text(self) -> str:
        """The introduction."""
        return self.intro


def answer(
    request: HttpRequest, page: LetterPage, *, form_class: Callable[..., F], receive: Callable[[F], bool]
) -> HttpResponse:
    """The form, the form with its problems, or the thanks.

    `receive` takes a valid form; where it returns False it has said why on the form. After a good form comes a redirect,
    so that a reload sends nothing twice.
    """
    form = form_class(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid() and receive(form):
        return redirect(f"{request.path}?{SENT}=1")
    context = {**page.get_context(request), "form": form, "is_sent": SENT in request.GET}
    return TemplateResponse(request, page.get_template(request), context, status=422 if form.is_bound else 200)
