"""The documents of certificates: kept privately, and not for longer than they are needed."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from media import private_files
from shop.certification.models import DOCUMENTS, Certificate, CertificateEvent, State

# Long enough to answer a complaint about a decision; then nobody has a reason to keep a copy that may name people (PDPA,
# section 37 (3): personal data is erased when its time of retention is over).
KEPT_AFTER_END = timedelta(days=90)
BATCH = 200


@transaction.atomic
def forget(*, today: date, at_most: int = BATCH) -> int:
    """Delete the documents of what was refused, revoked or ended KEPT_AFTER_END ago. Returns how many."""
    since = timezone.now() - KEPT_AFTER_END
    ends = (State.REFUSED, State.REVOKED)
    recent = CertificateEvent.objects.filter(subject=OuterRef("pk"), to_state__in=ends, at__gt=since)
    over = (Q(state__in=ends) & ~Exists(recent)) | Q(state=State.GRANTED, valid_until__lt=today - KEPT_AFTER_END)
    rows = Certificate.objects.filter(over).exclude(document="").order_by("pk").select_for_update()[:at_most]
    names = {one.pk: str(one.document.name) for one in rows}
    Certificate.objects.filter(pk__in=names).update(document="", is_document_public=False)
    transaction.on_commit(partial(private_files.delete_unnamed, sorted(set(names.values())), _document()), robust=True)
    return len(names)


def sweep() -> int:
    """Delete files that no row names: a process died between storing and writing. Returns how many."""
    return private_files.sweep(DOCUMENTS, _document())


def _document() -> Any:
    return Certificate._meta.get_field("document")
