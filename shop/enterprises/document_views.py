"""The papers of an application at the desk: what is missing, adding one, looking at it, taking it away."""

import re
import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.accounts.pace import counted
from cms.accounts.role_forms import PaperField
from media import private_files, serving
from shop.enterprises import handing_in
from shop.enterprises.documents import DocumentKind
from shop.enterprises.doors import Stand, for_members, frame
from shop.enterprises.models import State

FILES_AN_HOUR = 40
_KEY = re.compile(r"[0-9a-f]{32}")


class DocumentForm(forms.Form):
    """One paper, and what it is. `form_key` goes with the form: sent twice it is kept once."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=DocumentKind.choices)
    file = PaperField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("A PDF or a picture, JPEG or PNG; a photograph of the paper is good enough."),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_form_key(self) -> str:
        """The key that came, or a new one where it is none."""
        key: str = self.cleaned_data["form_key"]
        return key if _KEY.fullmatch(key) else secrets.token_hex(16)

    def add_refusal(self, error: ValidationError) -> None:
        """Show what the service refused beside the field it is about."""
        for name, problems in getattr(error, "error_dict", {None: [error]}).items():
            self.add_error(name if name in self.fields else "file", problems)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest, stand: Stand) -> HttpResponse:
    """The papers there are, and the form for another."""
    posted = request.method == "POST"
    if posted and counted(f"enterprise-papers:{stand.member.pk}") > FILES_AN_HOUR:
        words = _("You have sent %(number)s files within the hour. Please try again later.")
        messages.warning(request, words % {"number": FILES_AN_HOUR})
        return redirect(stand.url("shop_desk_documents"))
    form = DocumentForm(request.POST, request.FILES) if posted else DocumentForm(initial=_first(stand))
    if posted and form.is_valid():
        try:
            handing_in.add_document(enterprise=stand.enterprise, actor=stand.member, **form.cleaned_data)
        except ValidationError as error:
            form.add_refusal(error)
        else:
            messages.success(request, _("The paper is kept."))
            return redirect(stand.url("shop_desk_documents"))
    is_open = stand.enterprise.state in {State.DRAFT, State.SENT_BACK}
    rows = stand.enterprise.documents.all()
    context = frame(stand, "documents", _("Papers for verification"), form=form, documents=rows, is_open=is_open)
    context["kept_days"] = handing_in.KEPT_AFTER_DECISION.days
    return render(request, "shop/enterprises/documents.html", context, status=422 if posted else 200)


def _first(stand: Stand) -> dict[str, Any]:
    """The form begins with the first kind that is missing."""
    there = set(stand.enterprise.documents.filter(refusal="").values_list("kind", flat=True))
    kind = next((kind for kind in DocumentKind.values if kind not in there), DocumentKind.PLACE.value)
    return {"form_key": secrets.token_hex(16), "kind": kind}


@for_members
@require_safe
def document(request: HttpRequest, stand: Stand, pk: int) -> HttpResponseBase:
    """One paper, for the members; staff have their own way."""
    found = stand.enterprise.documents.filter(pk=pk).first()
    if found is None:
        raise Http404
    return serving.respond(request, private_files.served(str(found.file.name), called=f"{found.kind}-{found.pk}"))


@for_members
@require_POST
def remove_document(request: HttpRequest, stand: Stand, pk: int) -> HttpResponse:
    """Take a paper away. Taken away twice it is taken away once."""
    found = stand.enterprise.documents.select_related("enterprise").filter(pk=pk).first()
    if found is not None:
        try:
            handing_in.remove_document(document=found)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("The paper is removed."))
    return redirect(stand.url("shop_desk_documents"))
