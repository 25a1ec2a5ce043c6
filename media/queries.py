"""Reading pictures: which renditions there are, in a bounded number of queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from wagtail.documents.permissions import permission_policy as file_policy
from wagtail.images.permissions import ImagesPermissionPolicyGetter
from wagtail.models import CollectionViewRestriction

from media.keeping import keeper
from media.models import File, Photo, PublicRendition
from media.sizes import FAILED, FORMATS, RECIPE, SIZES, fitted
from media.storage import public

M = TypeVar("M", bound=models.Model)

# The prefetch that {% photo %} reads; `cover__` and the like go before it.
RENDITIONS = "public_renditions"
MOST_PHOTOS = 500
_ACTIONS = ("add", "change", "delete", "choose")


class _Policies:
    photo = ImagesPermissionPolicyGetter()


@dataclass(frozen=True)
class Shown:
    """One rendition as a page shows it."""

    url: str
    width: int
    height: int


def with_renditions(queryset: "models.QuerySet[M]", *through: str) -> "models.QuerySet[M]":
    """The queryset with all its pictures' renditions in one further query.

    For photos no name is needed; elsewhere give the path to the picture: `with_renditions(stories, "cover")`.
    """
    if not through:
        return queryset.prefetch_related(RENDITIONS)
    return queryset.select_related(*through).prefetch_related(*(f"{path}__{RENDITIONS}" for path in through))


def photos_by_id(ids: Collection[int | None]) -> dict[int, Photo]:
    """Public pictures with their renditions by primary key; unknown and private ones are left out.

    One query, none where all of them are kept (see `media.keeping`); whoever gets one must not change it.
    """
    wanted = sorted({key for key in ids if key})[:MOST_PHOTOS]
    return keeper().each(wanted, lambda keys: _read(Photo.objects.filter(pk__in=keys))) if wanted else {}


def read_ahead(pictures: "models.QuerySet[Photo]") -> dict[int, Photo]:
    """As `photos_by_id`, for the public ones among these, in one query; what asks for them afterwards needs none."""
    found = _read(pictures)
    keeper().keep(found)
    return found


def _read(pictures: "models.QuerySet[Photo]") -> dict[int, Photo]:
    own = PublicRendition.objects.filter(photo=models.OuterRef("pk")).order_by().values("photo")
    rows = own.annotate(lines=_Lines(*_Line._fields)).values("lines")
    return {photo.pk: photo for photo in pictures.filter(is_public=True).annotate(drawn=models.Subquery(rows))}


class _Line(NamedTuple):
    """What a page needs of a rendition's row."""

    size: str
    format: str
    name: str
    width: int
    height: int


class _Lines(models.Aggregate):
    """All rows as one text: a line each, the columns apart by blanks, which none of them holds."""

    output_field = models.TextField()
    arg_joiner = " || ' ' || "
    template = "GROUP_CONCAT(%(expressions)s, '\n')"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Another name for the same."""
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s, E'\\n')", **context)


def rendition_url(photo: Photo, size: str, format: str = "jpeg") -> str:
    """The address of one rendition, or an empty text while it does not exist."""
    for row in _rows(photo):
        if row.size == size and row.format == format:
            return public().url(row.name)
    return ""


def candidates(photo: Photo, size: str) -> dict[str, list[Shown]]:
    """For each format the renditions a browser may choose from in place of `size`, narrowest first; {} if none exist."""
    names = SIZES[size].candidates
    rows = sorted((row for row in _rows(photo) if row.size in names), key=lambda row: row.width)
    storage = public()
    found = {
        name: [Shown(storage.url(row.name), row.width, row.height) for row in rows if row.format == name]
        for name in FORMATS
    }
    return {name: shown for name, shown in found.items() if shown}


def renditions_of(photo: Photo) -> list[tuple[str, str, Shown]]:
    """Size, format and file of every rendition that exists."""
    storage = public()
    return [(row.size, row.format, Shown(storage.url(row.name), row.width, row.height)) for row in _rows(photo)]


def photos_without_renditions() -> list[int]:
    """Primary keys of published pictures that still wait for the worker."""
    waiting = Photo.objects.filter(is_public=True).exclude(rendered__in=(RECIPE, FAILED))
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def dimensions(photo: Photo, size: str) -> tuple[int, int]:
    """Width and height that the picture has, or will have, in this size."""
    return fitted(photo.width, photo.height, SIZES[size])


def may_see_photo(user: models.Model | AnonymousUser, photo: Photo) -> bool:
    """Whether this person may see a picture that is not public, its original and its previews."""
    allowed: bool = _Policies.photo.user_has_any_permission_for_instance(user, _ACTIONS, photo)
    return allowed


def may_read_file(request: HttpRequest, file: File) -> bool:
    """Whether a visitor may read this document: it is public and its collection open to them, or they look after it."""
    if file_policy.user_has_any_permission_for_instance(request.user, _ACTIONS, file):
        return True
    if not file.is_public:
        return False
    restrictions: Sequence[CollectionViewRestriction] = file.collection.get_view_restrictions()
    return all(restriction.accept_request(request) for restriction in restrictions)


def _rows(photo: Photo) -> "Sequence[_Line | PublicRendition]":
    # A private picture has no rows; between its withdrawal and a stored page's end nothing may point at it either.
    if not photo.is_public:
        return []
    if "drawn" not in photo.__dict__:
        return list(photo.public_renditions.all())
    lines = (line.split(" ") for line in (photo.__dict__["drawn"] or "").splitlines())
    return [_Line(size, form, name, int(width), int(height)) for size, form, name, width, height in lines]
