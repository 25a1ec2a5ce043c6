"""Publishing freezes what counts, one row says where an organisation stands, and reopening takes that row away."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.accounts.models import Affiliation, User
from cms.assessment import services
from cms.assessment.errors import Incomplete, NotAllowed, NothingApplies, NotOpen
from cms.assessment.models import (
    Answer,
    Assessment,
    AssessmentEvent,
    Layer,
    Origin,
    Phase,
    Result,
    ResultGoal,
    ResultScore,
    ResultStrength,
    Standing,
    State,
)
from cms.assessment.publishing import Publication, Strong, freeze_many
from cms.indicators.models import LevelFloor
from cms.indicators.queries import instrument_of
from cms.lifecycle.rules import ReasonMissing
from cms.places.models import Organisation
from search.services import generation
from tests.assessment import made
from tests.assessment.worked import Ground
from tests.cast import Cast

pytestmark = pytest.mark.django_db

D = Decimal


def publication(
    of: Assessment, points: int | None = 3, *, own: int | None = None, **by_code: int | None
) -> Publication:
    said = made.answers(own) if own is not None else {}
    return Publication(of, made.answers(points, **by_code), own=said)


def imported(year: int, name: str = "หนองดี") -> Assessment:
    of = Organisation.objects.filter(name_th=name).first() or made.organisation(name)
    in_round = made.round_of(year)
    return Assessment.objects.create(round=in_round, organisation=of, version=in_round.version, state=State.PUBLISHED)


def test_the_verified_answers_count_and_the_organisations_own_stand_beside(ground: Ground) -> None:
    services.save_strength(
        assessment=ground.again(), code="A1", text_th="ตลาดชุมชน", text_en="A market", seen=0, user=ground.officer
    )
    before = generation()
    services.publish(assessment=ground.verified(4, B1=1, B2b=None), user=ground.moderator)
    result = Result.objects.get()
    assert (result.number, result.origin, result.published_by) == (1, Origin.ASSESSED, ground.moderator)
    # A is full: 60. Of B's 40, B1 has 20 and a quarter of it, B2 has 20 and all of it.
    assert (result.marks, result.percent, result.self_percent) == (D(85), D(85), D(75))
    assert result.level is not None
    assert result.level.code == "lives"
    score = result.layers.get(layer=Layer.DIMENSION, code="B")
    assert (score.percent, score.self_percent, score.weight, score.effective) == (D("62.5"), D(75), D(40), D(40))
    assert result.scores["B2b"]["na"] is True
    assert result.scores["B2b"]["self_points"] == 3
    assert result.scores["B2a"]["effective"] == "20.00"
    assert dict(result.goals.values_list("goal", "attainment"))[13] == "behind"
    assert result.strengths.get().text_en == "A market"
    standing = Standing.objects.get()
    assert (standing.result, standing.percent, standing.rank, standing.before) == (result, D(85), 3, None)
    assert standing.is_demo
    assert generation() > before
    assert ground.again().state == State.PUBLISHED


def test_the_working_says_why_this_level(ground: Ground) -> None:
    services.publish(assessment=ground.verified(4, B=0, B1=0, B2=0, A2b=None), user=ground.moderator)
    told = Result.objects.get().working
    assert (told["marks"], told["level"]) == ("60.00", "knows")
    assert [(row["code"], row["reached"], row["given"]) for row in told["levels"]] == [
        ("lives", False, False),
        ("knows", True, True),
    ]
    assert told["levels"][0]["floors"] == [
        {
            "dimension": "B",
            "needed": str(LevelFloor.objects.get(level__code="lives").percent),
            "percent": "0.00",
            "holds": False,
        }
    ]
    assert told["not_applicable"] == [
        {"layer": "sub", "code": "A2b", "weight": "15.00", "to": [{"code": "A2a", "gains": "15.00"}]}
    ]
    assert [row["code"] for row in told["gaps"]] == ["B1", "B2"]
    assert told["gaps"][0]["lost"] == "20.00"
    goal = told["goals"][0]
    assert goal["parts"] == [
        {"code": "A1a", "weight": "1.00", "percent": "100.00"},
        {"code": "A1b", "weight": "3.00", "percent": "100.00"},
    ]
    assert goal["weights"] == "4.00"


def test_reopening_takes_the_standing_away_and_keeps_the_result(ground: Ground) -> None:
    services.publish(assessment=ground.verified(), user=ground.moderator)
    with pytest.raises(ReasonMissing):
        services.reopen(assessment=ground.again(), user=ground.moderator, reason=" ")
    assert Standing.objects.exists()
    before = generation()
    services.reopen(assessment=ground.again(), user=ground.moderator, reason="หลักฐานไม่ครบ")
    assert not Standing.objects.exists()
    assert generation() > before
    assert Result.objects.count() == 1
    ground.answer("A1a", 4, seen=1)
    services.submit(assessment=ground.again(), user=ground.officer)
    # What was answered anew is to be verified anew; the rest stays verified.
    left = Answer.objects.filter(phase=Phase.VERIFIED)
    assert left.count() == len(made.SUBS) - 1
    with pytest.raises(Incomplete) as refused:
        services.verify(assessment=ground.again(), user=ground.researcher)
    assert refused.value.unanswered == ("A1a",)
    assert ground.answer("A1a", 2).revision == 2
    services.verify(assessment=ground.again(), user=ground.researcher)
    second = services.publish(assessment=ground.again(), user=ground.moderator)
    assert second.number == 2
    assert Standing.objects.get().result == second
    states = list(AssessmentEvent.objects.values_list("to_state", flat=True))
    assert states == [
        *("draft", "submitted", "verified", "published"),
        *("reopened", "submitted", "verified", "published"),
    ]


def test_each_step_is_done_by_who_may_and_once(ground: Ground, cast: Cast) -> None:
    for by in (ground.researcher, ground.moderator, cast.stranger):
        with pytest.raises(NotAllowed):
            services.verify(assessment=ground.again(), user=by)
    assessment = ground.verified()
    for by in (ground.officer, ground.researcher, cast.editor):
        with pytest.raises(NotAllowed):
            services.publish(assessment=ground.again(), user=by)
    services.publish(assessment=assessment, user=ground.moderator)
    # A second click on a page that was opened before.
    stale = ground.again()
    stale.state = State.VERIFIED
    with pytest.raises((NotAllowed, NotOpen)):
        services.publish(assessment=stale, user=cast.administrator)
    assert Result.objects.count() == 1
    assert AssessmentEvent.objects.filter(to_state=State.PUBLISHED).count() == 1


def test_nobody_publishes_or_reopens_the_result_of_an_organisation_they_speak_for(ground: Ground) -> None:
    own = ground.moderator
    own.groups.add(Group.objects.get(name="lao_officer"))
    spoken_for = Affiliation.objects.create(user=own, role="lao_officer", organisation=ground.assessment.organisation)
    ground.verified()
    with pytest.raises(NotAllowed):
        services.publish(assessment=ground.again(), user=own)
    with pytest.raises(NotAllowed):
        services.reopen(assessment=ground.again(), user=own, reason="ขอแก้")
    assert ground.again().state == State.VERIFIED
    assert not Result.objects.exists()
    spoken_for.ended_at, spoken_for.end_reason = timezone.now(), "ย้ายงาน"
    spoken_for.save()
    services.publish(assessment=ground.again(), user=User.objects.get(pk=own.pk))
    assert Standing.objects.exists()


def test_a_researcher_who_verified_may_publish_as_a_moderator(ground: Ground) -> None:
    ground.researcher.groups.add(Group.objects.get(name="moderator"))
    services.publish(assessment=ground.verified(), user=User.objects.get(pk=ground.researcher.pk))
    assert Standing.objects.exists()


def test_what_is_missing_is_named_before_it_is_handed_on(ground: Ground) -> None:
    ground.answer("A1a", 3)
    with pytest.raises(Incomplete) as refused:
        services.submit(assessment=ground.again(), user=ground.officer)
    assert refused.value.unanswered == made.SUBS[1:]
    assert ground.again().state == State.DRAFT
    assert AssessmentEvent.objects.count() == 1


def test_nothing_applicable_is_nothing_to_publish(ground: Ground) -> None:
    # A1a always applies, so the rest of its way is taken by the function itself.
    with pytest.raises(NothingApplies):
        freeze_many([Publication(ground.assessment, origin=Origin.IMPORTED_SCORES)])
    assert not Result.objects.exists()


def test_a_year_published_late_or_withdrawn_corrects_the_year_after(ground: Ground) -> None:
    freeze_many([publication(imported(2022), 4)])
    freeze_many([publication(imported(2020), 2)])
    rank = Standing.objects.values_list("rank", "before")
    assert list(rank.order_by("year")) == [(1, None), (3, 1)]
    freeze_many([publication(imported(2021), 0)])
    assert list(rank.order_by("year")) == [(1, None), (0, 1), (3, 0)]
    services.reopen(assessment=Assessment.objects.get(round__year=2021), user=ground.moderator, reason="พิมพ์ผิด")
    assert list(rank.order_by("year")) == [(1, None), (3, 1)]


def test_scores_alone_are_enough_for_a_result(ground: Ground) -> None:
    percents = {"A1": D("66.67"), "A2": D(50), "B1": None, "B2": D(100)}
    only = Publication(
        imported(2019), percents=percents, origin=Origin.IMPORTED_SCORES, strengths=[Strong("A1", "ป่าชุมชน")]
    )
    (result,) = freeze_many([only])
    assert result.marks == D("75.00")
    assert (result.scores, result.self_percent) == ({}, None)
    assert dict(result.layers.filter(layer=Layer.INDICATOR).values_list("code", "percent")) == percents
    assert not result.goals.exists()
    assert result.working["not_applicable"] == [
        {"layer": "indicator", "code": "B1", "weight": "20.00", "to": [{"code": "B2", "gains": "20.00"}]}
    ]
    assert result.strengths.get().text_th == "ป่าชุมชน"


def test_many_results_cost_as_many_queries_as_one(
    ground: Ground, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    instrument_of(made.round_of(2018).version)
    many = [publication(imported(2018, f"ตำบล {number}"), number % 5, own=3) for number in range(12)]
    with django_assert_max_num_queries(50):
        results = freeze_many(many)
    assert [result.percent for result in results[:3]] == [0, 25, 50]
    assert Standing.objects.count() == 12


@pytest.mark.every_database
def test_what_was_published_can_be_neither_changed_nor_removed(ground: Ground) -> None:
    services.save_strength(assessment=ground.again(), code="A1", text_th="ดี", seen=0, user=ground.officer)
    services.publish(assessment=ground.verified(), user=ground.moderator)
    written: dict[type[Model], str] = {
        Result: "origin",
        ResultScore: "code",
        ResultGoal: "attainment",
        ResultStrength: "text_th",
        AssessmentEvent: "reason",
    }
    for model, field in written.items():
        rows = model._base_manager.order_by("pk")
        before = list(rows.values())
        assert before
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**{field: "attained"})
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)
        assert list(rows.values()) == before
