"""Answers and strengths as they are given: one short transaction each, so that many can write at once.

`seen` is the revision that the writer's screen shows, 0 where it shows none. What would overwrite a revision that it has
not seen is refused with what stands there; the same said again changes nothing, so that a request may be sent twice.
"""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.assessment.errors import AnswerConflict, StrengthConflict, UnknownCode
from cms.assessment.given import LONGEST_STRENGTH, AnswerGiven, judged, tidied
from cms.assessment.holding import ACT, Held, allow, check_round, hold, key_of, never_again, phase_of
from cms.assessment.models import Answer, Assessment, Phase, Strength
from cms.indicators.models import Indicator
from cms.indicators.queries import instrument_of


def save_answer(
    *, assessment: Assessment, code: str, phase: Phase, given: AnswerGiven, seen: int, user: User
) -> Answer:
    """Keep an answer; of a measured value the points follow. Read the assessment with its round, version, organisation.

    Raises NotAllowed, RoundClosed, NotOpen, UnknownCode, AnswerOutsideScale, and AnswerConflict with what stands there;
    then nothing has changed.
    """
    allow(user, assessment, ACT[phase])
    check_round(assessment)
    sub = instrument_of(assessment.version).subs.get(code)
    if sub is None:
        raise UnknownCode(code)
    answer = judged(sub, given)
    key = key_of(assessment, code)
    with transaction.atomic():
        held = hold(assessment, phase)
        return _write(Answer(assessment=assessment, sub_indicator_id=key, phase=phase, by=user), answer, seen, held)


def _write(row: Answer, given: AnswerGiven, seen: int, held: Held) -> Answer:
    current = _standing(row)
    for name in ("points", "value", "not_applicable", "note"):
        setattr(row, name, getattr(given, name))
    if current is None:
        if seen:
            raise AnswerConflict(None)
        row.revision = held.taken_back + 1
        row.save(force_insert=True)
        return row
    if said(current) == given:
        return current
    row.pk, row.revision = current.pk, seen + 1
    changed = {
        name: getattr(row, name) for name in ("points", "value", "not_applicable", "note", "revision", "by", "at")
    }
    if not Answer.objects.filter(pk=current.pk, revision=seen).update(**changed):
        raise AnswerConflict(current)
    row._state.adding = False
    return row


def said(answer: Answer) -> AnswerGiven:
    """What an answer says."""
    return AnswerGiven(answer.points, answer.value, answer.not_applicable, answer.note)


def _standing(row: Answer) -> Answer | None:
    same = {"assessment_id": row.assessment_id, "sub_indicator_id": row.sub_indicator_id, "phase": row.phase}
    return Answer.objects.select_related("by").filter(**same).first()


def take_back_answer(*, assessment: Assessment, code: str, phase: Phase, seen: int, user: User) -> None:
    """Make it unanswered again; twice is once. Raises as save_answer does."""
    allow(user, assessment, ACT[phase])
    check_round(assessment)
    key = key_of(assessment, code)
    with transaction.atomic():
        hold(assessment, phase)
        current = _standing(Answer(assessment=assessment, sub_indicator_id=key, phase=phase))
        if current is None:
            return
        if current.revision != seen:
            raise AnswerConflict(current)
        current.delete()
        never_again(assessment, seen)


def agree(*, assessment: Assessment, codes: Collection[str], user: User) -> list[Answer]:
    """Verify as the organisation answered, where nothing is verified yet; returns what was written.

    Raises NotAllowed and NotOpen.
    """
    allow(user, assessment, ACT[Phase.VERIFIED])
    with transaction.atomic():
        held = hold(assessment, Phase.VERIFIED)
        theirs = Answer.objects.filter(assessment=assessment, phase=Phase.SELF, sub_indicator__code__in=codes)
        verified = Answer.objects.filter(assessment=assessment, phase=Phase.VERIFIED).values("sub_indicator")
        return Answer.objects.bulk_create(
            Answer(
                assessment=assessment,
                sub_indicator_id=answer.sub_indicator_id,
                phase=Phase.VERIFIED,
                points=answer.points,
                value=answer.value,
                not_applicable=answer.not_applicable,
                revision=held.taken_back + 1,
                by=user,
            )
            for answer in theirs.exclude(sub_indicator__in=verified)
        )


def save_strength(
    *, assessment: Assessment, code: str, text_th: str, text_en: str = "", seen: int, user: User
) -> Strength | None:
    """Keep the strength of an indicator; without words it is taken away, and None comes back.

    Written by whose turn it is: the organisation, then who verifies. Raises NotAllowed, RoundClosed, NotOpen,
    UnknownCode, StrengthConflict, and ValidationError by field.
    """
    phase = phase_of(assessment)
    allow(user, assessment, ACT[phase])
    check_round(assessment)
    indicator = Indicator.objects.filter(version=assessment.version_id, code=code).first()
    if indicator is None:
        raise UnknownCode(code)
    row = Strength(assessment=assessment, indicator=indicator, by=user)
    row.text_th = tidied(text_th, "text_th", LONGEST_STRENGTH)
    row.text_en = tidied(text_en, "text_en", LONGEST_STRENGTH)
    if not row.text_th and row.text_en:
        raise ValidationError({"text_th": _("Write it in Thai too.")})
    with transaction.atomic():
        return _write_strength(row, seen, hold(assessment, phase))


def _write_strength(row: Strength, seen: int, held: Held) -> Strength | None:
    same = Strength.objects.select_related("by").filter(assessment=row.assessment, indicator=row.indicator)
    current = same.first()
    if current is None:
        if not row.text_th:
            return None
        if seen:
            raise StrengthConflict(None)
        row.revision = held.taken_back + 1
        row.save(force_insert=True)
        return row
    if (current.text_th, current.text_en) == (row.text_th, row.text_en):
        return current
    if current.revision != seen:
        raise StrengthConflict(current)
    if not row.text_th:
        current.delete()
        never_again(row.assessment, seen)
        return None
    current.text_th, current.text_en, current.by = row.text_th, row.text_en, row.by
    current.revision, current.at = seen + 1, timezone.now()
    current.save()
    return current
