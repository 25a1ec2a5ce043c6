"""`manage.py assessment_check` sees whatever does not add up, mends standings, and is silent where all is well."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from cms.assessment import services
from cms.assessment.checking import problems
from cms.assessment.models import (
    Answer,
    Assessment,
    AssessmentEvent,
    Origin,
    Phase,
    Result,
    ResultGoal,
    ResultScore,
    Standing,
    State,
)
from cms.assessment.publishing import Publication, freeze_many
from cms.places.models import Lao, Organisation
from cms.places.services import register_lao
from tests.assessment import made
from tests.assessment.worked import Ground
from tests.lifecycle.flush import _lift_and_restore

pytestmark = pytest.mark.django_db


@contextmanager
def without_triggers() -> Iterator[None]:
    """As somebody with the database's own password could."""
    lift, restore = _lift_and_restore(connection)
    if connection.vendor == "postgresql":
        # Here a trigger cannot be taken from a table that this transaction has written to, only passed over.
        lift = ["SET LOCAL session_replication_role = replica"]
        restore = ["SET LOCAL session_replication_role = origin"]
    with connection.cursor() as cursor:
        for statement in lift:
            cursor.execute(statement)
        yield
        for statement in restore:
            cursor.execute(statement)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in the block has not happened after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def found() -> set[str]:
    return {problem.what for problem in problems()}


@pytest.fixture
def results(ground: Ground) -> Ground:
    """One assessed here, twice; one imported with answers in the year before; one of which only scores are known."""
    year = ground.assessment.round.year
    services.publish(assessment=ground.verified(4, B1=0, A2b=None), user=ground.moderator)
    services.reopen(assessment=ground.again(), user=ground.moderator, reason="แก้คะแนน")
    ground.answer("A1a", 4, seen=1)
    services.submit(assessment=ground.again(), user=ground.officer)
    ground.fill(2)
    services.verify(assessment=ground.again(), user=ground.researcher)
    services.publish(assessment=ground.again(), user=ground.moderator)
    answers = made.answers(1, B2b=None)
    imported(ground.assessment.organisation, year - 1, verified=answers, origin=Origin.IMPORTED_ANSWERS)
    percents = {"A1": Decimal("66.67"), "A2": Decimal(0), "B1": None, "B2": Decimal("12.34")}
    imported(made.organisation("บางดี"), year - 1, percents=percents, origin=Origin.IMPORTED_SCORES)
    return ground


def imported(of: Organisation, year: int, **known: Any) -> Standing:
    """Where an organisation stands by what is known of that year."""
    in_round = made.round_of(year)
    row = Assessment.objects.create(round=in_round, organisation=of, version=in_round.version, state=State.PUBLISHED)
    AssessmentEvent.objects.create(subject=row, to_state=row.state)
    (result,) = freeze_many([Publication(row, **known)])
    return Standing.objects.get(result=result)


@pytest.mark.every_database
def test_what_was_published_by_the_services_agrees(results: Ground) -> None:
    out = StringIO()
    call_command("assessment_check", stdout=out)
    assert out.getvalue().strip() == "Results, answers, standings and sums agree."


def last() -> Any:
    """The result that counts now of the one assessed here."""
    return Result.objects.filter(number=2)


Harm = Callable[[], object]
LASTING: dict[str, tuple[str, Harm]] = {
    "marks": ("result differs from its recomputation", lambda: last().update(marks=F("marks") + 1)),
    "self percent": ("result differs from its recomputation", lambda: last().update(self_percent=None)),
    "level": ("result differs from its recomputation", lambda: last().update(level=None)),
    "an older result": (
        "result differs from its recomputation",
        lambda: Result.objects.filter(number=1).update(percent=F("percent") - 1),
    ),
    "a score": (
        "scores differ from their recomputation",
        lambda: ResultScore.objects.filter(result__in=last(), code="A1").update(percent=1),
    ),
    "a score that is gone": (
        "scores differ from their recomputation",
        lambda: ResultScore.objects.filter(result__in=last(), code="A1").delete(),
    ),
    "imported score": (
        "result differs from its recomputation",
        lambda: ResultScore.objects.filter(result__origin=Origin.IMPORTED_SCORES, code="A1").update(percent=1),
    ),
    "a score's round": (
        "scores of another round",
        lambda: ResultScore.objects.filter(result__in=last()).update(round=made.round_of(2001)),
    ),
    "a goal": (
        "goals differ from their recomputation",
        lambda: ResultGoal.objects.filter(result__in=last(), goal=1).update(attainment="behind", percent=1),
    ),
    "frozen answers": (
        "result differs from its recomputation",
        lambda: last().update(scores={**last().get().scores, "A1a": {**last().get().scores["A1a"], "points": 0}}),
    ),
    "frozen effective marks": (
        "frozen answers differ from their recomputation",
        lambda: last().update(scores={**last().get().scores, "A1a": {**last().get().scores["A1a"], "effective": "9"}}),
    ),
    "points outside the rubric": (
        "result that its answers cannot have",
        lambda: last().update(scores={**last().get().scores, "A1a": {**last().get().scores["A1a"], "points": 9}}),
    ),
    "working": ("working differs from its recomputation", lambda: last().update(working={})),
    "an answer": (
        "answers differ from what was published",
        lambda: Answer.objects.filter(phase=Phase.VERIFIED, sub_indicator__code="A1a").update(points=0),
    ),
    "an own answer": (
        "answers differ from what was published",
        lambda: Answer.objects.filter(phase=Phase.SELF, sub_indicator__code="A1a").delete(),
    ),
    "the history": (
        "history differs from the assessment's state",
        lambda: AssessmentEvent.objects.filter(subject__results__in=last()).order_by("-pk")[:1].get().delete(),
    ),
    "no history": ("history differs from the assessment's state", lambda: AssessmentEvent.objects.all().delete()),
}


