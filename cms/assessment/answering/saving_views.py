"""What the page's own module sends: one answer, one strength, evidence. Every answer says what became of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from cms.assessment.answering import asks, saving
from cms.assessment.answering.content import content_of
from cms.assessment.answering.doors import Stand, for_those_who_see
from cms.assessment.answering.forms import AnswerForm, StrengthForm, words_of
from cms.assessment.errors import CLOSED, AnswerConflict, NotOpen, StrengthConflict
from cms.assessment.models import MOVES, Answer, Phase
from cms.indicators.instrument import IndicatorSpec


def indicator_of(stand: Stand, code: str) -> IndicatorSpec:
    """The indicator of this code. Raises Http404."""
    found = next((item for item in stand.instrument.indicators if item.code == code), None)
    if found is None:
        raise Http404
    return found


def ask_of(stand: Stand, code: str) -> asks.Ask:
    """One sub-indicator, and where it is verified what the organisation said of it. Raises Http404."""
    sub = stand.instrument.subs.get(code)
    if sub is None:
        raise Http404
    own = Answer.objects.filter(assessment=stand.assessment, sub_indicator__code=code, phase=Phase.SELF)
    return asks.Ask(stand, sub, own=own.first() if stand.phase == Phase.VERIFIED else None)


def refusal(refused: ValidationError) -> JsonResponse:
    """What a service refused, in words: 403 where nothing is taken any more."""
    status = 403 if isinstance(refused, CLOSED) else 422
    return JsonResponse({"problem": " ".join(refused.messages)}, status=status)


def _problems(form: Any) -> JsonResponse:
    words = [str(message) for messages in form.errors.values() for message in messages]
    return JsonResponse({"problem": " ".join(words)}, status=422)


def _of_this_phase(request: HttpRequest, stand: Stand) -> None:
    """Raises NotOpen where the answer was given in another phase: sent late, it is no verification."""
    if stand.phase is None or request.POST.get("phase") != stand.phase:
        raise NotOpen(MOVES.label(stand.assessment.state))


def _kept(revision: int, content: Any, shown: dict[str, str]) -> JsonResponse:
    at = timezone.localtime().strftime("%H:%M")
    return JsonResponse({"revision": revision, "at": at, "was": content.mark, "content": shown})


def _fields(ask: asks.Ask, answer: Answer | None) -> tuple[Any, dict[str, str]]:
    shown = asks.as_shown(content_of(ask.sub, answer), ask.own_content)
    return shown, {"choice": shown.choice, "value": shown.value, "note": shown.note}


@for_those_who_see
@require_POST
def answer(request: HttpRequest, stand: Stand, code: str) -> HttpResponseBase:
    """Keep one answer: 200 with its revision, 409 with both answers, 422 and 403 with the reason."""
    ask = ask_of(stand, code)
    form = AnswerForm(request.POST, sub=ask.sub, own=ask.own_content)
    try:
        _of_this_phase(request, stand)
        if not form.is_valid():
            return _problems(form)
        kept = saving.save(stand, form)
    except AnswerConflict as refused:
        ask.form, ask.conflict = form, saving.conflict_of(ask, form, refused)
        html = render_to_string(
            "assessment/answering/conflict.html", {"conflict": ask.conflict, "prefix": ask.prefix}, request
        )
        content, fields = _fields(ask, refused.theirs)
        found = {"html": html, "revision": ask.conflict.revision, "was": content.mark, "content": fields}
        return JsonResponse(found, status=409)
    except ValidationError as refused:
        return refusal(refused)
    return _kept(kept.revision if kept is not None else 0, *_fields(ask, kept))


@for_those_who_see
@require_POST
def strength(request: HttpRequest, stand: Stand, code: str) -> HttpResponseBase:
    """Keep the strength of an indicator; answered as an answer is."""
    indicator = indicator_of(stand, code)
    form = StrengthForm(request.POST)
    try:
        _of_this_phase(request, stand)
        if not form.is_valid():
            return _problems(form)
        kept = saving.save_strength(stand, indicator.code, form)
    except StrengthConflict as refused:
        conflict = saving.strength_conflict(form, refused)
        html = render_to_string(
            "assessment/answering/conflict.html", {"conflict": conflict, "prefix": "strength"}, request
        )
        fields = {"text_th": conflict.theirs, "text_en": conflict.theirs_note}
        mark = words_of(conflict.theirs, conflict.theirs_note).mark
        return JsonResponse({"html": html, "revision": conflict.revision, "was": mark, "content": fields}, status=409)
    except ValidationError as refused:
        return refusal(refused)
    fields = {"text_th": kept.text_th, "text_en": kept.text_en} if kept is not None else {"text_th": "", "text_en": ""}
    return _kept(kept.revision if kept is not None else 0, words_of(**_named(fields)), fields)


def _named(fields: dict[str, str]) -> dict[str, str]:
    return {"thai": fields["text_th"], "english": fields["text_en"]}
