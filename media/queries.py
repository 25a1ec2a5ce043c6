"""Reading pictures: which renditions there are, in a bounded number of queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from wagtail.documents.permissions import permission_policy as file_policy
from wagtail.images.permissions import ImagesPermissionPolicyGetter
from wagtail.models import CollectionViewRestriction

from media.models import File, Photo, PublicRendition
from media.sizes import FAILED, FORMATS, RECIPE, SIZES, fitted
from media.storage import public

M = TypeVar("M", bound=models.Model)

# The prefetch that {% photo %} reads; `cover__` and the like go before it.
RENDITIONS = "public_renditions"
MOST_PHOTOS = 500
# The sizes in which lists show pictures.
LISTED = ("thumb", "card")
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


def photos_by_id(ids: Collection[int | None], *, sizes: Collection[str] = LISTED) -> dict[int, Photo]:
    """Public pictures by primary key, in two queries; unknown and private ones are left out.

    They come with their renditions of `sizes` only, which is what a list shows; a picture has sixteen in all.
    """
    wanted = sorted({key for key in ids if key})[:MOST_PHOTOS]
    if not wanted:
        return {}
    rows = PublicRendition.objects.filter(size__in={name for size in sizes for name in SIZES[size].candidates})
    found = Photo.objects.filter(pk__in=wanted, is_public=True).prefetch_related(models.Prefetch(RENDITIONS, rows))
    return {photo.pk: photo for photo in found}


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


def _rows(photo: Photo) -> "list[PublicRendition]":
    # A private picture has no rows; between its withdrawal and a stored page's end nothing may point at it either.
    return list(photo.public_renditions.all()) if photo.is_public else []
