"""A workbook into a set: kept while its preview is looked at, then written as the draft, whole or not at all."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.indicators.errors import ChangedMeanwhile
from cms.indicators.models import IndicatorSet, SetUpload, State, Version
from cms.indicators.queries import fingerprint, instrument_of
from cms.indicators.services import create_version, write_tree
from cms.indicators.workbook.comparing import Node, compare
from cms.indicators.workbook.reading import Reading, read
from cms.lifecycle.services import lock


class WorkbookRefused(ValidationError):
    """The workbook has flaws, so nothing of it was written; `reading` names them."""

    def __init__(self, reading: Reading) -> None:
        words = _("Nothing was written: the workbook has %(number)s problems.")
        super().__init__(words, code="refused", params={"number": len(reading.flaws)})
        self.reading = reading


class UploadGone(ValidationError):
    """The upload was confirmed already, has expired, or another took its place."""

    def __init__(self) -> None:
        super().__init__(
            _("This upload is not there any more: it was confirmed, replaced, or waited for more than a day."),
            code="upload_gone",
        )


@dataclass(frozen=True)
class Preview:
    """What confirming an upload would write. `against` is the version it is compared with, None in a set without any;
    `seen` stands for what that says now."""

    reading: Reading
    against: Version | None
    seen: str
    nodes: list[Node] = field(default_factory=list)

    @property
    def replaces_draft(self) -> bool:
        """Whether a draft that is there would be written over."""
        return self.against is not None and self.against.state == State.DRAFT


@transaction.atomic
def upload_set(*, indicator_set: IndicatorSet, name: str, content: bytes, user: User) -> SetUpload:
    """Keep a workbook until it is confirmed, in the place of an earlier one by the same person for the same set.

    Raises WorkbookUnreadable, and then the earlier one stays; one that can be read is kept with its flaws, to show them.
    """
    read(content, set_code=indicator_set.code)
    SetUpload.objects.filter(uploaded_by=user, indicator_set=indicator_set).delete()
    return SetUpload.objects.create(indicator_set=indicator_set, name=name[-200:], content=content, uploaded_by=user)


def preview(upload: SetUpload) -> Preview:
    """What the upload would write, compared with the draft, else with the newest version."""
    return _compared(upload.indicator_set, bytes(upload.content))


def _compared(indicator_set: IndicatorSet, content: bytes) -> Preview:
    reading = read(content, set_code=indicator_set.code)
    against = newest(indicator_set).first()
    before = instrument_of(against) if against else None
    nodes = compare(before, reading.instrument) if reading.instrument else []
    return Preview(reading, against, fingerprint(before), nodes)


def newest(indicator_set: IndicatorSet) -> QuerySet[Version]:
    """The versions of a set: its draft, then by number, newest first."""
    return indicator_set.versions.order_by(Case(When(state=State.DRAFT, then=0), default=1), "-number")


@transaction.atomic
def confirm_upload(*, upload: SetUpload, seen: str) -> Version:
    """Write the upload as the set's draft, a new one where there is none, and let go of it.

    `seen` is the preview's: raises ChangedMeanwhile where the version that it was compared with says something else by
    now, UploadGone where the upload is gone, WorkbookRefused where it has flaws. Nothing has changed then.
    """
    lock(upload.indicator_set)
    kept = SetUpload.objects.fresh().select_for_update().filter(pk=upload.pk).first()
    if kept is None:
        raise UploadGone
    found = _compared(upload.indicator_set, bytes(kept.content))
    if found.reading.instrument is None:
        raise WorkbookRefused(found.reading)
    if found.seen != seen:
        raise ChangedMeanwhile
    draft = found.against if found.replaces_draft else None
    if draft is None:
        draft = create_version(indicator_set=upload.indicator_set)
    write_tree(version=draft, instrument=found.reading.instrument)
    kept.delete()
    return draft


def forget_expired() -> int:
    """Delete the uploads that nobody confirmed in time. Returns how many."""
    return SetUpload.objects.expired().delete()[0]
