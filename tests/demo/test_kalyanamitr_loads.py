"""Kalyanamitr's demo: 302 assessments of organisations that there are not, loaded once, no two of them alike."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.accounts import demo as people
from cms.accounts.models import Affiliation, User
from cms.accounts.roles import Role
from cms.assessment import demo
from cms.assessment.access import Act, acts, assessable, may_begin
from cms.assessment.checking import problems
from cms.assessment.demo import giving, invented, telling, underway, villages
from cms.assessment.models import (
    Answer,
    Assessment,
    AssessmentEvent,
    Evidence,
    Phase,
    Result,
    ResultStrength,
    Standing,
    State,
    Strength,
)
from cms.assessment.scoring import points_of
from cms.blocks.demo import bricks
from cms.indicators.models import Topic
from cms.indicators.shipped import install, read
from cms.pages.demo import topics_of
from cms.places.models import Lao, Organisation
from cms.places.refresh import official_rows
from cms.places.regions import REGION_OF
from cms.places.rules import name_key
from search.models import Entry
from search.text.normalise import normalise
from search.text.thai import words
from tests.demo.test_content import ROOT
from tests.pages_made import provinces

SAMPLE = "lao-sample"
SHORTEST, LONGEST = 60, 260  # characters of a strength
COUNTED = (Organisation, Assessment, AssessmentEvent, Answer, Evidence, Strength, Result, Standing, Affiliation, Topic)


def test_the_plan_is_the_same_everywhere_and_has_302_assessments_in_three_years() -> None:
    of = invented.organisations()
    rows = invented.assessed(of)

    assert of == invented.organisations()
    assert rows == invented.assessed(of)
    assert len(rows) == len({(row.organisation.key, row.year) for row in rows}) == 302
    assert Counter(row.year for row in rows) == {2024: 52, 2025: 90, 2026: 160}
    assert {one.province for one in of} == set(REGION_OF) - {"10"}
    assert {one.lao_type for one in of} == {"pao", "city", "town", "subdistrict_municipality", "tao"}


def test_no_organisation_bears_the_name_of_a_real_place_or_of_another() -> None:
    of = invented.organisations()
    real = {key for rows in official_rows().values() for _th, _en, key, *_rest in rows.values()}
    named = [name_key(one.name_th) for one in of] + [name_key(data["name"][0]) for data in villages.planned()]

    assert len(set(named)) == len(named)
    assert len({one.key for one in of}) == len(of)
    assert set(named) & real == set()
    assert {name.removeprefix("บ้าน") for name in named} & real == set()


def test_what_a_registered_lao_is_called_nobody_invented_is_called() -> None:
    before = invented.organisations()
    taken = {before[0].name_th, before[7].name_th}

    assert taken & {one.name_th for one in invented.organisations(taken)} == set()


def test_measured_values_reach_the_points_that_they_are_given_for() -> None:
    instrument = read(SAMPLE).instrument
    for row in invented.assessed(invented.organisations())[:60]:
        for given in giving.answers(row, instrument):
            assert given.keys() == instrument.subs.keys()
            for code, answer in given.items():
                sub = instrument.subs[code]
                assert (answer.value is not None) == (sub.scale == "measured" and not answer.not_applicable)
                assert answer.value is None or points_of(sub, answer.value) == answer.points, code
                assert not answer.not_applicable or sub.allows_na


def test_no_two_strengths_are_alike() -> None:
    told = [pair for found in telling.texts().values() for pair in found]
    told += [(thai, english) for data in villages.planned() for _code, thai, english in data.get("strengths", ())]

    assert telling.texts().keys() == {item.code for item in read(SAMPLE).instrument.indicators}
    for language in (0, 1):
        bags = [frozenset(words(normalise(pair[language]))) for pair in told]
        assert all(SHORTEST <= len(pair[language]) <= LONGEST for pair in told)
        for number, one in enumerate(bags):
            for other in bags[number + 1 :]:
                assert len(one & other) / len(one | other) < 0.4, (set(one), set(other))


@pytest.mark.django_db
def test_pages_of_the_demo_speak_to_indicators_that_there_are() -> None:
    files = [
        file for room in ("stories", "academy", "research") for file in (ROOT / "cms" / room / "demo").rglob("*.toml")
    ]
    named = {file: found for file in files if (found := bricks.read(file).get("topics"))}
    install(code=SAMPLE)
    known = {topic.facet for topic in Topic.objects.select_related("indicator_set")}

    assert {"stories", "academy", "research"} <= {file.relative_to(ROOT / "cms").parts[0] for file in named}
    assert all(file.name.endswith(".th.toml") for file in named), "a translation's facts stand on its Thai page"
    for file, found in named.items():
        assert set(found) <= known, file
        assert [topic.facet for topic in topics_of({"topics": found})] == sorted(found)
    assert topics_of({}) == []


@pytest.fixture
def loaded(db: None, settings: Settings, tmp_path: Path) -> list[str]:
    """The demo's people and places with everything of Kalyanamitr, loaded once."""
    settings.VAR = tmp_path
    provinces()
    people.load()
    return list(demo.load())


