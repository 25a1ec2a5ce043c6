"""The pictures that a page shows, read together."""

from typing import TYPE_CHECKING

from django.apps import apps

from cms.pages.pieces import KeptAs
from media.models import Photo
from media.queries import photos_by_id, read_ahead
from search.memory import remember

if TYPE_CHECKING:
    from cms.pages.models import SepPage


def read_all(page: "SepPage", kept_as: KeptAs | None) -> None:
    """Read every picture that a published page with a cover uses, in one query: cover, bricks and galleries then need none.

    Does nothing for what is not for everybody, and nothing where it was done in this generation.
    """
    if kept_as is not None and page.cover_id is not None:
        remember(("pictures of", page.pk), lambda: bool(_used_by(page)))


def _used_by(page: "SepPage") -> dict[int, Photo]:
    uses = apps.get_model("pages", "MediaUse")._default_manager.filter(page=page.pk, photo__isnull=False)
    return read_ahead(Photo.objects.filter(pk__in=uses.values("photo")))


def cover_of(page: "SepPage") -> Photo | None:
    """The page's cover with its renditions where it is public, else as it is."""
    if page.cover_id is None:
        return None
    public = photos_by_id([page.cover_id]).get(page.cover_id)
    if public is not None:
        # The template shows the same picture in other sizes.
        page.cover = public
    return page.cover
