"""A finished round as a workbook: judged row by row, published whole or not at all."""

import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from cms.accounts.models import User
from cms.assessment.bulk.columns import ANSWERS, NAMING, SCORES
from cms.assessment.bulk.importing import Refused, import_round
from cms.assessment.bulk.judging import judge
from cms.assessment.bulk.writing import template
from cms.assessment.models import (
    Answer,
    Assessment,
    Origin,
    Result,
    ResultGoal,
    ResultScore,
    ResultStrength,
    Round,
    Standing,
    State,
    Strength,
)
from cms.assessment.publishing import publication_of
from cms.places.models import Organisation
from cms.places.services import register_lao
from cms.places.workbooks import Flaw, WorkbookUnreadable
from tests.assessment.made import SUBS, organisation, round_of, small_set
from tests.cast import Cast
from tests.places.ground import ground

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

INDICATORS = ("A1", "A2", "B1", "B2")
WIDTH = len(NAMING)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    ground("40", "50")
    small_set()
    with translation.override("en"):
        yield


@pytest.fixture
def user(cast: Cast) -> User:
    return cast.moderator


@pytest.fixture
def round() -> Round:
    return round_of(2025)


def row(key: str = "", /, *values: Any, **naming: str) -> list[Any]:
    """A row of the template: key, official code, type, name, province, district, then the values."""
    named = {"key": key, **naming}
    return [*(named.get(item.field, "") for item in NAMING), *values]


def workbook(
    round: Round, *rows: list[Any], form: str = ANSWERS, change: Callable[[Workbook], object] | None = None
) -> bytes:
    """The template of the round with these rows, after somebody's hand."""
    book, target = load_workbook(io.BytesIO(template(round, form))), io.BytesIO()
    for line in rows:
        book[form].append(line)
    if change:
        change(book)
    book.save(target)
    return target.getvalue()


def flaws(round: Round, *rows: list[Any], **more: Any) -> list[Flaw]:
    """What is wrong; nothing may have been written."""
    found = judge(workbook(round, *rows, **more), round).flaws
    assert not Assessment.objects.exists()
    return found


def test_answers_become_published_results_with_strengths(round: Round, user: User) -> None:
    first, second = organisation("หนองดี"), organisation("หนองงาม")
    content = workbook(
        round,
        row(first.key, *[4] * 8, "น้ำประปาของหมู่บ้าน"),
        row(second.key, 0, "NA", "๒", 2, 2, 2, "ไม่เกี่ยวข้อง", "n/a"),
    )
    judged = import_round(round=round, content=content, name="2025.xlsx", user=user)
    assert (len(judged.rows), judged.levels) == (2, {"lives": 1, "": 1})
    one = Assessment.objects.select_related("round", "version", "organisation").get(organisation=first)
    assert (one.state, one.version_id, one.begun_by) == (State.PUBLISHED, round.version_id, user)
    event = one.events.get()
    assert (event.from_state, event.to_state, event.actor, event.reason) == ("", State.PUBLISHED, user, "2025.xlsx")
    result = Result.objects.get(assessment=one)
    assert result.level is not None
    assert (result.percent, result.level.code) == (Decimal(100), "lives")
    assert result.origin == Origin.IMPORTED_ANSWERS
    assert [strong.text_th for strong in result.strengths.all()] == ["น้ำประปาของหมู่บ้าน"]
    assert Strength.objects.get(assessment=one).indicator.code == "A1"
    assert Standing.objects.get(organisation=first).percent == 100
    assert set(Answer.objects.filter(assessment__organisation=second).values_list("phase", "by")) == {
        ("verified", user.pk)
    }
    assert Answer.objects.filter(not_applicable=True).count() == 3


def test_what_was_imported_is_what_publishing_its_answers_would_freeze(round: Round, user: User) -> None:
    nong = organisation("หนองดี")
    content = workbook(round, row(nong.key, 1, "NA", 3, 2, 0, 4, 1, "NA"))
    import_round(round=round, content=content, name="a.xlsx", user=user)
    result = Result.objects.select_related("assessment__version", "level").get()
    again = publication_of(result.assessment, user).frozen()
    assert (again.marks, again.percent, again.level) == (
        result.marks,
        result.percent,
        result.level and result.level.code,
    )
    assert again.scores == result.scores
    layers = [(item.code, item.percent, item.effective) for item in result.layers.all()]
    assert layers == [(item.code, item.percent, item.effective) for item in again.layers]


def test_scores_alone_become_results_without_answers_and_goals(round: Round, user: User) -> None:
    nong = organisation("หนองดี")
    content = workbook(round, row(nong.key, "62.5", 70, "NA", "๘๐"), form=SCORES)
    import_round(round=round, content=content, name="2025.xlsx", user=user)
    result = Result.objects.get()
    assert (result.origin, result.scores) == (Origin.IMPORTED_SCORES, {})
    percents = dict(ResultScore.objects.filter(layer="indicator").values_list("code", "percent"))
    assert percents == {"A1": Decimal("62.5"), "A2": 70, "B1": None, "B2": 80}
    assert not Answer.objects.exists()
    assert not ResultGoal.objects.exists()
    assert Standing.objects.get().percent == result.percent


