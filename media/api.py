"""Pictures and documents as the API shows them: published ones only, unless whoever asks edits the page they stand on."""

from collections.abc import Collection
from typing import Any

from django.conf import settings

from media.models import File, Photo
from media.queries import photos_by_id, renditions_of
from media.sizes import SIZES

# Others come with the thing itself.
LISTED = ("thumb", "card")


def pictures(ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Public pictures by primary key in the sizes of lists, in one query."""
    return {pk: _told(photo) for pk, photo in photos_by_id(ids).items()}


def _told(photo: Photo) -> dict[str, Any]:
    """The picture, put into words once for as long as it is kept (see `media.keeping`)."""
    told: dict[str, Any] | None = photo.__dict__.get("told")
    if told is None:
        told = photo.__dict__["told"] = picture(photo, sizes=LISTED)
    return told


def picture(photo: Photo, *, sizes: Collection[str] = tuple(SIZES)) -> dict[str, Any]:
    """A picture's words, and its files of these sizes; a private one has none."""
    return {
        "alt": photo.description,
        "credit": photo.credit,
        "licence": photo.licence,
        "is_illustration": photo.is_illustration,
        "width": photo.width,
        "height": photo.height,
        "files": [
            {"size": size, "format": form, "width": one.width, "height": one.height, "url": absolute(one.url)}
            for size, form, one in renditions_of(photo)
            if size in sizes
        ],
    }


def document(file: File) -> dict[str, Any] | None:
    """A document to download; None where it is private."""
    if not file.is_public:
        return None
    return {
        "title": file.title,
        "description": file.description,
        "filename": file.filename,
        "content_type": file.content_type,
        "size": file.file_size or 0,
        "credit": file.credit,
        "licence": file.licence,
        "url": absolute(file.url),
    }


def absolute(path: str) -> str:
    """The full address of a path on this site; buckets have addresses of their own."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"
