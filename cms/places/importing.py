"""Spreadsheets into the registry and out of it: check, import, upload and confirm in the admin, template, export."""

from collections.abc import Iterator, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.places.lao_columns import COLUMNS, EXAMPLES
from cms.places.lao_rows import FIELDS, Judged, judge
from cms.places.models import Lao, LaoImport
from cms.places.queries import laos
from cms.places.rules import NAMING
from cms.places.sheets import read, write_csv, write_xlsx
from cms.places.signals import laos_changed

DERIVED = ("key_th", "key_en", "spellings")


class SheetRefused(ValidationError):
    """The sheet has problems, so nothing of it was written; `judged` names them."""

    def __init__(self, judged: Judged) -> None:
        super().__init__(
            _("Nothing was imported: the file has %(number)s problems.") % {"number": len(judged.problems)}
        )
        self.judged = judged


class RegistryChanged(ValidationError):
    """The registry was changed by somebody else while the sheet was written; nothing of it stays."""


class ImportAlreadyApplied(ValidationError):
    """This upload was confirmed before; it is imported once."""


def check_laos(*, name: str, content: bytes) -> Judged:
    """What importing this file would do; writes nothing. Raises SheetUnreadable."""
    return judge(read(name=name, content=content))


def import_laos(*, name: str, content: bytes) -> Judged:
    """Import the whole file or nothing of it; safe to repeat.

    Raises SheetUnreadable, SheetRefused or RegistryChanged, and then nothing has changed.
    """
    rows = read(name=name, content=content)
    try:
        with transaction.atomic():
            judged = judge(rows)
            if judged.problems:
                raise SheetRefused(judged)
            _write(judged)
    except IntegrityError as error:
        raise RegistryChanged(_("The registry refused the rows; check the file again.")) from error
    return judged


def _write(judged: Judged) -> None:
    Lao.objects.bulk_create(judged.added)
    Lao.objects.bulk_create(
        judged.changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*(field.removesuffix("_id") for field in FIELDS), *DERIVED],
    )
    if keys := {lao.key for lao in [*judged.added, *judged.changed]}:
        laos_changed.send(sender=Lao, keys=keys)


def upload_laos(*, name: str, content: bytes, user: AbstractBaseUser) -> tuple[LaoImport, Judged]:
    """Keep a file that can be read until its owner confirms it, in place of an earlier one, with what it would do.

    Raises SheetUnreadable, and then the earlier one stays.
    """
    judged = check_laos(name=name, content=content)
    with transaction.atomic():
        LaoImport.objects.filter(uploaded_by_id=user.pk, applied_at=None).delete()
        upload = LaoImport.objects.create(name=name[-200:], content=content, uploaded_by_id=user.pk)
    return upload, judged


def confirm_import(*, upload: LaoImport) -> Judged:
    """Import the file that was kept, judged anew, and let go of its content.

    Raises ImportAlreadyApplied, SheetRefused or RegistryChanged, and then nothing has changed.
    """
    with transaction.atomic():
        kept = LaoImport.objects.select_for_update().get(pk=upload.pk)
        if kept.applied_at is not None:
            raise ImportAlreadyApplied(_("This file has been imported already."))
        judged = import_laos(name=kept.name, content=bytes(kept.content))
        kept.added, kept.changed = len(judged.added), len(judged.changed)
        kept.applied_at, kept.content = timezone.now(), b""
        kept.save()
    return judged


def template_xlsx() -> bytes:
    """An empty sheet with the columns, two examples to write over, and what each column accepts."""
    notes = [(_("Column"), _("Accepted")), *((column.title, str(column.accepts)) for column in COLUMNS)]
    return write_xlsx([_titles(), *EXAMPLES], title=_("LAOs"), notes=notes)


def export_xlsx() -> bytes:
    """The whole registry in the template's columns, ready to be corrected and imported again."""
    return write_xlsx(_export(), title=_("LAOs"))


def export_csv() -> bytes:
    """The whole registry as CSV."""
    return write_csv(_export())


def _titles() -> Sequence[str]:
    return [column.title for column in COLUMNS]


def _export() -> Iterator[Sequence[str]]:
    yield _titles()
    for lao in laos().iterator(chunk_size=2000):
        places = (place.name_th if place else "" for place in (lao.province, lao.district, lao.subdistrict))
        word = NAMING[lao.type].full_th.replace("{}", "")
        yield lao.key, lao.official_code, word, lao.name_th, lao.name_en, *places
