"""Keeps what a form says: one answer or strength at a time, told apart what was refused and what somebody else changed."""

from typing import Any

from django.core.exceptions import ValidationError

from cms.assessment import services
from cms.assessment.answering.asks import Ask, Conflict, said
from cms.assessment.answering.content import AGREE, content_of
from cms.assessment.answering.doors import Stand
from cms.assessment.answering.forms import MINE, THEIRS, AnswerForm, EvidenceForm, StrengthForm
from cms.assessment.errors import CLOSED, AnswerConflict, NotOpen, StrengthConflict
from cms.assessment.models import MOVES, Answer, EvidenceKind, Phase, Strength

# The services' words for a file stand beside the field that it came by.
_FILE_FIELDS = {EvidenceKind.PHOTO: "photo", EvidenceKind.DOCUMENT: "document"}


def seen_by(form: AnswerForm | StrengthForm) -> int:
    """The revision that is overwritten knowingly: the one shown, or the one of `mine:7`, chosen against somebody else's."""
    keep, _colon, revision = str(form.cleaned_data.get("keep", "")).partition(":")
    if keep == MINE and revision.isascii() and revision.isdigit():
        return int(revision)
    return form.cleaned_data.get("seen") or 0


def keeps_theirs(data: Any, prefix: str) -> bool:
    """Whether somebody chose the other answer of two."""
    return bool(data.get(f"{prefix}-keep") == THEIRS)


def phase_of(stand: Stand) -> Phase:
    """Whose answers are taken now. Raises NotOpen where nobody's are."""
    if stand.phase is None:
        raise NotOpen(MOVES.label(stand.assessment.state))
    return stand.phase


def save(stand: Stand, form: AnswerForm) -> Answer | None:
    """Keep a valid form's answer, or take it back where it says nothing. Raises what the services raise."""
    phase, code, seen = phase_of(stand), form.sub.code, seen_by(form)
    if form.given is None:
        services.take_back_answer(assessment=stand.assessment, code=code, phase=phase, seen=seen, user=stand.user)
        return None
    return services.save_answer(
        assessment=stand.assessment, code=code, phase=phase, given=form.given, seen=seen, user=stand.user
    )


def save_strength(stand: Stand, code: str, form: StrengthForm) -> Strength | None:
    """Keep a valid form's strength. Raises what the services raise."""
    phase_of(stand)
    return services.save_strength(
        assessment=stand.assessment,
        code=code,
        text_th=form.cleaned_data["text_th"],
        text_en=form.cleaned_data["text_en"],
        seen=seen_by(form),
        user=stand.user,
    )


def conflict_of(ask: Ask, form: AnswerForm, refused: AnswerConflict) -> Conflict:
    """Both answers in words."""
    theirs, own = refused.theirs, ask.own_content
    typed = form.content if form.content.is_given else form.typed
    mine = own if own is not None and typed.choice == AGREE else typed
    return Conflict(
        mine=said(ask.sub, mine),
        mine_note=typed.note,
        theirs=said(ask.sub, content_of(ask.sub, theirs)),
        theirs_note=theirs.note if theirs is not None else "",
        by=theirs.by.get_full_name() if theirs is not None else "",
        at=theirs.at if theirs is not None else None,
        revision=theirs.revision if theirs is not None else 0,
    )


def strength_conflict(form: StrengthForm, refused: StrengthConflict) -> Conflict:
    """Both strengths."""
    theirs, typed = refused.theirs, form.typed
    return Conflict(
        mine=typed.note,
        mine_note=typed.value,
        theirs=theirs.text_th if theirs is not None else "",
        theirs_note=theirs.text_en if theirs is not None else "",
        by=theirs.by.get_full_name() if theirs is not None else "",
        at=theirs.at if theirs is not None else None,
        revision=theirs.revision if theirs is not None else 0,
    )


def add_evidence(stand: Stand, code: str, form: EvidenceForm) -> bool:
    """Keep every piece that a valid form has; what is wrong with one is said beside its field. Returns whether all were kept.

    Raises NotAllowed, NotOpen and RoundClosed.
    """
    phase_of(stand)
    cleaned = form.cleaned_data
    parts: list[tuple[EvidenceKind, dict[str, Any]]] = [
        (EvidenceKind.TEXT, {"text": cleaned["text"]}),
        (EvidenceKind.LINK, {"link": cleaned["link"]}),
        (EvidenceKind.PHOTO, {"file": cleaned["photo"]}),
        (EvidenceKind.DOCUMENT, {"file": cleaned["document"]}),
    ]
    for kind, part in parts:
        if not any(part.values()):
            continue
        try:
            services.add_evidence(
                assessment=stand.assessment, code=code, kind=kind, user=stand.user, title=cleaned["title"], **part
            )
        except CLOSED:
            raise
        except ValidationError as refused:
            _beside(form, kind, refused)
        else:
            form.done.append(kind)
    return not form.errors


def _beside(form: EvidenceForm, kind: EvidenceKind, refused: ValidationError) -> None:
    by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
    for field, messages in by_field.items():
        name = _FILE_FIELDS.get(kind, field) if field == "file" else field
        form.add_error(name if name in form.fields else _FILE_FIELDS.get(kind, str(kind)), messages)
