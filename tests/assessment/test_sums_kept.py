"""The sums of standings and scores are right after everything that can happen to a standing, and are all that pages add up."""

from collections.abc import Callable
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.assessment import services
from cms.assessment.bulk import publishing
from cms.assessment.bulk.importing import import_round
from cms.assessment.checking import problems
from cms.assessment.models import Assessment, ScoreSum, Standing, StandingSum
from cms.assessment.reading.tally import cells, cells_by_type, dimension_means, risen_means, total
from cms.assessment.sums import added_up, stored, wrong_places
from cms.places.models import Organisation
from cms.places.services import register_lao
from search.services import generation
from tests.assessment import made
from tests.assessment.test_bulk import row, workbook
from tests.assessment.worked import Ground
from tests.cast import Cast
from tests.pages_made import provinces

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

WRONG = "sums differ from the standings"


@pytest.fixture
def country() -> list[Standing]:
    """Two provinces and two years; one organisation rose, one has a part that does not apply."""
    provinces("40", "50")
    made.small_set()
    rising, falling = made.organisation("ขึ้น"), made.organisation("ลง", "50", "town")
    return [
        made.published(rising, 2024, 2, B1=None),
        made.published(rising, 2025, 4),
        made.published(falling, 2024, 4),
        made.published(falling, 2025, 1, A2=None),
    ]


def test_sums_say_what_the_standings_say(country: list[Standing]) -> None:
    this_year = country[1].round_id
    whole = total(cells([this_year])[this_year])
    assert (whole.number, str(whole.mean), whole.by_rank) == (2, "62.50", {3: 1, 0: 1})
    assert (whole.risen, whole.with_before, whole.demo) == (1, 2, 2)
    assert {(cell.province, cell.type, cell.rank) for cell in cells_by_type(this_year)} == {
        ("40", "tao", 3),
        ("50", "town", 0),
    }
    assert {code: str(mean.percent) for code, mean in dimension_means([this_year])[this_year].items()} == {
        "A": "62.50",
        "B": "62.50",
    }
    assert str(dimension_means([this_year], "50")[this_year]["A"].percent) == "25.00"
    assert {code: tuple(map(str, pair)) for code, pair in risen_means(this_year).items()} == {
        "A": ("100.00", "50.00"),
        "B": ("100.00", "50.00"),
    }


def test_sums_follow_what_is_published_withdrawn_and_published_anew(ground: Ground) -> None:
    before = made.published(ground.assessment.organisation, ground.assessment.round.year - 1, 1)
    services.publish(assessment=ground.verified(4), user=ground.moderator)
    assert list(wrong_places()) == []
    assert StandingSum.objects.get(round=ground.assessment.round).has_risen
    services.reopen(assessment=ground.again(), user=ground.moderator, reason="แก้คะแนน")
    assert not StandingSum.objects.filter(round=ground.assessment.round).exists()
    assert list(wrong_places()) == []
    services.reopen(assessment=Assessment.objects.get(pk=before.assessment_id), user=ground.moderator, reason="ผิดปี")
    assert not ScoreSum.objects.exists()


def test_an_earlier_year_published_late_changes_what_the_later_rose_from(country: list[Standing]) -> None:
    was = risen_means(country[1].round_id)["A"]
    late = made.published(country[1].organisation, 2023, 0)
    assert risen_means(country[1].round_id)["A"] == was
    assert risen_means(country[0].round_id)["A"][1] == 0
    assert late.rank == 0
    assert list(wrong_places()) == []


def test_sums_follow_an_organisation_to_another_province(country: list[Standing]) -> None:
    lao = register_lao(type="tao", name_th="หนองเก่า", province="40")
    of = Organisation.objects.create(key=lao.key, kind_id="lao", lao=lao)
    made.published(of, 2025, 3)
    lao.province_id, lao.type = "50", "subdistrict_municipality"
    lao.save()
    assert list(wrong_places()) == []
    assert StandingSum.objects.filter(province="50", lao_type="subdistrict_municipality").count() == 1


