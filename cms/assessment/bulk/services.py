"""What a person does with a finished round as a workbook: upload it, and confirm what the worker found."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.assessment.bulk.columns import LIMITS
from cms.assessment.bulk.importing import allow
from cms.assessment.bulk.tasks import check, publish
from cms.assessment.models import Round
from cms.assessment.models.imports import KEPT, OPEN, ImportState, RoundImport
from cms.places.workbooks import WorkbookUnreadable


class NotReady(ValidationError):
    """The import was confirmed or replaced already, or has problems."""

    def __init__(self) -> None:
        super().__init__(_("This file cannot be published any more, or not yet. Look at it again."), code="not_ready")


class StillPublishing(ValidationError):
    """An earlier file of the same person for this round is being published."""

    def __init__(self) -> None:
        super().__init__(_("Your earlier file for this round is being published; wait for it."), code="publishing")


@transaction.atomic
def upload_round(*, round: Round, name: str, content: bytes, user: User) -> RoundImport:
    """Keep a workbook for a round in place of an earlier one by the same person; the worker checks it.

    Raises NotAllowed, WorkbookUnreadable for what is too big to be looked at, and StillPublishing.
    """
    allow(user)
    if len(content) > LIMITS.size or not content.startswith(b"PK\x03\x04"):
        raise WorkbookUnreadable(
            _("This is no workbook (XLSX) of at most %(most)s MB.") % {"most": LIMITS.size // (1024 * 1024)}
        )
    earlier = RoundImport.objects.select_for_update().filter(round=round, uploaded_by=user, state__in=OPEN)
    for one in earlier:
        if one.state == ImportState.PUBLISHING:
            raise StillPublishing
        one.delete()
    kept = RoundImport.objects.create(round=round, name=name[-200:], content=content, uploaded_by=user)
    check.enqueue(kept.pk)
    return kept


@transaction.atomic
def confirm_import(*, kept: RoundImport, user: User) -> None:
    """Have a workbook without flaws published; the worker publishes it. Raises NotAllowed and NotReady."""
    allow(user)
    mine = RoundImport.objects.filter(pk=kept.pk, uploaded_by=user, state=ImportState.READY)
    if not mine.filter(uploaded_at__gt=timezone.now() - KEPT).update(state=ImportState.PUBLISHING, done=0):
        raise NotReady
    publish.enqueue(kept.pk)
