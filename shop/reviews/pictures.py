"""Pictures that come with a review's form: judged one by one, and put aside so that none has to be sent twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

import media.services
from cms.accounts.models import User
from shop.orders.models import OrderLine
from shop.reviews.models import Picture
from shop.reviews.rules import MOST_PICTURES

PUT_ASIDE_FOR = timedelta(days=1)
LONGEST_WORDS = 255
# Unfinished pictures that one line may have lying about.
MOST_PUT_ASIDE = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """A picture that the review is to have, by primary key, with the words for those who cannot see it."""

    pk: int
    words: str


def of_line(line: OrderLine) -> QuerySet[Picture]:
    """All pictures brought for this line, those of unfinished forms too."""
    return Picture.objects.filter(line=line).select_related("photo").order_by("pk")


def kept(line: OrderLine) -> QuerySet[Picture]:
    """The pictures of the line's review."""
    return of_line(line).filter(kept_at__isnull=False)


def take(
    uploads: Iterable["UploadedFile[Any]"], *, line: OrderLine, member: User | None, room: int, words: str
) -> tuple[list[Picture], list[str]]:
    """Put good pictures aside for a form that is not finished, and say which were refused and why.

    Outside any transaction, for drawing a picture takes time. `room` is how many more there may be.
    """
    taken: list[Picture] = []
    refused: list[str] = []
    for upload in uploads:
        called = (upload.name or "")[:60].replace("\0", "")
        if len(taken) >= room:
            refused.append(
                _("%(name)s: a review shows at most %(most)s pictures.") % {"name": called, "most": MOST_PICTURES}
            )
            continue
        try:
            taken.append(put_aside(upload, line=line, member=member, words=words))
        except ValidationError as error:
            refused.append(f"{called}: {' '.join(error.messages)}")
    return taken, refused


def put_aside(upload: Any, *, line: OrderLine, member: User | None, words: str) -> Picture:
    """Keep a good picture privately until a review has it. Raises ValidationError."""
    title = words.replace("\0", "")[:LONGEST_WORDS]
    photo = media.services.add_photo(title=title, description=title, image=upload, uploaded_by=member)
    picture = Picture.objects.create(line=line, photo=photo)
    for old in of_line(line).filter(kept_at=None).order_by("-pk")[MOST_PUT_ASIDE:]:
        old.photo.delete()
    return picture


def settle(line: OrderLine, chosen: Sequence[Chosen], *, now: datetime) -> bool:
    """Inside the caller's transaction: the review has exactly these pictures. Returns whether one of them is new."""
    wanted = {one.pk: one.words for one in chosen[:MOST_PICTURES]}
    rows = {picture.pk: picture for picture in of_line(line)}
    for pk, picture in rows.items():
        if pk not in wanted:
            if picture.kept_at is not None:
                picture.photo.delete()
            continue
        words = wanted[pk].strip()[:LONGEST_WORDS]
        if words and words != picture.photo.description:
            picture.photo.description = picture.photo.title = words
            picture.photo.save(update_fields=["description", "title"])
    new = Picture.objects.filter(line=line, pk__in=wanted, kept_at=None)
    return new.update(kept_at=now) > 0


def sweep(*, now: datetime) -> int:
    """Delete what was put aside more than PUT_ASIDE_FOR ago and no review has. Returns how many."""
    old = Picture.objects.filter(Q(kept_at=None), at__lt=now - PUT_ASIDE_FOR).select_related("photo").order_by("at")
    gone = list(old[:500])
    for picture in gone:
        picture.photo.delete()
    return len(gone)