def test_an_organisation_is_named_by_key_code_or_name_and_an_lao_becomes_one(round: Round, user: User) -> None:
    by_key = register_lao(type="tao", name_th="หนองแวง", name_en="Nong Waeng", province="40", district="4001")
    by_code = register_lao(type="pao", name_th="ขอนแก่น", province="40", official_code="2400100")
    by_name = register_lao(type="subdistrict_municipality", name_th="เชียงดาว", province="50", district="5004")
    content = workbook(
        round,
        row(by_key.key, *[1] * 8),
        row("", *[2] * 8, official_code="๒๔๐๐๑๐๐"),
        row("", *[3] * 8, name="ทต.เชียงดาว", province="จ.เชียงใหม่"),
    )
    judged = judge(content, round)
    assert [shown["is_new"] for shown in judged.shown] == [True] * 3
    assert not Organisation.objects.exists()
    import_round(round=round, content=content, name="a.xlsx", user=user)
    made = {item.lao_id: item for item in Organisation.objects.all()}
    assert set(made) == {by_key.pk, by_code.pk, by_name.pk}
    assert made[by_name.pk].full_name == by_name.full_name
    assert Standing.objects.count() == 3


def _cell(form: str, row: int, at: int, value: Any) -> Callable[[Workbook], object]:
    def put(book: Workbook) -> None:
        book[form].cell(row, at).value = value

    return put


def _merge(book: Workbook) -> None:
    book[ANSWERS].merge_cells("A2:A3")


def _twice(book: Workbook) -> None:
    book[ANSWERS].cell(1, WIDTH + 1).value = "A1b"


GOOD = [3] * 8
# What somebody did, and the cell at which it is told, with a part of the sentence.
BAD: list[tuple[str, Callable[[Workbook], object], str, str]] = [
    ("outside", _cell(ANSWERS, 2, WIDTH + 2, 5), "H2", "“5” is outside the rubric; its points are: 0, 1, 2, 3, 4."),
    ("below", _cell(ANSWERS, 2, WIDTH + 2, -1), "H2", "“-1” is outside the rubric"),
    ("half", _cell(ANSWERS, 2, WIDTH + 2, 2.5), "H2", "“2.5” is outside the rubric"),
    ("words", _cell(ANSWERS, 2, WIDTH + 2, "ดี"), "H2", "“ดี” is outside the rubric"),
    ("not applicable", _cell(ANSWERS, 2, WIDTH + 1, "NA"), "G2", "“Not applicable” is no answer here."),
    ("empty", _cell(ANSWERS, 2, WIDTH + 3, None), "I2", "Nothing is said here"),
    ("formula", _cell(ANSWERS, 2, WIDTH + 3, "=1+1"), "I2", "This is a formula"),
    ("no code", _cell(ANSWERS, 1, WIDTH + 1, None), "1", "The column “A1a” is missing."),
    ("other code", _cell(ANSWERS, 1, WIDTH + 1, "Z9z"), "G1", "no column “Z9z”"),
    ("code twice", _twice, "H1", "there twice"),
    ("merged", _merge, "A2", "A2:A3 are merged"),
    ("unknown key", _cell(ANSWERS, 2, 1, "nowhere"), "A2", "has the key “nowhere”"),
    ("nobody", _cell(ANSWERS, 2, 1, None), "D2", "Give the organisation's key"),
    ("unknown code", _cell(ANSWERS, 2, 2, "9999999"), "B2", "has the official code “9999999”"),
    ("long strength", _cell(ANSWERS, 2, WIDTH + 9, "ก" * 1001), "O2", "at most 1000 characters"),
    ("strength of none", _cell(ANSWERS, 1, WIDTH + 9, "จุดเด่น Z9"), "O1", "no column “จุดเด่น Z9”"),
    ("other year", _cell("round", 2, 3, 2569), "C2", "of the year 2569; this round is of 2025"),
    ("other set", _cell("round", 2, 1, "moi-village"), "A2", "of the set “moi-village”"),
    ("other version", _cell("round", 2, 2, 2), "B2", "of version 2; this round is by version 1"),
    ("no sheet", lambda book: book.remove(book[ANSWERS]), "", "no sheet “answers”"),
    ("both sheets", lambda book: book.create_sheet("scores"), "", "both sheets"),
]


