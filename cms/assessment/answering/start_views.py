"""Where assessing begins: what somebody may assess, and the button that begins."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.accounts.models import User
from cms.assessment import services
from cms.assessment.answering import listing
from cms.assessment.answering.doors import personal
from cms.assessment.answering.forms import SearchForm
from cms.assessment.models import Round
from cms.places.models import LAO, Organisation
from cms.places.services import organisation_of


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


@personal
@require_safe
def start(request: HttpRequest) -> HttpResponseBase:
    """Everything somebody may assess. Who speaks for nobody yet reads how to ask for it."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, problem: str = "") -> HttpResponse:
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "page": "", "show": ""}
    found = listing.listed(_me(request), words=asked["q"], show=asked["show"], number=asked["page"])
    context = {
        "found": found,
        "words": asked["q"],
        "only_to_verify": asked["show"] == listing.TO_VERIFY,
        "problem": problem,
        "seo": {"title": _("Assessing"), "robots": "noindex"},
    }
    return render(request, "assessment/answering/start.html", context, status=status)


@personal
@require_POST
def begin(request: HttpRequest) -> HttpResponseBase:
    """Begin an assessment, or go on with the one that somebody began already."""
    in_round = listing.round_to_begin(request.POST.get("round", ""))
    of = _organisation(request, in_round) if in_round is not None else None
    if of is None or in_round is None:
        return _page(request, 422, _("Choose an organisation and a round that is open."))
    try:
        begun = services.begin(organisation=of, round=in_round, user=_me(request))
    except ValidationError as refused:
        return _page(request, 422, " ".join(refused.messages))
    messages.info(request, _("Answer one indicator after the other. Every answer is kept as you give it."))
    return redirect("assessment:assess_one", begun.pk)


def _organisation(request: HttpRequest, in_round: Round) -> Organisation | None:
    """What is to be assessed; an LAO of the registry becomes an organisation with its first assessment."""
    user = _me(request)
    if key := _key(request, "lao"):
        lao = listing.lao_to_begin(user, key=key) if in_round.indicator_set.kind_id == LAO else None
        return organisation_of(lao) if lao is not None else None
    return listing.organisation_to_begin(user, key=_key(request, "organisation"))


def _key(request: HttpRequest, name: str) -> str:
    """The key that was sent; empty for what no database would look for."""
    sent = request.POST.get(name, "")[:90]
    return "" if "\x00" in sent else sent
