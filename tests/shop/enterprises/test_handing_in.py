"""A newcomer brings papers, is told what is missing, hands in, is sent back paper by paper, and hands in again."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.utils import timezone
from wagtail.models import Site

from shop.enterprises import handing_in, services
from shop.enterprises.models import Document, Enterprise, State
from tests.cast import Cast
from tests.media import samples
from tests.shop.applying import KINDS, say_all
from tests.shop.ground import enterprise

pytestmark = pytest.mark.django_db


def paper(content: bytes | None = None, name: str = "paper.jpg") -> SimpleUploadedFile:
    """A photograph of a paper, as a browser sends it."""
    return SimpleUploadedFile(name, samples.jpeg() if content is None else content)


@pytest.fixture
def draft(site: Site, cast: Cast, private_files: Path) -> Enterprise:
    """One that says everything, and has no papers yet."""
    return say_all(enterprise(cast, verified=False), cast.seller)


@pytest.fixture
def client(cast: Cast) -> Client:
    """The seller."""
    return cast.client("seller")


def at(one: Enterprise, page: str = "documents/") -> str:
    """An address of its desk."""
    return f"/shop/desk/{one.slug}/{page}"


def add(client: Client, one: Enterprise, *kinds: str) -> None:
    for kind in kinds:
        answer = client.post(at(one), {"kind": kind, "file": paper()})
        assert answer.status_code == 302, answer.context["form"].errors


def files(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*") if path.is_file())


def test_a_newcomer_is_told_what_is_missing_and_hands_in_nothing_before(
    draft: Enterprise, client: Client, cast: Cast
) -> None:
    bare = enterprise(cast, "กลุ่มใหม่", verified=False, owner="stranger")
    assert len(handing_in.missing(bare)) == 8
    text = client.get(f"/en{at(draft, '')}").content.decode()
    assert "Before you can hand in" in text
    assert client.post(at(draft, "submit/")).status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    add(client, draft, *KINDS)
    assert handing_in.missing(draft) == []
    client.post(at(draft, "submit/"))
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED


def test_papers_sent_back_are_missing_until_others_take_their_place(
    draft: Enterprise, client: Client, cast: Cast
) -> None:
    add(client, draft, *KINDS)
    client.post(at(draft, "submit/"))
    staff, page = cast.client("moderator"), f"/admin/enterprises/{draft.pk}/"
    blurred = draft.documents.get(kind="chair_id")
    assert f"{page}documents/{blurred.pk}/" in staff.get(page).content.decode()
    assert staff.get(f"{page}documents/{blurred.pk}/").status_code == 200
    assert staff.post(page, {"act": "send_back", f"document-{blurred.pk}": "ภาพไม่ชัด"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.SENT_BACK
    assert "ภาพไม่ชัด" in client.get(at(draft)).content.decode()
    assert [lack.page for lack in handing_in.missing(draft)] == ["shop_desk_documents"]
    client.post(at(draft, f"documents/{blurred.pk}/remove/"))
    add(client, draft, "chair_id")
    client.post(at(draft, "submit/"))
    staff.post(page, {"act": "verify"})
    draft.refresh_from_db()
    assert draft.state == State.VERIFIED


def test_papers_are_for_members_and_those_who_verify_only(draft: Enterprise, client: Client, cast: Cast) -> None:
    add(client, draft, "chair_id")
    one = draft.documents.get()
    assert client.get(at(draft, f"documents/{one.pk}/")).status_code == 200
    for who in ("owner", "moderator", "certifier"):
        assert cast.client(who).get(at(draft, f"documents/{one.pk}/")).status_code == 404
        assert cast.client(who).post(at(draft, f"documents/{one.pk}/remove/")).status_code == 404
    for who in ("seller", "editor"):
        assert cast.client(who).get(f"/admin/enterprises/{draft.pk}/documents/{one.pk}/").status_code in {302, 403}
    assert Document.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"%PDF-1.7 nonsense"], ids=["empty", "svg", "pdf"])
def test_a_bad_file_is_refused_beside_its_field_and_nothing_is_kept(
    draft: Enterprise, client: Client, private_files: Path, content: bytes
) -> None:
    answer = client.post(at(draft), {"kind": "place", "file": paper(content)})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert (Document.objects.count(), files(private_files)) == (0, 0)


def test_the_same_form_sent_twice_keeps_one_and_eight_are_enough(
    draft: Enterprise, client: Client, private_files: Path
) -> None:
    for _again in range(2):
        client.post(at(draft), {"kind": "place", "file": paper(), "form_key": "b" * 32})
    assert (draft.documents.count(), files(private_files)) == (1, 1)
    add(client, draft, *["place"] * (handing_in.MOST_DOCUMENTS - 1))
    assert client.post(at(draft), {"kind": "place", "file": paper()}).status_code == 422
    assert draft.documents.count() == files(private_files) == handing_in.MOST_DOCUMENTS


def test_papers_stay_as_they_are_while_staff_look_at_them(draft: Enterprise, client: Client, cast: Cast) -> None:
    add(client, draft, *KINDS)
    client.post(at(draft, "submit/"))
    assert client.post(at(draft), {"kind": "place", "file": paper()}).status_code == 422
    one = draft.documents.first()
    assert one is not None
    with pytest.raises(ValidationError):
        handing_in.remove_document(document=one)
    assert draft.documents.count() == len(KINDS)


def test_papers_are_deleted_a_while_after_the_decision(
    draft: Enterprise, client: Client, cast: Cast, private_files: Path, monkeypatch: Any
) -> None:
    add(client, draft, *KINDS)
    client.post(at(draft, "submit/"))
    long_ago = timezone.now() - handing_in.KEPT_AFTER_DECISION - timedelta(days=1)
    Document.objects.update(at=long_ago)
    assert handing_in.forget() == 0
    services.verify(enterprise=draft, actor=cast.moderator)
    assert handing_in.forget() == 0
    monkeypatch.setattr(handing_in, "KEPT_AFTER_DECISION", timedelta(0))
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert handing_in.forget() == len(KINDS)
    assert (Document.objects.count(), files(private_files)) == (0, 0)


@pytest.mark.every_database
def test_a_nul_beside_a_paper_is_left_out(draft: Enterprise, client: Client, cast: Cast) -> None:
    add(client, draft, *KINDS)
    client.post(at(draft, "submit/"))
    one = draft.documents.first()
    assert one is not None
    said = {"act": "send_back", f"document-{one.pk}": "ภาพ\x00ไม่ชัด"}
    assert cast.client("moderator").post(f"/admin/enterprises/{draft.pk}/", said).status_code == 302
    one.refresh_from_db()
    assert one.refusal == "ภาพไม่ชัด"
