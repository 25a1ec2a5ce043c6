"""The way of an application to staff: papers are added, what is missing is told, and it is handed in.

A file has passed the door for uploads and is stored before a transaction begins: a bucket is a network away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.lifecycle.services import lock
from media import private_files
from shop.enterprises import verification
from shop.enterprises.documents import DOCUMENTS, Document, DocumentKind
from shop.enterprises.models import Enterprise, EnterpriseEvent, Kind, State

MOST_DOCUMENTS = 8
# Long enough to answer a complaint about a decision; then nobody has a reason to keep a copy of somebody's papers (PDPA,
# section 37 (3): personal data is erased when its time of retention is over).
KEPT_AFTER_DECISION = timedelta(days=90)
BATCH = 200
_OPEN = (State.DRAFT, State.SENT_BACK)
_MOST_OF_A_REASON = 2000


class StillMissing(ValidationError):
    """Something that staff need is not there yet."""


class NotOpen(ValidationError):
    """Staff look at it or have decided: papers stay as they are."""


class TooManyDocuments(ValidationError):
    """More papers than staff can look at."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing, and the page of the desk where it is said."""

    words: str | Promise
    page: str


def missing(enterprise: Enterprise) -> list[Lack]:
    """What is still missing before it can be handed in, in the order of the pages; three queries.

    A paper that staff sent back is missing until another of its kind takes its place.
    """
    about, papers = "shop_desk_enterprise", "shop_desk_documents"
    kinds = set(enterprise.documents.filter(refusal="").values_list("kind", flat=True))
    needs_number = enterprise.kind != Kind.LOCAL_SME
    wanted: tuple[tuple[bool, str | Promise, str], ...] = (
        (bool(enterprise.summary_th), _("One sentence in Thai about what you do"), about),
        (bool(enterprise.subdistrict_id), _("The district and the subdistrict where you are"), about),
        (not needs_number or bool(enterprise.registration_number), _("The registration number"), about),
        (enterprise.people.exists(), _("At least one person of the enterprise"), about),
        (enterprise.contact_ways.exists(), _("At least one way to reach you"), about),
        (not needs_number or DocumentKind.REGISTRATION in kinds, _("The registration certificate, as a file"), papers),
        (DocumentKind.CHAIR_ID in kinds, _("A copy of the chair's identity card"), papers),
        (DocumentKind.PLACE in kinds, _("A picture of the place where you work"), papers),
    )
    return [Lack(words, page) for there, words, page in wanted if not there]


@transaction.atomic
def hand_in(*, enterprise: Enterprise, actor: User) -> Enterprise:
    """Hand it to staff where nothing is missing. Raises StillMissing, MoveNotAllowed."""
    lock(enterprise)
    if enterprise.state in _OPEN and (lacks := missing(enterprise)):
        raise StillMissing([ValidationError(lack.words, code="missing") for lack in lacks])  # type: ignore[arg-type]  # a list of errors is an error
    return verification.submit(enterprise=enterprise, actor=actor)


def add_document(*, enterprise: Enterprise, actor: User, kind: str, file: File[bytes], form_key: str) -> Document:
    """Keep a clean paper with the application. The same form sent twice keeps one.

    Raises NotOpen, TooManyDocuments, ValidationError for a kind that is none; then neither a row nor a file stays.
    """
    one = Document(kind=kind, added_by=actor, called=(file.name or "")[-80:], form_key=form_key)
    file.seek(0)
    one.file.save(file.name or "paper", file, save=False)
    try:
        with transaction.atomic():
            kept = _kept(one, enterprise)
    except Exception:
        one.file.storage.delete(str(one.file.name))
        raise
    if kept.pk != one.pk:
        one.file.storage.delete(str(one.file.name))
    return kept


def _kept(one: Document, enterprise: Enterprise) -> Document:
    lock(enterprise)
    _refuse_closed(enterprise)
    present: Document | None = enterprise.documents.filter(form_key=one.form_key).first()
    if present is not None:
        return present
    if enterprise.documents.count() >= MOST_DOCUMENTS:
        raise TooManyDocuments(
            _("At most %(number)s papers. Remove one first."), code="too_many", params={"number": MOST_DOCUMENTS}
        )
    one.enterprise = enterprise
    one.full_clean()
    one.save()
    return one


@transaction.atomic
def remove_document(*, document: Document) -> None:
    """Take a paper away; its file goes with the transaction. Raises NotOpen."""
    lock(document.enterprise)
    _refuse_closed(document.enterprise)
    _delete([document])


@transaction.atomic
def send_back(*, enterprise: Enterprise, actor: User, reason: str, refusals: Mapping[int, str] | None = None) -> None:
    """Staff need something more: of the whole, or of papers by key. Where only papers are named, they are the reason.

    Raises MoveNotAllowed, ReasonMissing.
    """
    lock(enterprise)
    said = []
    for one in enterprise.documents.filter(pk__in=refusals or {}):
        if why := " ".join((refusals or {})[one.pk].replace("\0", "").split())[:300]:
            Document.objects.filter(pk=one.pk).update(refusal=why)
            said.append(f"{one.get_kind_display()}: {why}")
    whole = "\n".join(part for part in (reason.strip(), *said) if part)[:_MOST_OF_A_REASON]
    verification.send_back(enterprise=enterprise, actor=actor, reason=whole)


def forget(*, at_most: int = BATCH) -> int:
    """Delete the papers of what was decided, or lies untouched, KEPT_AFTER_DECISION ago. Returns how many.

    What waits for staff keeps its papers.
    """
    since = timezone.now() - KEPT_AFTER_DECISION
    moved = EnterpriseEvent.objects.filter(subject=OuterRef("enterprise"), at__gt=since)
    decided = Q(enterprise__state__in=(State.VERIFIED, State.SUSPENDED))
    old = Document.objects.filter(decided | Q(enterprise__state__in=_OPEN, at__lt=since)).filter(~Exists(moved))
    with transaction.atomic():
        papers = list(old.order_by("pk").select_for_update(of=("self",))[:at_most])
        _delete(papers)
    return len(papers)


def sweep() -> int:
    """Delete files that no row names: a process died between storing and writing. Returns how many."""
    return private_files.sweep(DOCUMENTS, _file())


def _delete(papers: list[Document]) -> None:
    names = [str(one.file.name) for one in papers]
    Document.objects.filter(pk__in=[one.pk for one in papers]).delete()
    transaction.on_commit(partial(private_files.delete_unnamed, names, _file()), robust=True)


def _refuse_closed(enterprise: Enterprise) -> None:
    if enterprise.state not in _OPEN:
        raise NotOpen(_("Papers can be changed before you hand in, and when it was sent back."), code="not_open")


def _file() -> Any:
    return Document._meta.get_field("file")
