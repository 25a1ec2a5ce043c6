"""Pictures that come with a product's form: judged one by one, and put aside so that none has to be sent twice.

A picture that is good is kept privately at once, whatever becomes of the rest of the form; the form carries its key until
a product shows it. What no product shows after a day is swept away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.http import QueryDict
from django.utils.translation import gettext as _

import media.services
from cms.accounts.models import User
from media.models import Photo
from shop.catalogue.models import Product, ProductPhoto
from shop.desk.models import Upload
from shop.enterprises.models import Enterprise

MOST = 8
# Unfinished pictures that one enterprise may have lying about.
MOST_PUT_ASIDE = 32
PUT_ASIDE_FOR = timedelta(days=1)
LONGEST_WORDS = 255
FROM_CAMERA, FROM_GALLERY = "camera", "gallery"


@dataclass(slots=True)
class Row:
    """One picture of the form: the words for those who cannot see it, and whether it stays."""

    photo: Photo
    words: str
    may_reword: bool
    is_dropped: bool = False
    error: str = ""


@dataclass(slots=True)
class Board:
    """All pictures of the form in their order; `refused` says which were not accepted, and why."""

    rows: list[Row] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    new_words: str = ""

    @property
    def is_good(self) -> bool:
        """Whether everything on it can be kept."""
        return not self.refused and not any(row.error for row in self.rows)

    @property
    def kept(self) -> list[Row]:
        """The pictures that stay."""
        return [row for row in self.rows if not row.is_dropped]

    def forgive(self) -> None:
        """Forget what is still missing: the form is not finished."""
        for row in self.rows:
            row.error = ""

    @property
    def room(self) -> int:
        """How many more there may be."""
        return MOST - len(self.kept)


def board_of(product: Product | None) -> Board:
    """The pictures a product has."""
    if product is None:
        return Board()
    photos = [row.photo for row in ProductPhoto.objects.filter(product=product).select_related("photo")]
    own = _own(product.enterprise, [photo.pk for photo in photos])
    return Board([Row(photo, photo.description, photo.pk in own) for photo in photos])


def read(
    data: QueryDict,
    uploads: Iterable["UploadedFile[Any]"],
    *,
    product: Product | None,
    enterprise: Enterprise,
    member: User,
    name: str,
) -> Board:
    """The board as a form says it, new pictures put aside. Outside any transaction, for drawing a picture takes time.

    `name` stands in for the words of a new picture that has none. Where several come at once, each is asked for its own:
    the form comes back, its pictures put aside.
    """
    known = {row.photo.pk: row for row in board_of(product).rows}
    asked = [int(key) for key in data.getlist("picture") if key.isascii() and key.isdigit() and len(key) < 12]
    known |= _put_aside_before(enterprise, member, [key for key in asked if key not in known])
    board = Board([known[key] for key in dict.fromkeys(asked) if key in known])
    board.new_words = data.get("new_words", "")[:LONGEST_WORDS].strip()
    for row in board.rows:
        _say(row, data)
    before = len(board.rows)
    for upload in uploads:
        _take(board, upload, enterprise, member, board.new_words or name)
    _ask_each(board, board.rows[before:])
    first = data.get("first", "")
    board.rows.sort(key=lambda row: str(row.photo.pk) != first)
    return board


def _ask_each(board: Board, new: list[Row]) -> None:
    """One sentence does not tell of several pictures; what was written stays with the first."""
    if len(new) < 2:
        return
    for row in new:
        row.words, row.error = "", _("Say in a few words what the picture shows.")
    new[0].words, board.new_words = board.new_words, ""


def _say(row: Row, data: Mapping[str, str]) -> None:
    key = row.photo.pk
    row.is_dropped = f"drop-{key}" in data
    if not row.may_reword or f"words-{key}" not in data:
        return
    row.words = " ".join(data[f"words-{key}"].replace("\0", "").split())
    if not row.is_dropped and not row.words:
        row.error = _("Say in a few words what the picture shows.")
    elif len(row.words) > LONGEST_WORDS:
        row.error = _("At most %(most)s characters.") % {"most": LONGEST_WORDS}


def _take(board: Board, upload: "UploadedFile[Any]", enterprise: Enterprise, member: User, words: str) -> None:
    called = (upload.name or "")[:60]
    if board.room < 1:
        board.refused.append(_("%(name)s: a product shows at most %(most)s pictures.") % {"name": called, "most": MOST})
        return
    try:
        photo = put_aside(upload=upload, enterprise=enterprise, member=member, words=words or called or "-")
    except ValidationError as error:
        board.refused.append(f"{called}: {' '.join(error.messages)}")
    else:
        board.rows.append(Row(photo, photo.description, may_reword=True))


def put_aside(*, upload: "UploadedFile[Any]", enterprise: Enterprise, member: User, words: str) -> Photo:
    """Keep a good picture privately for a form that is not finished. Raises ValidationError."""
    title = words.replace("\0", "")[:LONGEST_WORDS]
    photo = media.services.add_photo(title=title, description=title, image=upload, uploaded_by=member)
    Upload.objects.create(photo=photo, enterprise=enterprise)
    waiting = Upload.objects.filter(enterprise=enterprise, kept_at=None).order_by("-at", "-pk")
    for old in waiting[MOST_PUT_ASIDE:]:
        forget(old)
    return photo


def forget(upload: Upload) -> bool:
    """Delete a picture that no product ever showed; False where something else has begun to show it."""
    photo: Photo = upload.photo
    if photo.get_usage().count():
        return False
    try:
        with transaction.atomic():
            photo.delete()
    except ProtectedError:
        return False
    return True


def sweep(*, now: datetime) -> int:
    """Delete what was put aside more than PUT_ASIDE_FOR ago and never shown. Returns how many."""
    old = Upload.objects.filter(kept_at=None, at__lt=now - PUT_ASIDE_FOR).select_related("photo").order_by("at")
    return sum(forget(upload) for upload in old[:500])


def may_see(enterprise: Enterprise, photo_id: int) -> bool:
    """Whether members see this picture at their desk: a product's, one put aside, the enterprise's own."""
    return (
        enterprise.cover_id == photo_id
        or ProductPhoto.objects.filter(product__enterprise=enterprise, photo=photo_id).exists()
        or Upload.objects.filter(enterprise=enterprise, photo=photo_id).exists()
    )


def _put_aside_before(enterprise: Enterprise, member: User, keys: list[int]) -> dict[int, Row]:
    found = Upload.objects.filter(enterprise=enterprise, kept_at=None, photo__in=keys[:MOST_PUT_ASIDE])
    mine = found.filter(photo__uploaded_by_user=member).select_related("photo")
    return {upload.photo_id: Row(upload.photo, upload.photo.description, may_reword=True) for upload in mine}


def _own(enterprise: Enterprise, photos: list[int]) -> set[int]:
    """Those the enterprise itself brought: others' words are not its to change."""
    return set(Upload.objects.filter(enterprise=enterprise, photo__in=photos).values_list("photo_id", flat=True))