def test_a_whole_round_is_added_up_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    provinces("40", "50")
    made.small_set()
    monkeypatch.setattr(publishing, "AT_ONCE", 1)
    in_round = made.round_of(2025)
    rows = [row(made.organisation(f"ที่{n}", "40" if n % 2 else "50").key, *[n] * 8) for n in range(4)]
    content = workbook(in_round, *rows)
    with CaptureQueriesContext(connection) as asked:
        import_round(round=in_round, content=content, name="2025.xlsx", user=cast.moderator)
    written = [q["sql"] for q in asked if q["sql"].startswith(f'INSERT INTO "{StandingSum._meta.db_table}"')]
    assert len(written) == 1
    assert total(cells([in_round.pk])[in_round.pk]).number == 4
    assert list(wrong_places()) == []


HARM: dict[str, Callable[[], object]] = {
    "number": lambda: StandingSum.objects.filter(province="40").update(number=F("number") + 1),
    "sum": lambda: StandingSum.objects.filter(province="50").update(hundredths=F("hundredths") - 1),
    "level": lambda: StandingSum.objects.filter(rank=3).update(rank=2),
    "gone": lambda: StandingSum.objects.filter(province="50").delete(),
    "score": lambda: ScoreSum.objects.filter(code="A1", province="40").update(hundredths=F("hundredths") - 1),
    "scores that are gone": lambda: ScoreSum.objects.filter(code="B").delete(),
    "what they rose from": lambda: ScoreSum.objects.filter(earlier__gt=0).update(earlier_hundredths=0),
    "a place where nobody stands": lambda: ScoreSum.objects.filter(code="A", province="40", round__year=2025).update(
        round=made.round_of(2001)
    ),
}


def _all() -> list[object]:
    places = Standing.objects.order_by("round", "province").values_list("round_id", "province_id").distinct()
    return [stored(place) for place in places]


def test_each_harm_to_a_sum_is_seen_and_repaired(country: list[Standing]) -> None:
    true = _all()
    # A small set's own results have no history; nothing but sums is looked at here.
    kept = {problem.what for problem in problems()} - {WRONG}
    for name, harm in HARM.items():
        harm()
        assert WRONG in {problem.what for problem in problems()}, name
        before = generation()
        with pytest.raises(CommandError):
            call_command("assessment_check", "--repair", stdout=StringIO())
        assert generation() > before, name
        assert {problem.what for problem in problems()} == kept, name
        assert _all() == true, name
        assert list(wrong_places()) == [], name


def test_the_database_refuses_sums_that_cannot_be(country: list[Standing]) -> None:
    for nonsense in ({"number": 0}, {"demo": 9}, {"with_before": 9}, {"hundredths": 99_999}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StandingSum.objects.update(**nonsense)
    for nonsense in ({"risen": 9}, {"hundredths": 99_999}, {"earlier_hundredths": 99_999}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ScoreSum.objects.update(**nonsense)
    assert list(wrong_places()) == []


def test_what_stood_before_there_were_sums_is_added_up_by_the_migration(country: list[Standing]) -> None:
    migration = import_module("cms.assessment.migrations.0002_sums_of_standings")
    for model in (StandingSum, ScoreSum):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(migration._CELLS)
        cursor.execute(migration._SCORES)
    assert list(wrong_places()) == []
    place = (country[1].round_id, "40")
    assert stored(place) == added_up(place)
    assert stored(place).scores["dimension", "A"]["earlier"] == 1


@pytest.mark.parametrize(
    "page", ["", "results/", "map/", "provinces/40/", "ranking/small/A1/", "risers/", "results/?region=north"]
)
def test_no_page_adds_up_standings_or_scores(country: list[Standing], page: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(f"/kalyanamitr/{page}").status_code == 200
    large = [f'FROM "{name}"' for name in ("assessment_standing", "assessment_resultscore")]
    adding = ("SUM(", "AVG(", "COUNT(", "GROUP BY")
    assert [q["sql"] for q in asked if any(w in q["sql"] for w in adding) and any(t in q["sql"] for t in large)] == []
