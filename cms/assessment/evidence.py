"""Evidence: judged at the door as every upload is, drawn anew without what a camera adds, private for ever."""

from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.assessment.errors import NotAllowed, TooMuchEvidence
from cms.assessment.given import tidied
from cms.assessment.holding import ACT, allow, check_round, hold, key_of, phase_of
from cms.assessment.models import Assessment, Evidence, EvidenceKind, Phase
from media import kinds, validation

# Of one sub-indicator. A photo of a phone has 3 to 8 megabytes, a scanned order of an office some more.
MOST = 10
LARGEST = 20 * kinds.MEGABYTE
LONGEST_TITLE, LONGEST_TEXT = 200, 3000
FILES = (EvidenceKind.PHOTO, EvidenceKind.DOCUMENT)


def add_evidence(
    *,
    assessment: Assessment,
    code: str,
    kind: str,
    user: User,
    title: str = "",
    text: str = "",
    link: str = "",
    file: File[bytes] | None = None,
) -> Evidence:
    """Add a text, a link, a photo or a document to a sub-indicator, by whose turn it is.

    Raises NotAllowed, RoundClosed, NotOpen, UnknownCode, TooMuchEvidence, and ValidationError by field; then neither a
    row nor a file stays.
    """
    phase = phase_of(assessment)
    allow(user, assessment, ACT[phase])
    check_round(assessment)
    key = key_of(assessment, code)
    row = Evidence(assessment=assessment, sub_indicator_id=key, kind=kind, by=user)
    row.title, row.text = tidied(title, "title", LONGEST_TITLE), tidied(text, "text", LONGEST_TEXT)
    row.link = _web_address(link)
    _check(row, file)
    if file is not None:
        # Judged and stored before the transaction begins: a bucket is a network away.
        clean = clean_file(kind, file)
        row.file.save(clean.name or "file", clean, save=False)
    try:
        with transaction.atomic():
            hold(assessment, phase)
            if Evidence.objects.filter(assessment=assessment, sub_indicator=key).count() >= MOST:
                raise TooMuchEvidence(MOST)
            row.save(force_insert=True)
    except Exception:
        if row.file:
            row.file.storage.delete(str(row.file.name))
        raise
    return row


def _check(row: Evidence, file: File[bytes] | None) -> None:
    """Raises ValidationError where the kind is unknown, or what it needs is missing, or there is more than one thing."""
    row.clean_fields(exclude=["file"])
    needed = {EvidenceKind.TEXT: "text", EvidenceKind.LINK: "link"}.get(EvidenceKind(row.kind), "file")
    there = {"text": bool(row.text), "link": bool(row.link), "file": file is not None}
    if not there.pop(needed):
        raise ValidationError({needed: _("Please fill this in.")})
    for field in (name for name, is_there in there.items() if is_there):
        raise ValidationError({field: _("One piece of evidence is one thing: leave this empty.")})
    if row.link and not row.link.startswith(("https://", "http://")):
        raise ValidationError({"link": _("Enter the address of a web page, with https:// or http://.")})


def _web_address(link: str) -> str:
    """The address with its scheme in small letters, as the database asks."""
    scheme, mark, rest = link.strip().partition("://")
    return f"{scheme.lower()}{mark}{rest}"


def clean_file(kind: str, file: File[bytes]) -> File[bytes]:
    """The file as it may be kept: a photo drawn anew without where it was taken. Raises ValidationError for `file`."""
    try:
        if (file.size or 0) > LARGEST:
            raise validation.refusal("too_large", size=filesizeformat(file.size), most=filesizeformat(LARGEST))
        if kind == EvidenceKind.PHOTO:
            return validation.clean_photo(file)
        found, changed = validation.clean_document(file)
    except ValidationError as error:
        raise ValidationError({"file": error.error_list}) from None
    clean = changed or file
    clean.name = validation.named(file.name, found.extension)
    return clean


def remove_evidence(*, evidence: Evidence, user: User) -> None:
    """Remove a piece: while the organisation assesses any of it, while it is verified only one's own. Twice is once.

    Raises NotAllowed, RoundClosed, NotOpen.
    """
    assessment = evidence.assessment
    phase = phase_of(assessment)
    allow(user, assessment, ACT[phase])
    check_round(assessment)
    if phase == Phase.VERIFIED and evidence.by_id != user.pk:
        raise NotAllowed
    with transaction.atomic():
        hold(assessment, phase)
        gone, _by_model = Evidence.objects.filter(pk=evidence.pk).delete()
        if gone and evidence.file:
            transaction.on_commit(partial(_delete, evidence.file.storage, str(evidence.file.name)))


def _delete(storage: Storage, name: str) -> None:
    storage.delete(name)
