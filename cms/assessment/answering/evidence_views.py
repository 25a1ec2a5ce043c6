"""Evidence over HTTP: a file for who may see the assessment, and what the page's own module adds and removes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from cms.assessment import services
from cms.assessment.answering import saving
from cms.assessment.answering.doors import Stand, for_those_who_see
from cms.assessment.answering.forms import EvidenceForm
from cms.assessment.answering.saving_views import ask_of, refusal
from cms.assessment.models import Evidence
from media import private_files, serving


@for_those_who_see
@require_safe
def file(request: HttpRequest, stand: Stand, evidence: int) -> HttpResponseBase:
    """A photo, shown in the browser, or a document, saved by it; kept by no cache that others share."""
    piece = Evidence.objects.filter(assessment=stand.assessment, pk=evidence).exclude(file="").first()
    if piece is None:
        raise Http404
    called = piece.title or f"evidence-{piece.pk}"
    return serving.respond(request, private_files.served(str(piece.file.name), called=called))


@for_those_who_see
@require_POST
def evidence(request: HttpRequest, stand: Stand, code: str) -> HttpResponseBase:
    """Add evidence to a sub-indicator, or remove a piece; answers with all of it as the page shows it."""
    ask = ask_of(stand, code)
    form: EvidenceForm | None = None
    try:
        if "remove" in request.POST:
            remove(stand, request.POST["remove"])
        else:
            form = EvidenceForm(request.POST, request.FILES)
            form.is_valid() and saving.add_evidence(stand, code, form)
    except ValidationError as refused:
        return refusal(refused)
    ask.evidence = list(Evidence.objects.filter(assessment=stand.assessment, sub_indicator__code=code))
    ask.evidence_form = form if form is not None and form.errors else None
    html = render_to_string("assessment/answering/evidence.html", {"ask": ask, "stand": stand}, request)
    return JsonResponse(
        {"html": html, "problem": _problem(ask.evidence_form)}, status=422 if ask.evidence_form else 200
    )


def _problem(form: Any) -> str:
    return " ".join(str(message) for messages in form.errors.values() for message in messages) if form else ""


def remove(stand: Stand, pk: str) -> Evidence | None:
    """Remove a piece of this assessment; one that has gone has gone. Raises what the service raises."""
    saving.phase_of(stand)
    number = int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 16 else 0
    pieces = Evidence.objects.select_related("assessment__round", "assessment__organisation", "sub_indicator")
    piece = pieces.filter(assessment=stand.assessment, pk=number).first()
    if piece is not None:
        services.remove_evidence(evidence=piece, user=stand.user)
    return piece
