"""Workbooks in the admin: shown before they are written, written as the draft whole or not at all, by who may."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import Workbook, load_workbook
from wagtail.users.models import UserProfile

from cms.indicators.errors import ChangedMeanwhile
from cms.indicators.instrument import Instrument
from cms.indicators.models import IndicatorSet, SetUpload, State, Version
from cms.indicators.queries import instrument_of
from cms.indicators.services import write_tree
from cms.indicators.workbook.importing import UploadGone, confirm_upload, forget_expired, preview, upload_set
from cms.indicators.workbook.reading import read
from cms.indicators.workbook.writing import example, write
from tests.cast import Cast
from tests.indicators.ground import draft, published, sample_set
from tests.indicators.instruments import small

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(root: object) -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def admin(cast: Cast) -> Client:
    UserProfile.objects.create(user=cast.administrator, preferred_language="en")
    return cast.client("administrator")


def by_hand(change: Callable[[Workbook], object]) -> bytes:
    book, target = load_workbook(io.BytesIO(write(small()))), io.BytesIO()
    change(book)
    book.save(target)
    return target.getvalue()


def renamed(book: Workbook) -> None:
    """Indicator B1 gets another name, the dimension A another code, so that its indicators stand elsewhere."""
    book["indicators"]["C4"] = "การเรียนรู้ตลอดชีวิต"
    book["dimensions"]["A2"] = "AA"
    for row in (2, 3):
        book["indicators"].cell(row, 1).value = "AA"
    for row in (2, 3):
        book["floors"].cell(row, 2).value = "AA"


def upload(client: Client, of: IndicatorSet, content: bytes, name: str = "set.xlsx") -> str:
    answer = client.post(
        reverse("indicators_workbook_upload", args=[of.pk]), {"file": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.headers["Location"])


def confirm(client: Client, url: str) -> str:
    """Press the button of the preview; where it leads to."""
    seen = client.get(url).context["found"].seen
    return str(client.post(url, {"seen": seen}).headers["Location"])


def test_a_workbook_is_shown_before_it_is_written_and_then_is_the_draft(admin: Client) -> None:
    of = published().indicator_set
    url = upload(admin, of, by_hand(renamed))
    page = admin.get(url).content.decode()
    assert reverse("kalyanamitr_set", args=[of.pk]) in page  # the way back
    assert "<del>การเรียนรู้</del> → <ins>การเรียนรู้ตลอดชีวิต</ins>" in page
    assert "1 rows are added, 1 removed, 3 changed, 2 moved." in page
    assert of.versions.count() == 1
    leads_to = confirm(admin, url)
    made = of.versions.get(state=State.DRAFT)
    assert leads_to == reverse("kalyanamitr_version", args=[made.pk])
    assert (made.number, instrument_of(made).indicators[2].name_th) == (2, "การเรียนรู้ตลอดชีวิต")
    assert admin.post(url).status_code == 404
    assert of.versions.count() == 2


def test_a_draft_is_written_over_and_a_set_without_versions_gets_its_first(admin: Client) -> None:
    version = draft()
    confirm(admin, upload(admin, version.indicator_set, write(example("sample"))))
    version.refresh_from_db()
    assert instrument_of(version) == Instrument(**{**vars(example("sample")), "number": version.number})
    fresh = sample_set("fresh")
    confirm(admin, upload(admin, fresh, write(example("fresh"))))
    assert fresh.versions.get().state == State.DRAFT


def test_every_problem_is_shown_with_its_cell_and_nothing_can_be_confirmed(admin: Client) -> None:
    version = draft()

    def spoil(book: Workbook) -> None:
        book["dimensions"]["D2"] = 61
        book["sub_indicators"]["C2"] = "=1+1"
        book["levels"]["C2"] = "<b>x</b>"
        book["levels"]["E2"] = "<i>no</i>"

    url = upload(admin, version.indicator_set, by_hand(spoil))
    page = admin.get(url).content.decode()
    assert all(cell in page for cell in ("<td>C2</td>", "<td>E2</td>"))
    assert "<i>no</i>" not in page
    assert 'name="seen"' not in page
    assert admin.post(url, {"seen": preview(SetUpload.objects.get()).seen}).status_code == 302
    assert instrument_of(version) == small()


def test_marks_of_101_percent_are_refused_and_change_nothing(admin: Client) -> None:
    version = draft()

    def one_more(book: Workbook) -> None:
        book["dimensions"]["D3"] = 41

    url = upload(admin, version.indicator_set, by_hand(one_more))
    assert "adds up to 101 marks, 1 more than the 100 here" in admin.get(url).content.decode()
    admin.post(url, {"seen": preview(SetUpload.objects.get()).seen})
    assert instrument_of(version) == small()


@pytest.mark.parametrize("content", [b"\x89PNG", b"PK\x03\x04zip", b""], ids=["picture", "zip", "empty"])
def test_what_is_no_workbook_is_refused_beside_its_field(admin: Client, content: bytes) -> None:
    url = reverse("indicators_workbook_upload", args=[draft().indicator_set_id])
    answer = admin.post(url, {"file": SimpleUploadedFile("set.xlsx", content)})
    assert answer.status_code == 200
    assert "file" in answer.context["form"].errors
    assert not SetUpload.objects.exists()


def test_of_two_who_upload_at_once_the_second_is_told_what_changed(cast: Cast) -> None:
    of = published().indicator_set
    first = upload_set(indicator_set=of, name="a.xlsx", content=by_hand(renamed), user=cast.moderator)
    second = upload_set(indicator_set=of, name="b.xlsx", content=write(small()), user=cast.administrator)
    seen = preview(second).seen
    written = confirm_upload(upload=first, seen=preview(first).seen)
    with pytest.raises(ChangedMeanwhile):
        confirm_upload(upload=second, seen=seen)
    assert instrument_of(written).indicators[2].name_th == "การเรียนรู้ตลอดชีวิต"
    assert confirm_upload(upload=second, seen=preview(second).seen) == written
    with pytest.raises(UploadGone):
        confirm_upload(upload=second, seen=seen)


def test_a_draft_edited_meanwhile_is_not_written_over_unseen(cast: Cast) -> None:
    version = draft()
    kept = upload_set(indicator_set=version.indicator_set, name="a.xlsx", content=write(small()), user=cast.moderator)
    seen = preview(kept).seen
    write_tree(version=version, instrument=read(by_hand(renamed)).instrument or small())
    with pytest.raises(ChangedMeanwhile):
        confirm_upload(upload=kept, seen=seen)
    assert instrument_of(version) != small()


def test_a_second_upload_takes_the_place_of_the_first_and_both_expire(admin: Client, cast: Cast) -> None:
    of = draft().indicator_set
    old = upload(admin, of, write(small()), "one.xlsx")
    new = upload(admin, of, write(small()), "two.xlsx")
    assert (admin.get(old).status_code, admin.get(new).status_code) == (404, 200)
    kept = SetUpload.objects.get()
    assert kept.name == "two.xlsx"
    seen = preview(kept).seen
    SetUpload.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))
    assert admin.post(new, {"seen": seen}).status_code == 404
    with pytest.raises(UploadGone):
        confirm_upload(upload=kept, seen=seen)
    assert forget_expired() == 1


def test_an_upload_is_seen_and_confirmed_by_its_owner_only(admin: Client, cast: Cast) -> None:
    version = draft()
    url = upload(admin, version.indicator_set, by_hand(renamed))
    other = cast.client("moderator")
    assert (other.get(url).status_code, other.post(url).status_code) == (404, 404)
    assert instrument_of(version) == small()


@pytest.mark.parametrize("who", ["visitor", "member", "lao_officer", "researcher", "editor"])
def test_who_may_not_keep_sets_brings_no_workbook_in(cast: Cast, who: str) -> None:
    version = draft()
    client = cast.client(who)
    url = reverse("indicators_workbook_upload", args=[version.indicator_set_id])
    for answer in (client.get(url), client.post(url, {"file": SimpleUploadedFile("a.xlsx", write(small()))})):
        assert answer.status_code in (302, 403)
    assert not SetUpload.objects.exists()


def test_any_version_and_a_template_are_taken_out(admin: Client) -> None:
    version = Version.objects.get(pk=draft().pk)
    answer = admin.get(reverse("indicators_workbook_version", args=[version.pk]))
    assert 'filename="sample-v1.xlsx"' in answer.headers["Content-Disposition"]
    assert read(answer.content).instrument == small()
    assert read(admin.get(reverse("indicators_workbook_template", args=[version.indicator_set_id])).content).flaws == []
