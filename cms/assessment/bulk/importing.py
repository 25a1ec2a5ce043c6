"""What the worker does with a finished round that somebody uploaded: check it, and once it is confirmed, publish it.

Checking and counting write how far they are in transactions of their own; what is published is written in one, so that
a process killed in the middle leaves nothing, and the next takes it up again.
"""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.assessment.access import MAY_IMPORT
from cms.assessment.bulk.findings import found
from cms.assessment.bulk.judging import Judged, judge
from cms.assessment.bulk.publishing import publish
from cms.assessment.errors import NotAllowed
from cms.assessment.models import Round
from cms.assessment.models.imports import AT_WORK, KEPT, ImportState, RoundImport
from cms.places.workbooks import Flaw, WorkbookUnreadable


class Refused(ValidationError):
    """The workbook has flaws, so nothing of it was published; `judged` names them."""

    def __init__(self, judged: Judged) -> None:
        words = _("Nothing was published: the workbook has %(number)s problems.")
        super().__init__(words, code="refused", params={"number": len(judged.flaws)})
        self.judged = judged


def allow(user: User) -> None:
    """Raises NotAllowed for who may not import results."""
    if not (user.is_active and user.has_perm(MAY_IMPORT)):
        raise NotAllowed


def check_import(pk: int) -> None:
    """Judge a kept workbook and keep what was found; for the worker, safe to repeat."""
    kept = _read(pk, ImportState.CHECKING)
    if kept is None:
        return
    try:
        judged = judge(bytes(kept.content), kept.round, tell=partial(_tell, pk))
    except WorkbookUnreadable as error:
        judged = Judged(flaws=[Flaw("", 0, error.messages[0].replace("%", "%%"))])
    after = ImportState.REFUSED if judged.flaws else ImportState.READY
    RoundImport.objects.filter(pk=pk, state=ImportState.CHECKING).update(state=after, found=found(judged))


def publish_import(pk: int) -> None:
    """Publish a confirmed workbook, judged anew, whole or not at all; for the worker, safe to repeat.

    Where the organisations or the round have changed so that it cannot be, it is refused with what is wrong now.
    """
    kept = _read(pk, ImportState.PUBLISHING)
    if kept is None:
        return
    try:
        allow(kept.uploaded_by)
        import_round(round=kept.round, content=bytes(kept.content), name=kept.name, user=kept.uploaded_by, kept=kept)
    except NotAllowed:
        RoundImport.objects.filter(pk=pk).update(state=ImportState.FAILED, content=b"", ended_at=timezone.now())
    except Refused as refused:
        RoundImport.objects.filter(pk=pk).update(state=ImportState.REFUSED, found=found(refused.judged))


def import_round(*, round: Round, content: bytes, name: str, user: User, kept: RoundImport | None = None) -> Judged:
    """Judge and publish a workbook: the one way in, for the admin and the command.

    Judging takes long and writes nothing; only then does the transaction begin. Raises WorkbookUnreadable, Refused, and
    then nothing has changed.
    """
    judged = judge(content, round, tell=partial(_tell, kept.pk) if kept else None)
    if judged.flaws:
        raise Refused(judged)
    try:
        with transaction.atomic():
            if kept is not None and not _finish(kept, judged):
                return judged
            publish(judged=judged, round=round, user=user, why=name)
    except IntegrityError:
        # Somebody was quicker with one of the organisations: judged again, that is a flaw; else it is a fault of ours.
        again = judge(content, round)
        if again.flaws:
            raise Refused(again) from None
        raise
    return judged


def _finish(kept: RoundImport, judged: Judged) -> bool:
    """In the transaction of what is published: it is, and the file is let go of. False where it was already."""
    number = len(judged.rows)
    ended = {"content": b"", "ended_at": timezone.now(), "found": found(judged), "done": number, "total": number}
    waiting = RoundImport.objects.filter(pk=kept.pk, state=ImportState.PUBLISHING)
    return bool(waiting.update(state=ImportState.PUBLISHED, **ended))


def _read(pk: int, state: ImportState) -> RoundImport | None:
    kept = RoundImport.objects.select_related("round__indicator_set", "round__version__indicator_set", "uploaded_by")
    return kept.filter(pk=pk, state=state).first()


def _tell(pk: int, done: int, total: int) -> None:
    RoundImport.objects.filter(pk=pk, state__in=AT_WORK).update(done=done, total=total)


def forget_old() -> int:
    """Delete what nobody confirmed in time; what was published stays in the list, without its file. Returns how many."""
    old = RoundImport.objects.filter(uploaded_at__lte=timezone.now() - KEPT)
    return old.exclude(state=ImportState.PUBLISHED).delete()[0]
