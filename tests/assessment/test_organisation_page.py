"""What everybody reads of one organisation: its level and why, every figure, what it may learn and from whom."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from cms.assessment.models import Assessment, Origin, State
from cms.assessment.publishing import Publication, freeze_many, withdraw
from cms.places.models import Organisation
from tests.assessment.made import organisation, published, registered, round_of, small_set
from tests.pages_made import make_lao, provinces

HERE = "/kalyanamitr/organisations/demo-1/"
ENGLISH = f"/en{HERE}"


@pytest.fixture
def one(db: None) -> Organisation:
    provinces("40", "50")
    small_set()
    return organisation("หนองดี")


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_it_says_the_level_its_meaning_the_marks_and_the_self_assessment_beside(
    client: Client, one: Organisation
) -> None:
    published(one, points=3, self_points=4)
    page = read(client, ENGLISH)
    for said in ("Knows", "What Knows means", "75.00 %", "75 of 100 marks", "100.00 %"):
        assert said in page, said
    assert "เข้าใจ" in read(client, HERE)


def test_it_says_how_far_it_may_be_relied_on(client: Client, one: Organisation) -> None:
    published(one)
    page = read(client, HERE)
    assert "ข้อมูลสาธิต" in page
    assert "ชุดตัวอย่าง" in page
    real = registered(make_lao("หนองแวง"))
    published(real)
    assert "ข้อมูลสาธิต" not in read(client, f"/kalyanamitr/organisations/{real.key}/")


def test_it_says_why_this_level_from_the_top_down(client: Client, one: Organisation) -> None:
    published(one, points=4, B1=1, B2=2)
    page = read(client, ENGLISH)
    assert "75 marks of 100, which is 75.00 %." in page
    assert "“Lives” begins at 80 marks: not reached, 5 marks short." in page
    assert "“Knows” begins at 60 marks: reached." in page
    assert "So the level is “Knows”." in page
    assert "“Near” begins" not in page


def test_a_floor_that_broke_is_named(client: Client, one: Organisation) -> None:
    published(one, points=4, A1=0, A2=0)
    page = read(client, ENGLISH)
    assert "“Near” begins at 40 marks: the marks are there, but A Dimension A has 0.00 % and needs 10.00 %." in page
    assert "So no level is reached yet." in page


def test_what_does_not_apply_says_where_its_marks_went(client: Client, one: Organisation) -> None:
    published(one, points=3, B2b=None)
    page = read(client, ENGLISH)
    assert "“B2b Sub-indicator B2b” does not apply; its 10 marks were shared out to B2a (+10)." in page
    assert "by the set 10" in page


def test_every_sub_indicator_stands_below_its_indicator_with_its_step(client: Client, one: Organisation) -> None:
    published(one, points=3, A1a=1)
    page = read(client, ENGLISH)
    assert "A1a Sub-indicator A1a" in page
    assert "Step 1" in page
    assert "62.50 %" in page
    assert page.count("<summary>") == 4 + 4  # indicators, and the goals below them


def test_goals_follow_with_their_arithmetic(client: Client, one: Organisation) -> None:
    published(one, points=4, A1a=2)
    page = read(client, ENGLISH)
    assert 'class="chart chart-wheel"' in page
    assert "(1 × 50.00 % + 3 × 100.00 %) ÷ 4 = 87.50 %" in page
    assert "By target: 1.4 100.00 %" in page


def test_years_stand_beside_each_other_and_a_rise_is_marked(client: Client, one: Organisation) -> None:
    for year, points in ((2024, 2), (2025, 3), (2026, 2)):
        published(one, year, points=points)
    page = read(client, ENGLISH)
    assert 'class="chart chart-history"' in page
    assert page.count("▲ Moved up") == 1
    assert page.count("▼ Moved down") == 1
    earlier = read(client, f"{ENGLISH}?year=2025&set=small")
    assert "75.00 %" in earlier
    assert 'year=2025" aria-current="true"' in earlier


@pytest.mark.parametrize("year", ["1900", "x", "๒๕๖๘", "2025'--", "9" * 99])
def test_a_year_that_is_not_there_is_told_and_the_newest_is_shown(client: Client, one: Organisation, year: str) -> None:
    published(one, 2025)
    answer = client.get(ENGLISH, {"year": year})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "There is no published result of the year" in page
    assert "75 of 100 marks" in page


def test_an_organisation_without_a_result_says_so_and_what_to_do(client: Client, one: Organisation) -> None:
    page = read(client, ENGLISH)
    assert "No result is published yet" in page
    assert "/en/kalyanamitr/results/" in page
    assert "No other organisation" not in page


def test_a_result_that_was_taken_back_is_seen_by_nobody_and_said_to_be_looked_at_again(
    client: Client, one: Organisation
) -> None:
    standing = published(one, points=4)
    withdraw(standing.assessment)
    standing.assessment.state = State.REOPENED
    standing.assessment.save()
    page = read(client, ENGLISH)
    assert "The result of 2025 was taken back and is being looked at again." in page
    assert "100.00 %" not in page
    assert client.get(f"{HERE}print/").status_code == 404
    assert client.get(f"{HERE}result.csv").status_code == 404


def test_what_is_being_assessed_is_said_to_nobody(client: Client, one: Organisation) -> None:
    in_round = round_of(2025)
    Assessment.objects.create(round=in_round, organisation=one, version=in_round.version, state=State.VERIFIED)
    page = read(client, ENGLISH)
    assert "2025" not in page.split("<main", 1)[1].split("</main>", 1)[0]


def test_strengths_are_read_in_the_readers_language_or_in_thai(client: Client, one: Organisation) -> None:
    published(one, strengths={"A1": "ตลาดนัดทุกเสาร์"})
    assert "ตลาดนัดทุกเสาร์" in read(client, HERE)
    assert "ตลาดนัดทุกเสาร์" in read(client, ENGLISH)


def test_scores_alone_are_shown_without_sub_indicators_or_goals(client: Client, one: Organisation) -> None:
    in_round = round_of(2025)
    assessment = Assessment.objects.create(
        round=in_round, organisation=one, version=in_round.version, state=State.PUBLISHED
    )
    percents = {code: Decimal(70) for code in ("A1", "A2", "B1", "B2")}
    freeze_many([Publication(assessment, percents=percents, origin=Origin.IMPORTED_SCORES)])
    page = read(client, ENGLISH)
    assert "70.00 %" in page
    assert "Only the scores by indicator were handed in" in page
    assert "chart-wheel" not in page
    assert client.get(f"{HERE}result.json").json()["self_percent"] is None


def test_the_sheet_to_print_says_the_same(client: Client, one: Organisation) -> None:
    published(one, points=3, strengths={"A1": "ตลาดนัดทุกเสาร์"})
    page = read(client, f"{ENGLISH}print/")
    for said in ("Knows", "75 marks of 100", "ตลาดนัดทุกเสาร์", "Dimension B", "Demo data"):
        assert said in page, said


def test_one_result_is_downloaded_in_three_forms_that_agree(client: Client, one: Organisation) -> None:
    published(one, 2024, points=1)
    published(one, 2025, points=3, B2b=None)
    whole = client.get(f"{HERE}result.json").json()
    assert (whole["organisation"], whole["year"], whole["level"], whole["percent"]) == (
        "demo-1",
        2025,
        "knows",
        "75.00",
    )
    assert whole["is_demo"] is True
    assert whole["set_standing"] == "sample"
    lines = client.get(f"{HERE}result.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(whole["scores"])
    sheet = load_workbook(BytesIO(client.get(f"{HERE}result.xlsx").content)).active
    assert sheet is not None
    assert sheet.max_row == len(lines)
    assert client.get(f"{HERE}result.json?year=2024").json()["percent"] == "25.00"
    assert client.get(f"{HERE}result.exe").status_code == 404


@pytest.mark.parametrize("key", ["no-such-one", "demo-99", "-", "1"])
def test_an_organisation_that_is_not_there_has_no_page(client: Client, one: Organisation, key: str) -> None:
    for end in ("", "print/", "friends/", "result.csv"):
        assert client.get(f"/kalyanamitr/organisations/{key}/{end}").status_code == 404
