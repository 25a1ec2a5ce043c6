"""Evidence: what is taken, what is refused beside its field, and that neither a row nor a file stays behind."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.assessment import services, tasks
from cms.assessment.errors import Incomplete, NotAllowed, NotOpen, TooMuchEvidence, UnknownCode
from cms.assessment.evidence import LARGEST, MOST
from cms.assessment.holding import hold
from cms.assessment.models import Assessment, Evidence
from cms.indicators.queries import instrument_of
from tests.assessment.worked import Ground
from tests.cast import Cast
from tests.media import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_files(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for uploads."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media" / "private"


def stored(folder: Path) -> list[Path]:
    """Every private file there is."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def add(ground: Ground, kind: str = "text", **said: Any) -> Evidence:
    """Evidence for A1a by the officer, unless another `code` or `user` is named."""
    who = {"code": "A1a", "user": ground.officer, **said}
    return services.add_evidence(assessment=ground.again(), kind=kind, **who)


def photo(data: bytes | None = None) -> ContentFile[bytes]:
    return ContentFile(data or samples.jpeg_from_a_phone(), name="IMG_0001.jpg")


def test_each_kind_is_kept_as_what_it_is(ground: Ground, private_files: Path) -> None:
    add(ground, "text", text=" ประชุมทุกเดือน\r\nมีบันทึก ", title="บันทึกการประชุม")
    add(ground, "link", link="HTTPS://example.org/plan")
    add(ground, "photo", file=photo())
    add(ground, "document", file=ContentFile(samples.PDF, name="แผน.doc"))
    text, link, picture, paper = Evidence.objects.all()
    assert (text.text, text.title) == ("ประชุมทุกเดือน\nมีบันทึก", "บันทึกการประชุม")
    assert link.link == "https://example.org/plan"
    assert str(picture.file.name).startswith("evidence/")
    assert str(paper.file.name).endswith(".pdf")
    assert "IMG_0001" not in str(picture.file.name)
    assert samples.GPS_MAKER.encode() not in picture.file.read()
    assert len(stored(private_files)) == 2


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        pytest.param("text", {}, "text", id="no text"),
        pytest.param("text", {"text": "ก" * 3001}, "text", id="long text"),
        pytest.param("text", {"text": "a\x00b"}, "text", id="NUL"),
        pytest.param("text", {"text": "ก", "link": "https://example.org"}, "link", id="two things"),
        pytest.param("text", {"text": "ก", "title": "ก" * 201}, "title", id="long title"),
        pytest.param("link", {"link": "javascript:alert(1)"}, "link", id="script as link"),
        pytest.param("link", {"link": "ftp://example.org/plan"}, "link", id="no web address"),
        pytest.param("rumour", {"text": "ก"}, "kind", id="unknown kind"),
        pytest.param("photo", {}, "file", id="no photo"),
        pytest.param("photo", {"file": samples.PDF}, "file", id="a document as photo"),
        pytest.param("photo", {"file": samples.bomb()}, "file", id="bomb"),
        pytest.param("document", {"file": samples.HTML}, "file", id="a page as document"),
        pytest.param("document", {"file": samples.pdf_with_hidden_script()}, "file", id="a program in a document"),
        pytest.param("document", {"file": b""}, "file", id="empty"),
        pytest.param("document", {"file": b"%PDF-" + bytes(LARGEST)}, "file", id="too large"),
    ],
)
def test_what_is_no_evidence_is_refused_beside_its_field(
    ground: Ground, private_files: Path, kind: str, said: dict[str, Any], field: str
) -> None:
    if "file" in said:
        said = {**said, "file": ContentFile(said["file"], name="x.pdf")}
    with pytest.raises(ValidationError) as refused:
        add(ground, kind, **said)
    assert list(refused.value.message_dict) == [field]
    assert not Evidence.objects.exists()
    assert not stored(private_files)


def _handed_on(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_late(*args: Any) -> None:
        Assessment.objects.update(state="submitted")
        hold(*args)

    monkeypatch.setattr("cms.assessment.evidence.hold", too_late)


def _full(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(MOST):
        add(ground, text=str(number))


@pytest.mark.parametrize(
    ("before", "error"),
    [pytest.param(_handed_on, NotOpen, id="submitted"), pytest.param(_full, TooMuchEvidence, id="full")],
)
def test_a_file_that_no_row_took_does_not_stay(
    ground: Ground,
    private_files: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: Callable[[Ground, pytest.MonkeyPatch], None],
    error: type[Exception],
) -> None:
    before(ground, monkeypatch)
    count = Evidence.objects.count()
    with pytest.raises(error):
        add(ground, "photo", file=photo())
    assert Evidence.objects.count() == count
    assert not stored(private_files)


def test_strangers_and_unknown_codes_leave_nothing(ground: Ground, cast: Cast, private_files: Path) -> None:
    for user in (cast.stranger, ground.moderator):
        with pytest.raises(NotAllowed):
            add(ground, "photo", file=photo(), user=user)
    with pytest.raises(UnknownCode):
        add(ground, "photo", file=photo(), code="Z9")
    assert not Evidence.objects.exists()
    assert not stored(private_files)


def test_removing_takes_the_file_too_and_twice_is_once(
    ground: Ground, private_files: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    evidence = add(ground, "photo", file=photo())
    with django_capture_on_commit_callbacks(execute=True):
        for _twice in range(2):
            services.remove_evidence(evidence=evidence, user=ground.officer)
    assert not Evidence.objects.exists()
    assert not stored(private_files)


def test_who_verifies_removes_only_their_own(ground: Ground, cast: Cast) -> None:
    theirs = add(ground, text="บันทึก")
    ground.submitted()
    own = add(ground, text="เยี่ยมชม", user=ground.researcher)
    with pytest.raises(NotAllowed):
        services.remove_evidence(evidence=Evidence.objects.get(pk=theirs.pk), user=ground.researcher)
    with pytest.raises(NotAllowed):
        services.remove_evidence(evidence=Evidence.objects.get(pk=theirs.pk), user=ground.officer)
    services.remove_evidence(evidence=Evidence.objects.get(pk=own.pk), user=ground.researcher)
    assert list(Evidence.objects.all()) == [theirs]


def test_required_evidence_is_asked_where_something_was_scored(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    for sub in instrument_of(ground.assessment.version).subs.values():
        monkeypatch.setitem(vars(sub), "evidence_required", sub.code in {"A1a", "B2a", "B2b"})
    ground.fill(3, B2a=0, B2b=None)
    with pytest.raises(Incomplete) as refused:
        services.submit(assessment=ground.again(), user=ground.officer)
    assert (refused.value.unanswered, refused.value.without_evidence) == ((), ("A1a",))
    add(ground, text="บันทึก")
    services.submit(assessment=ground.again(), user=ground.officer)


def test_files_that_a_dead_process_left_are_swept(ground: Ground, private_files: Path) -> None:
    kept = add(ground, "photo", file=photo())
    left = private_files / "evidence" / "0123.jpg"
    left.write_bytes(b"left")
    old = time.time() - 7200
    for path in stored(private_files):
        os.utime(path, (old, old))
    (private_files / "slips").mkdir()
    foreign = private_files / "slips" / "1.jpg"
    foreign.write_bytes(b"of another room")
    os.utime(foreign, (old, old))
    assert tasks.sweep_evidence() == 1
    assert not left.exists()
    assert foreign.exists()
    assert kept.file.read()
