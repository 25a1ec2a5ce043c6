"""The evidence of role requests: judged at the door, kept privately, and not for longer than it is needed.

A good file is kept at once, whatever becomes of the rest of its form, so that nobody sends it twice over a bad line; the
form carries a signed word for it. What no request names after a day is swept away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import RoleRequest, RoleRequestEvent, User
from cms.accounts.pace import counted
from cms.accounts.representing import PAPERS, REQUEST_MOVES, RequestState, paper_path
from media import private_files, validation

# Long enough to answer a complaint about a decision; then nobody has a reason to keep a copy of somebody's papers (PDPA,
# section 37 (3): personal data is erased when its time of retention is over).
KEPT_AFTER_DECISION = timedelta(days=90)
PUT_ASIDE_FOR = timedelta(days=1)
FILES_AN_HOUR = 20
BATCH = 200
_HEAD = 1024
_ENDED = [state for state in RequestState if REQUEST_MOVES.is_end(state)]

TOO_MANY = _("You have sent %(number)s files within the hour. Please try again later.")
NEITHER = _("This is neither a PDF nor a picture we can read. Accepted are PDF, JPEG, PNG, WebP and HEIC.")


@dataclass(frozen=True, slots=True)
class PutAside:
    """A file that waits for its form: where it lies, how its owner calls it, and the word by which the form knows it."""

    name: str
    called: str
    word: str


def clean(upload: "UploadedFile[Any]") -> None:
    """Judge an upload by its content and make it clean, in place: a PDF, or a picture drawn anew. Raises ValidationError."""
    upload.seek(0)
    if b"%PDF-" in upload.read(_HEAD):
        validation.clean_document_upload(upload)
        if not (upload.name or "").endswith(".pdf"):
            raise ValidationError(NEITHER, code="neither")
        return
    try:
        validation.clean_photo_upload(upload)
    except ValidationError as error:
        raise (ValidationError(NEITHER, code="neither") if error.code == "not_a_picture" else error) from None


def put_aside(*, upload: "UploadedFile[Any]", user: User) -> PutAside:
    """Keep a clean file for a form that is not finished. Raises ValidationError for who sends too many within an hour."""
    if counted(f"role-papers:{user.pk}") > FILES_AN_HOUR:
        raise ValidationError(TOO_MANY, code="too_many", params={"number": FILES_AN_HOUR})
    called = (upload.name or "")[-80:]
    upload.seek(0)
    name = _paper().storage.save(paper_path(RoleRequest(), upload.name or "paper"), upload)
    return PutAside(name, called, signing.dumps([name, called], salt=_salt(user)))


def kept(word: str, *, user: User) -> PutAside | None:
    """The file that this person put aside under this word; None for any other word, and where the file is gone."""
    try:
        name, called = signing.loads(word, salt=_salt(user), max_age=PUT_ASIDE_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return PutAside(name, called, word) if _paper().storage.exists(name) else None


def forget(requests: Iterable[RoleRequest]) -> None:
    """Take the papers from these requests, and delete the files with the caller's transaction."""
    names = {request.pk: str(request.paper.name) for request in requests if request.paper}
    RoleRequest.objects.filter(pk__in=names).update(paper="")
    # A file may stand on two requests: it goes with the last.
    transaction.on_commit(partial(private_files.delete_unnamed, sorted(set(names.values())), _paper()), robust=True)


def forget_decided(*, at_most: int = BATCH) -> int:
    """Forget the papers of requests decided or withdrawn KEPT_AFTER_DECISION ago. Returns how many."""
    recent = RoleRequestEvent.objects.filter(to_state__in=_ENDED, at__gt=timezone.now() - KEPT_AFTER_DECISION)
    old = RoleRequest.objects.filter(state__in=_ENDED).exclude(paper="").exclude(pk__in=recent.values("subject"))
    with transaction.atomic():
        requests = list(old.order_by("pk").select_for_update()[:at_most])
        forget(requests)
    return len(requests)


def sweep() -> int:
    """Delete files that no request names: a form that nobody finished, or a process that died. Returns how many."""
    return private_files.sweep(PAPERS, _paper(), older_than=PUT_ASIDE_FOR.total_seconds())


def _paper() -> Any:
    return RoleRequest._meta.get_field("paper")


def _salt(user: User) -> str:
    return f"cms.accounts.role_papers:{user.pk}"
