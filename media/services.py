"""What can be done with pictures and documents."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.files.base import File as Content
from django.db import models, transaction
from PIL import Image
from wagtail.models import Collection as Folder

from media import tasks, validation
from media.models import File, Licence, Photo, PublicRendition
from media.sizes import RECIPE
from media.uses import still_used

Kept = TypeVar("Kept", Photo, File)


def add_photo(
    *,
    title: str,
    description: str,
    image: bytes | Image.Image | Content[Any],
    credit: str = "",
    licence: str = Licence.ALL_RIGHTS,
    is_illustration: bool = False,
    collection: Folder | None = None,
    uploaded_by: models.Model | None = None,
) -> Photo:
    """Keep a picture, private until something published uses it. `description` is its alternative text.

    Raises ValidationError, keyed to the field.
    """
    photo = Photo(
        title=title,
        description=description,
        credit=credit,
        licence=licence,
        is_illustration=is_illustration,
        uploaded_by_user=uploaded_by,
    )
    if isinstance(image, Image.Image):
        content: Content[Any] = validation.photo_from_image(image, title)
    else:
        content = ContentFile(image, name=title) if isinstance(image, bytes) else image
    return _keep(photo, content, collection)


def add_file(
    *,
    title: str,
    content: bytes | Content[Any],
    filename: str,
    description: str = "",
    credit: str = "",
    licence: str = Licence.ALL_RIGHTS,
    collection: Folder | None = None,
    uploaded_by: models.Model | None = None,
) -> File:
    """Keep a document, private until something published uses it. Raises ValidationError, keyed to the field."""
    file = File(title=title, description=description, credit=credit, licence=licence, uploaded_by_user=uploaded_by)
    wrapped = ContentFile(content, name=filename) if isinstance(content, bytes) else content
    wrapped.name = filename
    return _keep(file, wrapped, collection)


@transaction.atomic
def publish(*, photos: Collection[int], files: Collection[int]) -> None:
    """Make these pictures and documents (by primary key) public, inside the caller's transaction.

    Their renditions are made by the worker after commit.
    """
    Photo.objects.filter(pk__in=photos, is_public=False).update(is_public=True)
    File.objects.filter(pk__in=files, is_public=False).update(is_public=True)
    waiting = Photo.objects.filter(pk__in=photos).exclude(rendered=RECIPE)
    _enqueue_on_commit(waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def withdraw(*, photos: Collection[int], files: Collection[int]) -> None:
    """Take these back from the public, but for those that any room still shows (see `media.uses`).

    The caller's own use has ended already. After commit the addresses of their renditions answer 404.
    """
    used_photos, used_files = still_used(photos, files)
    photos, files = set(photos) - used_photos, set(files) - used_files
    Photo.objects.filter(pk__in=photos, is_public=True).update(is_public=False, rendered="")
    File.objects.filter(pk__in=files, is_public=True).update(is_public=False)
    # Row by row, so that each takes its file with it; see media.receivers.
    PublicRendition.objects.filter(photo_id__in=photos).delete()


@transaction.atomic
def redraw(photo: Photo) -> None:
    """A picture's file or focus has changed: have its renditions drawn again if it is public."""
    Photo.objects.filter(pk=photo.pk).update(rendered="")
    if Photo.objects.filter(pk=photo.pk, is_public=True).exists():
        _enqueue_on_commit([photo.pk])


def _keep(thing: Kept, content: Content[Any], collection: Folder | None) -> Kept:
    if collection is not None:
        thing.collection = collection
    # Stored before the transaction begins: drawing a picture anew takes time, and a bucket is a network away.
    thing.file.save(content.name or thing.title, content, save=False)
    try:
        with transaction.atomic():
            thing.full_clean()
            thing.save()
    except Exception:
        thing.file.storage.delete(str(thing.file.name))
        raise
    return thing


def _enqueue_on_commit(photo_ids: Iterable[int]) -> None:
    for photo_id in photo_ids:
        transaction.on_commit(partial(tasks.make_renditions.enqueue, photo_id))
