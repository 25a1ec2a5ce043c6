"""A finished round in the admin: checked by the worker, shown, confirmed, published by the worker, forgotten in time."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import Workbook
from pytest_django import DjangoAssertNumQueries
from wagtail.users.models import UserProfile

from cms.assessment.bulk import importing
from cms.assessment.bulk.columns import ANSWERS, LIMITS, ROUND, ROUND_COLUMNS
from cms.assessment.bulk.services import NotReady, StillPublishing, confirm_import, upload_round
from cms.assessment.errors import NotAllowed
from cms.assessment.models import Answer, Assessment, ImportState, Result, Round, RoundImport, Standing
from tests.assessment.made import organisation, round_of, small_set
from tests.assessment.test_bulk import GOOD, row, workbook
from tests.cast import Cast
from tests.places.ground import ground

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/round-imports/"


@pytest.fixture(autouse=True)
def in_english(root: object) -> Iterator[None]:
    ground("40")
    small_set()
    with translation.override("en"):
        yield


@pytest.fixture
def round() -> Round:
    return round_of(2025)


@pytest.fixture
def client(cast: Cast) -> Client:
    UserProfile.objects.create(user=cast.moderator, preferred_language="en")
    return cast.client("moderator")


def upload(client: Client, round: Round, content: bytes, name: str = "2025.xlsx") -> str:
    answer = client.post(UPLOAD, {"round": str(round.pk), "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.headers["Location"])


def nothing_is_written() -> bool:
    return not any(model._default_manager.exists() for model in (Assessment, Answer, Result, Standing))


def test_a_round_is_shown_before_it_is_published_and_then_published(client: Client, round: Round) -> None:
    content = workbook(round, row(organisation("หนองดี").key, *[4] * 8), row(organisation("หนองงาม").key, *[0] * 8))
    url = upload(client, round, content)
    page = client.get(url)
    assert "2 organisations. Lives: 1 · No level reached: 1" in " ".join(page.content.decode().split())
    assert "Demo data" in page.content.decode()
    assert nothing_is_written()
    assert client.post(url).headers["Location"] == url
    kept = RoundImport.objects.get()
    assert (kept.state, kept.done, kept.total, bytes(kept.content)) == (ImportState.PUBLISHED, 2, 2, b"")
    assert Standing.objects.count() == 2
    results = reverse("assessment:results")
    assert results not in page.content.decode()
    assert f"{results}?set={round.indicator_set.code}&amp;year={round.year}" in client.get(url).content.decode()
    client.post(url)
    assert Result.objects.count() == 2


def test_every_problem_is_shown_with_its_cell_and_nothing_can_be_confirmed(client: Client, round: Round) -> None:
    key = organisation("หนองดี").key
    url = upload(client, round, workbook(round, row(key, 9, *[3] * 7), row(key, *GOOD), row("<b>x</b>", *GOOD)))
    page = client.get(url).content.decode()
    assert "<td>G2</td>" in page
    assert "<td>A4</td>" in page
    assert "outside the rubric" in page
    assert "<b>x</b>" not in page
    assert "Publish all of them" not in page
    client.post(url)
    assert RoundImport.objects.get().state == ImportState.REFUSED
    assert nothing_is_written()


def test_a_problem_is_read_in_the_language_of_the_reader(client: Client, round: Round) -> None:
    with translation.override("th"):
        url = upload(client, round, workbook(round, row("nowhere", *GOOD)))
    kept = RoundImport.objects.get()
    assert kept.found["flaws"][0]["words"] == "No organisation of this kind has the key “%(read)s”."
    assert "No organisation of this kind has the key “nowhere”." in client.get(url).content.decode()


def test_how_far_the_worker_is_is_told_and_looked_at_again(client: Client, cast: Cast, round: Round) -> None:
    kept = RoundImport.objects.create(round=round, name="a.xlsx", uploaded_by=cast.moderator, done=300, total=7850)
    answer = client.get(reverse("assessment_import", args=[kept.pk]))
    assert answer.headers["Refresh"] == "3"
    assert '<progress value="300" max="7850">' in answer.content.decode()


def test_publishing_that_is_killed_in_the_middle_leaves_nothing_and_is_done_by_the_next(
    cast: Cast, round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = workbook(round, row(organisation("หนองดี").key, *GOOD))
    kept = upload_round(round=round, name="a.xlsx", content=content, user=cast.moderator)
    RoundImport.objects.filter(pk=kept.pk).update(state=ImportState.PUBLISHING)

    def killed(*_given: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("cms.assessment.publishing.standings_changed", killed)
        with pytest.raises(SystemExit):
            importing.publish_import(kept.pk)
    assert nothing_is_written()
    assert RoundImport.objects.get().state == ImportState.PUBLISHING
    importing.publish_import(kept.pk)
    importing.publish_import(kept.pk)
    assert (Result.objects.count(), RoundImport.objects.get().state) == (1, ImportState.PUBLISHED)


def test_what_the_database_refuses_for_another_reason_is_not_hidden(
    cast: Cast, round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_given: object) -> None:
        raise IntegrityError("something else")

    monkeypatch.setattr("cms.assessment.bulk.importing.publish", refuse)
    content = workbook(round, row(organisation("หนองดี").key, *GOOD))
    with pytest.raises(IntegrityError):
        importing.import_round(round=round, content=content, name="a", user=cast.moderator)
    assert nothing_is_written()


def test_an_organisation_begun_after_the_preview_is_told_when_it_is_confirmed(client: Client, round: Round) -> None:
    nong = organisation("หนองดี")
    url = upload(client, round, workbook(round, row(nong.key, *GOOD)))
    Assessment.objects.create(round=round, organisation=nong, version=round.version)
    client.post(url)
    assert "is assessed in this round already" in client.get(url).content.decode()
    assert (RoundImport.objects.get().state, Result.objects.count()) == (ImportState.REFUSED, 0)


def test_who_lost_the_permission_meanwhile_publishes_nothing(client: Client, cast: Cast, round: Round) -> None:
    upload(client, round, workbook(round, row(organisation().key, *GOOD)))
    RoundImport.objects.update(state=ImportState.PUBLISHING)
    cast.moderator.groups.clear()
    importing.publish_import(RoundImport.objects.get().pk)
    assert RoundImport.objects.get().state == ImportState.FAILED
    assert nothing_is_written()


def test_a_later_file_takes_the_place_of_an_earlier_one_that_is_not_being_published(cast: Cast, round: Round) -> None:
    content = workbook(round, row(organisation().key, *GOOD))
    first = upload_round(round=round, name="a.xlsx", content=content, user=cast.moderator)
    second = upload_round(round=round, name="b.xlsx", content=content, user=cast.moderator)
    with pytest.raises(NotReady):
        confirm_import(kept=first, user=cast.moderator)
    RoundImport.objects.filter(pk=second.pk).update(state=ImportState.PUBLISHING)
    with pytest.raises(StillPublishing):
        upload_round(round=round, name="c.xlsx", content=content, user=cast.moderator)
    assert RoundImport.objects.get() == second


def test_what_nobody_confirmed_expires(client: Client, cast: Cast, round: Round) -> None:
    url = upload(client, round, workbook(round, row(organisation().key, *GOOD)))
    RoundImport.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))
    client.post(url)
    assert nothing_is_written()
    assert importing.forget_old() == 1
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("content", [b"\x89PNG", b"", b"PK\x03\x04" + b"x" * LIMITS.size], ids=["png", "empty", "big"])
def test_what_is_no_workbook_is_refused_beside_its_field(client: Client, round: Round, content: bytes) -> None:
    answer = client.post(UPLOAD, {"round": str(round.pk), "file": SimpleUploadedFile("a.xlsx", content)})
    assert answer.status_code == 200
    assert "file" in answer.context["form"].errors
    assert not RoundImport.objects.exists()


def test_a_damaged_workbook_is_told_by_the_check(client: Client, round: Round) -> None:
    url = upload(client, round, workbook(round)[:-200])
    kept = RoundImport.objects.get()
    assert (kept.state, len(kept.found["flaws"])) == (ImportState.REFUSED, 1)
    assert "save it again from your spreadsheet" in client.get(url).content.decode()


@pytest.mark.parametrize("year", ["²", "9" * 4400, "๒๕๖๙.๕"], ids=["superscript", "long", "half"])
def test_a_year_that_is_none_is_told_by_the_check(client: Client, round: Round, year: str) -> None:
    def change(book: Workbook) -> None:
        sheet = book[ROUND]
        titles = [cell.value for cell in sheet[1]]
        sheet.cell(2, titles.index(ROUND_COLUMNS["year"][0]) + 1).value = year

    upload(client, round, workbook(round, change=change))
    kept = RoundImport.objects.get()
    assert kept.state == ImportState.REFUSED
    assert any("The file is of the year" in flaw["words"] for flaw in kept.found["flaws"])


def test_an_area_that_no_spreadsheet_writes_does_not_stop_the_check(client: Client, round: Round) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(round))) as whole, zipfile.ZipFile(target, "w") as torn:
        for name in whole.namelist():
            part = whole.read(name)
            is_sheet = name.startswith("xl/worksheets/sheet")
            merged = b'<mergeCells count="1"><mergeCell ref="A1A1"/></mergeCells></worksheet>'
            torn.writestr(name, part.replace(b"</worksheet>", merged) if is_sheet else part)
    upload(client, round, target.getvalue())
    assert RoundImport.objects.get().state == ImportState.REFUSED


@pytest.mark.parametrize("who", ["visitor", "member", "lao_officer", "researcher", "editor"])
def test_who_may_not_import_sees_and_brings_nothing(cast: Cast, client: Client, round: Round, who: str) -> None:
    content = workbook(round, row(organisation().key, *GOOD))
    url = upload(client, round, content)
    other = cast.client(who)
    for address in (UPLOAD, url, reverse("assessment_import_template", args=[round.pk, ANSWERS])):
        assert other.get(address).status_code in (302, 403)
        assert other.post(address).status_code in (302, 403, 405)
    assert nothing_is_written()
    if who != "visitor":
        with pytest.raises(NotAllowed):
            upload_round(round=round, name="a.xlsx", content=content, user=getattr(cast, who))


def test_a_file_is_its_owners_until_it_is_published(client: Client, cast: Cast, round: Round) -> None:
    url = upload(client, round, workbook(round, row(organisation().key, *GOOD)))
    other = cast.client("administrator")
    assert (other.get(url).status_code, other.post(url).status_code) == (404, 404)
    client.post(url)
    assert other.get(url).status_code == 200


def test_a_template_is_taken_out_with_its_name(client: Client, round: Round) -> None:
    answer = client.get(reverse("assessment_import_template", args=[round.pk, ANSWERS]))
    assert 'filename="small-2025-answers.xlsx"' in answer.headers["Content-Disposition"]


def test_many_organisations_cost_as_many_queries_as_a_few(
    cast: Cast, round: Round, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    content = workbook(round, *(row(organisation(f"ที่ {number}").key, *GOOD) for number in range(60)))
    with django_assert_max_num_queries(90):
        importing.import_round(round=round, content=content, name="a.xlsx", user=cast.moderator)
    assert Answer.objects.count() == 480


def test_the_command_checks_and_publishes(
    cast: Cast, round: Round, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "2025.xlsx"
    file.write_bytes(workbook(round, row(organisation().key, *[4] * 8)))
    given = {"round": "small:2025", "by": cast.moderator.email}
    call_command("assessment_import", str(file), check=True, **given)
    assert "1 results would be published (lives 1)." in capsys.readouterr().out
    assert nothing_is_written()
    call_command("assessment_import", str(file), **given)
    assert Standing.objects.count() == 1
    with pytest.raises(CommandError, match="1 problems; nothing was published"):
        call_command("assessment_import", str(file), **given)
    for wrong in ({"round": "small:1999"}, {"by": "nobody@example.org"}, {"by": cast.editor.email}):
        with pytest.raises(CommandError):
            call_command("assessment_import", str(file), **{**given, **wrong})


def test_a_workbook_without_anything_is_told(client: Client, round: Round) -> None:
    def empty(book: Workbook) -> None:
        book[ANSWERS].delete_rows(1, 5)

    assert "The sheet is empty" in client.get(upload(client, round, workbook(round, change=empty))).content.decode()
