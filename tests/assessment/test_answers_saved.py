"""Answers: what is kept, what is refused, and that two devices never overwrite each other unseen."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.accounts.models import Affiliation
from cms.assessment import services
from cms.assessment.errors import (
    AnswerConflict,
    NotAllowed,
    NotOpen,
    RoundClosed,
    RoundNotOfKind,
    StrengthConflict,
    UnknownCode,
    VersionNotPublished,
)
from cms.assessment.given import judged
from cms.assessment.models import Answer, Assessment, AssessmentEvent, Phase, Round, Strength
from cms.assessment.services import AnswerGiven
from cms.indicators.instrument import StepSpec, SubIndicatorSpec
from cms.indicators.models import Version
from tests.assessment import made
from tests.assessment.worked import Ground
from tests.cast import Cast

pytestmark = pytest.mark.django_db

STEPS = (StepSpec(0, "ไม่มี"), StepSpec(1, "บ้าง", bound=Decimal(10)), StepSpec(2, "มาก", bound=Decimal(50)))
MEASURED = SubIndicatorSpec("M", "วัด", Decimal(1), STEPS, scale="measured", better="higher", allows_na=True)
RUBRIC = SubIndicatorSpec("R", "ขั้น", Decimal(1), STEPS)


def save_strength(
    ground: Ground, text_th: str, *, text_en: str = "", seen: int = 0, code: str = "A1"
) -> Strength | None:
    return services.save_strength(
        assessment=ground.again(), code=code, text_th=text_th, text_en=text_en, seen=seen, user=ground.officer
    )


def test_an_answer_is_kept_and_the_same_said_again_changes_nothing(ground: Ground) -> None:
    first = ground.answer("A1a", 3)
    again = ground.answer("A1a", 3)
    assert (first.pk, first.revision) == (again.pk, again.revision)
    changed = ground.answer("A1a", 2, seen=1)
    assert (changed.pk, changed.revision, changed.points) == (first.pk, 2, 2)
    stored = Answer.objects.get()
    assert (stored.points, stored.revision, stored.by) == (2, 2, ground.officer)


def test_what_another_device_answered_is_not_overwritten_unseen(ground: Ground) -> None:
    theirs = ground.answer("A1a", 3, note="วัดแล้ว")
    for seen in (0, 7, -1):
        with pytest.raises(AnswerConflict) as refused:
            ground.answer("A1a", 1, seen=seen)
        assert refused.value.theirs == theirs
    assert Answer.objects.get().points == 3


def test_what_was_taken_back_and_given_anew_is_not_taken_for_the_old(ground: Ground) -> None:
    ground.answer("A1a", 3)
    for _twice in range(2):
        services.take_back_answer(assessment=ground.again(), code="A1a", phase=Phase.SELF, seen=1, user=ground.officer)
    with pytest.raises(AnswerConflict) as refused:
        ground.answer("A1a", 2, seen=1)
    assert refused.value.theirs is None
    ground.answer("A1a", 4)
    with pytest.raises(AnswerConflict):
        ground.answer("A1a", 2, seen=1)
    assert Answer.objects.get().points == 4


def test_an_answer_is_not_taken_back_unseen(ground: Ground) -> None:
    ground.answer("A1a", 3)
    with pytest.raises(AnswerConflict):
        services.take_back_answer(assessment=ground.again(), code="A1a", phase=Phase.SELF, seen=0, user=ground.officer)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("who", ["stranger", "moderator", "owner"])
def test_who_is_not_of_the_organisation_answers_nothing(ground: Ground, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        ground.answer("A1a", 3, by=getattr(cast, who))
    assert not Answer.objects.exists()


def test_an_ended_affiliation_answers_nothing(ground: Ground) -> None:
    Affiliation.objects.filter(user=ground.officer).update(ended_at=timezone.now(), end_reason="ย้าย")
    with pytest.raises(NotAllowed):
        ground.answer("A1a", 3)
    assert not Answer.objects.exists()


def test_nothing_is_answered_after_the_round_unless_it_was_reopened(ground: Ground) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    ground.submitted()
    Round.objects.update(opens_on=yesterday, closes_on=yesterday)
    services.reopen(assessment=ground.again(), user=ground.moderator, reason="ขอหลักฐานเพิ่ม")
    assert ground.answer("A1a", 1, seen=1).points == 1
    Assessment.objects.update(state="draft")
    with pytest.raises(RoundClosed):
        ground.answer("A1a", 2, seen=2)
    with pytest.raises(RoundClosed):
        services.submit(assessment=ground.again(), user=ground.officer)
    assert Answer.objects.get(sub_indicator__code="A1a").points == 1


def test_who_opened_the_page_before_it_was_submitted_answers_nothing(ground: Ground) -> None:
    ground.fill(3)
    before = ground.again()
    services.submit(assessment=ground.again(), user=ground.officer)
    with pytest.raises(NotOpen):
        services.save_answer(
            assessment=before, code="A1a", phase=Phase.SELF, given=AnswerGiven(1), seen=1, user=ground.officer
        )
    assert Answer.objects.get(sub_indicator__code="A1a").points == 3


def test_a_code_of_another_set_is_unknown(ground: Ground) -> None:
    made.small_set("other")
    with pytest.raises(UnknownCode):
        ground.answer("Z9", 1)
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("sub", "given", "field"),
    [
        pytest.param(RUBRIC, AnswerGiven(), "points", id="nothing said"),
        pytest.param(RUBRIC, AnswerGiven(3), "points", id="no such step"),
        pytest.param(RUBRIC, AnswerGiven(-1), "points", id="negative"),
        pytest.param(RUBRIC, AnswerGiven(not_applicable=True), "not_applicable", id="always applies"),
        pytest.param(RUBRIC, AnswerGiven(1, value=Decimal(1)), "value", id="not measured"),
        pytest.param(RUBRIC, AnswerGiven(1, note="ก" * 2001), "note", id="long note"),
        pytest.param(RUBRIC, AnswerGiven(1, note="a\x00"), "note", id="NUL"),
        pytest.param(MEASURED, AnswerGiven(2), "value", id="points without value"),
        pytest.param(MEASURED, AnswerGiven(value=Decimal("NaN")), "value", id="no number"),
        pytest.param(MEASURED, AnswerGiven(value=Decimal("1e10")), "value", id="too large"),
        pytest.param(MEASURED, AnswerGiven(value=Decimal("0.00001")), "value", id="too fine"),
        pytest.param(MEASURED, AnswerGiven(1, not_applicable=True), "not_applicable", id="both"),
    ],
)
def test_what_the_scale_does_not_take_is_refused_beside_its_field(
    sub: SubIndicatorSpec, given: AnswerGiven, field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        judged(sub, given)
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(("value", "points"), [("9.9999", 0), ("10", 1), ("49", 1), ("50", 2), ("-3", 0)])
def test_points_follow_from_a_measured_value(value: str, points: int) -> None:
    assert judged(MEASURED, AnswerGiven(value=Decimal(value))).points == points


def test_a_strength_is_kept_changed_and_taken_away_but_never_unseen(ground: Ground) -> None:
    assert save_strength(ground, "") is None
    first = save_strength(ground, "  ตลาดชุมชนทุกเสาร์ ")
    assert first is not None
    assert (first.text_th, first.revision) == ("ตลาดชุมชนทุกเสาร์", 1)
    with pytest.raises(StrengthConflict) as refused:
        save_strength(ground, "อื่น")
    assert refused.value.theirs == first
    changed = save_strength(ground, "อื่น", seen=1)
    assert changed is not None
    assert changed.revision == 2
    assert save_strength(ground, "", seen=2) is None
    with pytest.raises(StrengthConflict):
        save_strength(ground, "กลับมา", seen=2)
    assert not Strength.objects.exists()


def test_a_strength_needs_thai_and_an_indicator(ground: Ground) -> None:
    with pytest.raises(ValidationError) as refused:
        save_strength(ground, "", text_en="A market")
    assert list(refused.value.message_dict) == ["text_th"]
    with pytest.raises(ValidationError):
        save_strength(ground, "ก" * 1001)
    with pytest.raises(UnknownCode):
        save_strength(ground, "ดี", code="A1a")
    assert not Strength.objects.exists()


def test_beginning_twice_is_beginning_once(ground: Ground) -> None:
    again = services.begin(
        organisation=ground.assessment.organisation, round=ground.assessment.round, user=ground.researcher
    )
    assert again == ground.assessment
    event = AssessmentEvent.objects.get()
    assert (event.from_state, event.to_state, event.actor) == ("", "draft", ground.officer)


def test_nothing_begins_elsewhere_for_another_kind_or_with_a_retired_version(ground: Ground, cast: Cast) -> None:
    round_, own = ground.assessment.round, ground.assessment.organisation
    village = made.organisation("บ้านดอน", kind="village")
    neighbour = made.organisation("หนองใหญ่")
    with pytest.raises(NotAllowed):
        services.begin(organisation=neighbour, round=round_, user=ground.officer)
    with pytest.raises(RoundNotOfKind):
        services.begin(organisation=village, round=round_, user=ground.researcher)
    Version.objects.update(state="retired")
    round_ = Round.objects.get()
    with pytest.raises(VersionNotPublished):
        services.begin(organisation=neighbour, round=round_, user=ground.researcher)
    assert Assessment.objects.get().organisation == own
    # What was begun goes on with the version it began with.
    assert ground.answer("A1a", 3).points == 3


def test_the_verifier_agrees_with_everything_not_looked_at_yet(ground: Ground) -> None:
    ground.submitted(3, B1=2)
    ground.answer("A1a", 1)
    services.agree(assessment=ground.again(), codes=made.SUBS, user=ground.researcher)
    found = dict(Answer.objects.filter(phase=Phase.VERIFIED).values_list("sub_indicator__code", "points"))
    assert found == {code: given.points for code, given in made.answers(3, B1=2, A1a=1).items()}
    with pytest.raises(NotAllowed):
        services.agree(assessment=ground.again(), codes=made.SUBS, user=ground.officer)