@pytest.mark.parametrize(("change", "cell", "words"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD])
def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_written(
    round: Round, user: User, change: Callable[[Workbook], object], cell: str, words: str
) -> None:
    content = workbook(round, row(organisation("หนองดี").key, *GOOD), row(organisation("อื่น").key, *GOOD), change=change)
    with pytest.raises(Refused) as refused:
        import_round(round=round, content=content, name="a.xlsx", user=user)
    told = {flaw.cell: flaw.message for flaw in refused.value.judged.flaws}
    assert words in told[cell], told
    assert (Assessment.objects.count(), Answer.objects.count(), Result.objects.count()) == (0, 0, 0)


def test_two_rows_of_one_organisation_are_refused_however_they_name_it(round: Round) -> None:
    lao = register_lao(type="tao", name_th="หนองแวง", province="40", district="4001", official_code="6400101")
    found = flaws(
        round,
        row(lao.key, *GOOD),
        row("", *GOOD, official_code="6400101"),
        row("", *GOOD, name="อบต.หนองแวง", province="40"),
    )
    assert [(flaw.cell, flaw.column) for flaw in found] == [("B3", "รหัส อปท."), ("D4", "ชื่อ")]
    assert found[0].message == "Row 2 names the same organisation: อบต.หนองแวง."


def test_an_organisation_that_is_assessed_in_the_round_already_is_refused(round: Round, user: User) -> None:
    nong, other = organisation("หนองดี"), organisation("อื่น")
    Assessment.objects.create(round=round, organisation=nong, version=round.version)
    content = workbook(round, row(nong.key, *GOOD), row(other.key, *GOOD))
    with pytest.raises(Refused) as refused:
        import_round(round=round, content=content, name="a.xlsx", user=user)
    assert [(flaw.cell, flaw.message) for flaw in refused.value.judged.flaws] == [
        ("A2", "อบต.หนองดี is assessed in this round already.")
    ]
    assert (Assessment.objects.count(), Standing.objects.count()) == (1, 0)


def test_an_organisation_of_another_kind_is_unknown_to_the_round(round: Round) -> None:
    village = organisation("บ้านหนองดี", kind="village")
    assert "No organisation of this kind" in flaws(round, row(village.key, *GOOD))[0].message


def test_of_several_of_one_name_the_key_is_asked_for(round: Round) -> None:
    for _ in range(2):
        organisation("หนองบัว")
    found = flaws(round, row("", *GOOD, name="อบต.หนองบัว", province="ขอนแก่น"))
    assert "Several organisations are called" in found[0].message


def test_a_strength_in_english_stands_beside_one_in_thai(round: Round, user: User) -> None:
    def add(book: Workbook) -> None:
        book[ANSWERS].cell(1, WIDTH + 13).value = "Strength A1"
        book[ANSWERS].cell(2, WIDTH + 13).value = "Clean water"

    nong = organisation()
    assert flaws(round, row(nong.key, *GOOD), change=add)[0].message == "A strength in English needs the same in Thai."
    content = workbook(round, row(nong.key, *GOOD, "น้ำสะอาด"), change=add)
    import_round(round=round, content=content, name="a.xlsx", user=user)
    strong = ResultStrength.objects.get()
    assert (strong.code, strong.text_th, strong.text_en) == ("A1", "น้ำสะอาด", "Clean water")


def test_somebody_who_is_quicker_with_one_organisation_keeps_all_of_the_file_out(
    round: Round, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    nong, other = organisation("หนองดี"), organisation("อื่น")
    content = workbook(round, row(nong.key, *GOOD), row(other.key, *GOOD))
    early = judge(content, round)
    Assessment.objects.create(round=round, organisation=other, version=round.version)
    judged = iter([early])
    # The first look sees the round as it was; the second, after the database refused, as it is.
    monkeypatch.setattr(
        "cms.assessment.bulk.importing.judge",
        lambda content, round, tell=None: next(judged, None) or judge(content, round, tell=tell),
    )
    with pytest.raises(Refused):
        import_round(round=round, content=content, name="a.xlsx", user=user)
    assert (Assessment.objects.count(), Result.objects.count(), Answer.objects.count()) == (1, 0, 0)


def test_a_file_of_nothing_but_mistakes_is_told_in_bounds(round: Round) -> None:
    rows = [row(f"no-{number}", *["x"] * 8) for number in range(400)]
    found = judge(workbook(round, *rows), round).flaws
    assert 2000 < len(found) < 2100
    assert "From here on the file was not looked at" in found[-1].message


def test_what_is_no_workbook_is_refused(round: Round) -> None:
    with pytest.raises(WorkbookUnreadable):
        judge(b"key,A1a\nx,1\n", round)


def test_the_template_asks_for_every_code_and_holds_no_row(round: Round) -> None:
    for form, codes in ((ANSWERS, SUBS), (SCORES, INDICATORS)):
        header = [cell.value for cell in next(load_workbook(io.BytesIO(template(round, form)))[form].iter_rows())]
        assert header[WIDTH:] == [*codes, *(f"จุดเด่น {code}" for code in INDICATORS)]
        assert [flaw.message for flaw in flaws(round, form=form)] == ["There is no row below the header."]