def test_each_harm_to_a_result_is_seen_and_cannot_be_repaired_away(results: Ground) -> None:
    for name, (what, harm) in LASTING.items():
        with undone():
            with without_triggers():
                harm()
            assert what in found(), name
            with pytest.raises(CommandError) as told:
                call_command("assessment_check", "--repair", stdout=StringIO())
            assert told.value.returncode == 1
    assert not found()


def _older() -> None:
    Standing.objects.filter(result__in=last()).update(
        result=Result.objects.get(number=1, assessment__results__in=last())
    )


STANDINGS: dict[str, tuple[str, Harm]] = {
    "missing": ("published without a standing", lambda: Standing.objects.filter(result__in=last()).delete()),
    "percent": ("standing differs from its result", lambda: Standing.objects.update(percent=1)),
    "rank": ("standing differs from its result", lambda: Standing.objects.filter(rank=0).update(rank=2)),
    "place": ("standing differs from its result", lambda: Standing.objects.update(region="south")),
    "name": ("standing differs from its result", lambda: Standing.objects.update(name_key="ก")),
    "demo label": ("standing differs from its result", lambda: Standing.objects.update(is_demo=False)),
    "before": ("rank before differs", lambda: Standing.objects.filter(result__in=last()).update(before=3)),
    "older": ("standing of an older result", _older),
}


def stored() -> list[dict[str, Any]]:
    """Every standing, but for its key."""
    rows = list(Standing.objects.order_by("assessment").values())
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


@pytest.mark.every_database
def test_each_harm_to_a_standing_is_seen_and_repaired(results: Ground) -> None:
    true = stored()
    for name, (what, harm) in STANDINGS.items():
        with undone():
            harm()
            assert what in found(), name
            with pytest.raises(CommandError):
                call_command("assessment_check", stdout=StringIO())
            call_command("assessment_check", "--repair", stdout=StringIO())
            assert stored() == true, name


def test_a_standing_of_what_is_open_again_is_seen_and_taken_away(results: Ground) -> None:
    Assessment.objects.filter(results__in=last()).update(state=State.REOPENED)
    AssessmentEvent.objects.create(subject=results.assessment, from_state="published", to_state="reopened")
    assert found() == {"standing of what is not published"}
    call_command("assessment_check", "--repair", stdout=StringIO())
    assert not Standing.objects.filter(assessment=results.assessment).exists()


def test_published_without_a_result_is_seen(results: Ground) -> None:
    in_round = made.round_of(2001)
    row = Assessment.objects.create(
        round=in_round, organisation=made.organisation("ไม่มีผล"), version=in_round.version, state=State.PUBLISHED
    )
    AssessmentEvent.objects.create(subject=row, to_state=row.state)
    assert found() == {"published without a result"}


def test_a_result_follows_the_names_and_place_of_the_registry(results: Ground) -> None:
    lao: Lao = register_lao(type="tao", name_th="หนองเก่า", province="40")
    of = Organisation.objects.create(key=lao.key, kind_id="lao", lao=lao)
    answers = made.answers(2)
    standing = imported(of, results.assessment.round.year, verified=answers, origin=Origin.IMPORTED_ANSWERS)
    before = standing.name_key
    lao.name_th, lao.type, lao.province_id = "บางใหม่", "subdistrict_municipality", "30"
    lao.save()
    standing.refresh_from_db()
    assert standing.name_key != before
    assert (standing.lao_type, standing.province_id) == ("subdistrict_municipality", "30")
    assert not found()
