"""Draws and stores the renditions of published pictures. Called by the worker and by commands, never for a visitor."""

import logging
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from multiprocessing import get_context

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import UnidentifiedImageError

from media.drawing import Drawn, draw
from media.models import Photo, PublicRendition
from media.signals import renditions_changed
from media.sizes import FAILED, RECIPE
from media.storage import public

logger = logging.getLogger(__name__)


def render(photo_id: int) -> int:
    """Give a published picture its renditions; returns how many were made. Does nothing where they are there already."""
    photo = _waiting(photo_id)
    if photo is None:
        return 0
    try:
        drawn = draw(_original(photo), photo.focus)
    except (FileNotFoundError, UnidentifiedImageError) as error:
        _give_up(photo, error)
        return 0
    return _store(photo, drawn)


def render_many(photo_ids: Collection[int], *, processes: int = 2) -> Iterator[int]:
    """As render, for many pictures, drawn by several processes; yields each picture's key when it is done."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        jobs = {}
        for photo_id in photo_ids:
            photo = _waiting(photo_id)
            if photo is None:
                yield photo_id
                continue
            try:
                jobs[pool.submit(draw, _original(photo), photo.focus)] = photo
            except FileNotFoundError as error:
                _give_up(photo, error)
                yield photo_id
        for job in as_completed(jobs):
            photo = jobs[job]
            try:
                _store(photo, job.result())
            except UnidentifiedImageError as error:
                _give_up(photo, error)
            yield photo.pk


def _waiting(photo_id: int) -> Photo | None:
    waiting = Photo.objects.filter(pk=photo_id, is_public=True).exclude(rendered__in=(RECIPE, FAILED))
    photo: Photo | None = waiting.first()
    return photo


def _original(photo: Photo) -> bytes:
    with photo.file.storage.open(photo.file.name) as file:
        data: bytes = file.read()
    return data


def _give_up(photo: Photo, error: Exception) -> None:
    logger.error("The original of photo %s cannot be read: %s", photo.pk, error)
    Photo.objects.filter(pk=photo.pk, **photo.source()).update(rendered=FAILED)


def _store(photo: Photo, drawn: list[Drawn]) -> int:
    storage = public()
    for one in drawn:
        if not storage.exists(one.name(photo.pk)):
            storage.save(one.name(photo.pk), ContentFile(one.content))
    names = {one.name(photo.pk) for one in drawn}
    with transaction.atomic():
        locked = Photo.objects.select_for_update().filter(pk=photo.pk, is_public=True, **photo.source()).first()
        if locked is None:
            # Withdrawn or changed while we drew: nobody may see these.
            in_use = PublicRendition.objects.filter(name__in=names).values_list("name", flat=True)
            _delete_on_commit(names - set(in_use))
            return 0
        if locked.rendered == RECIPE:
            return 0
        _replace_rows(photo, drawn, names)
        Photo.objects.filter(pk=photo.pk).update(rendered=RECIPE)
        renditions_changed.send(sender=Photo, photo_id=photo.pk)
    return len(drawn)


def _replace_rows(photo: Photo, drawn: list[Drawn], names: set[str]) -> None:
    rows = PublicRendition.objects.filter(photo_id=photo.pk)
    _delete_on_commit(set(rows.values_list("name", flat=True)) - names)
    # Not one by one: the signal that follows a deleted row would take away files that are used again.
    rows._raw_delete(rows.db)
    PublicRendition.objects.bulk_create(
        PublicRendition(
            photo_id=photo.pk,
            size=one.size,
            format=one.format,
            name=one.name(photo.pk),
            width=one.width,
            height=one.height,
        )
        for one in drawn
    )


def _delete_on_commit(names: Collection[str]) -> None:
    for name in sorted(names):
        transaction.on_commit(partial(public().delete, name), robust=True)