@pytest.mark.every_database
def test_everything_is_loaded_once_and_labelled_and_can_be_tried(loaded: list[str]) -> None:
    assert len(loaded) == demo.count()
    before = {model.__name__: model._default_manager.count() for model in COUNTED}
    keys = set(Result.objects.values_list("pk", flat=True))

    assert [str(problem) for problem in problems()] == []
    _it_is_labelled_and_no_real_lao_has_a_score()
    _it_is_spread_as_it_would_be()
    _every_best_result_tells_strengths_of_its_own()
    _it_can_be_found()
    _the_demos_people_have_something_to_do()

    assert list(demo.load()) == loaded
    assert {model.__name__: model._default_manager.count() for model in COUNTED} == before
    assert set(Result.objects.values_list("pk", flat=True)) == keys


def _it_is_labelled_and_no_real_lao_has_a_score() -> None:
    assert Standing.objects.filter(round__indicator_set__code=SAMPLE).count() == 302
    assert Standing.objects.count() == 302 + villages.count()
    assert not Standing.objects.filter(is_demo=False).exists()
    assert not Organisation.objects.filter(is_demo=False).exists()
    assert not Organisation.objects.filter(lao__isnull=False).exists()
    assert not Lao.objects.exists()
    assert set(Standing.objects.values_list("region", flat=True)) == set(REGION_OF.values())


def _it_is_spread_as_it_would_be() -> None:
    rows = list(Standing.objects.filter(round__indicator_set__code=SAMPLE).select_related("result"))
    ranks = Counter(row.rank for row in rows)

    assert all(20 <= ranks[rank] <= 140 for rank in range(4))
    assert sum(row.has_risen for row in rows) >= 20
    assert any(row.before is not None and row.rank < row.before for row in rows)
    higher = [row.result.self_percent - row.result.percent for row in rows if row.result.self_percent is not None]
    assert len(higher) == 302
    assert 1 < sum(higher) / len(higher) < 6
    assert min(higher) < 0
    assert Answer.objects.filter(not_applicable=True).exists()
    moves = list(AssessmentEvent.objects.filter(subject=rows[0].assessment_id).order_by("at"))
    assert [event.to_state for event in moves] == [State.DRAFT, State.SUBMITTED, State.VERIFIED, State.PUBLISHED]
    assert all(earlier.to_state == later.from_state for earlier, later in pairwise(moves))


def _every_best_result_tells_strengths_of_its_own() -> None:
    best = Standing.objects.filter(rank=3, round__indicator_set__code=SAMPLE).values("result")
    told = ResultStrength.objects.all()

    assert set(best.values_list("result", flat=True)) <= set(told.values_list("result", flat=True))
    for field in ("text_th", "text_en"):
        texts = list(told.values_list(field, flat=True))
        assert "" not in texts
        assert len(set(texts)) == len(texts)


def _it_can_be_found() -> None:
    one = Standing.objects.filter(rank=3).select_related("organisation")[0].organisation
    assert Entry.objects.filter(kind="organisation", key=one.key).exists()


def _the_demos_people_have_something_to_do() -> None:
    officer, representative, researcher, moderator = (
        User.objects.get(email=people.address(role))
        for role in (Role.LAO_OFFICER, Role.COMMUNITY_REPRESENTATIVE, Role.RESEARCHER, Role.MODERATOR)
    )
    draft = Assessment.objects.get(state=State.DRAFT)
    assert list(assessable(officer)) == [draft.organisation]
    assert draft.answers.filter(phase=Phase.SELF).count() == 30
    assert Act.ANSWER in acts(officer, draft)
    assert Standing.objects.filter(organisation=draft.organisation, year=2025).exists()
    village = Organisation.objects.get(key=underway.VILLAGE)
    assert may_begin(representative, village)
    assert not village.assessments.filter(round__year=2026).exists()
    assert Act.VERIFY in acts(researcher, Assessment.objects.get(state=State.SUBMITTED))
    assert Act.PUBLISH in acts(moderator, Assessment.objects.get(state=State.VERIFIED))
