"""Answers: what is kept, what is refused, and that two devices never overwrite each other unseen."""

from decimal import Decimal

import pytest

from cms.accounts.models import Affiliation
from cms.assessment import services
from cms.assessment.errors import (
    AnswerConflict,
    AnswerOutsideScale,
    NotAllowed,
    NotOpen,
    RoundClosed,
    StrengthConflict,
    UnknownCode,
    VersionNotPublished,
)
from cms.assessment.models import Answer, Assessment, Phase, Round, State, Strength
from cms.assessment.services import AnswerGiven
from tests.assessment.worked import Ground

pytestmark = pytest.mark.django_db



def test_an_answer_is_kept_and_the_same_said_again_changes_nothing(ground: Ground) -> None:
    first = ground.answer("A1a", 3)
    again = ground.answer("A1a", 3)
    assert (first.pk, first.revision) == (again.pk, again.revision) == (again.pk, 1)
    changed = ground.answer("A1a", 2, seen=1)
    assert (changed.pk, changed.revision, changed.points) == (first.pk, 2, 2)
    assert Answer.objects.get().points == 2
