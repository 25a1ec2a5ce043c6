"""Draws and stores the renditions of published pictures. Called by the worker and by commands, never for a visitor."""

import logging
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import UnidentifiedImageError

from media.drawing import Drawn, draw
from media.models import Photo, PublicRendition
from media.signals import renditions_changed
from media.sizes import BEGUN, FAILED, QUICK, RECIPE, SLOW
from media.storage import public

logger = logging.getLogger(__name__)


def render(photo_id: int) -> int:
    """Give a published picture its renditions; returns how many were made. Does nothing where they are there already."""
    made = 0
    for _step in (QUICK, SLOW):
        step = _next_step(photo_id)
        if step is not None:
            photo, formats = step
            with _giving_up(photo):
                made += _store(photo, draw(_original(photo), photo.focus, formats), formats)
    return made


def render_many(photo_ids: Collection[int], *, processes: int = 2, quick: bool = False) -> Iterator[int]:
    """As render, for many pictures, drawn by several processes; yields each picture's key when it is done.

    With `quick` it ends when every picture can be seen; the worker adds the format that takes long.
    """
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for formats in (QUICK,) if quick else (QUICK, SLOW):
            jobs = {}
            for photo_id in photo_ids:
                step = _next_step(photo_id)
                if step is not None and step[1] == formats:
                    with _giving_up(step[0]):
                        jobs[pool.submit(draw, _original(step[0]), step[0].focus, formats)] = step[0]
            for job in as_completed(jobs):
                with _giving_up(jobs[job]):
                    _store(jobs[job], job.result(), formats)
                if quick or formats == SLOW:
                    yield jobs[job].pk


def _next_step(photo_id: int) -> tuple[Photo, tuple[str, ...]] | None:
    photo: Photo | None = (
        Photo.objects.filter(pk=photo_id, is_public=True).exclude(rendered__in=(RECIPE, FAILED)).first()
    )
    if photo is None:
        return None
    return photo, SLOW if photo.rendered == BEGUN else QUICK


def _original(photo: Photo) -> bytes:
    with photo.file.storage.open(photo.file.name) as file:
        data: bytes = file.read()
    return data


@contextmanager
def _giving_up(photo: Photo) -> Iterator[None]:
    """A picture that cannot be read is not tried again."""
    try:
        yield
    except (FileNotFoundError, UnidentifiedImageError) as error:
        logger.error("The original of photo %s cannot be read: %s", photo.pk, error)
        Photo.objects.filter(pk=photo.pk, **photo.source()).update(rendered=FAILED)


def _store(photo: Photo, drawn: list[Drawn], formats: tuple[str, ...]) -> int:
    storage = public()
    for one in drawn:
        storage.save(one.name(photo.pk), ContentFile(one.content))
    names = {one.name(photo.pk) for one in drawn}
    with transaction.atomic():
        locked = Photo.objects.select_for_update().filter(pk=photo.pk, is_public=True, **photo.source()).first()
        if locked is None or locked.rendered != photo.rendered:
            # Withdrawn, changed, or drawn by another worker while we drew: what no row names, nobody may see.
            _delete_on_commit(names)
            return 0
        _replace_rows(photo, drawn, formats)
        Photo.objects.filter(pk=photo.pk).update(rendered=BEGUN if formats == QUICK else RECIPE)
        renditions_changed.send(sender=Photo, photo_id=photo.pk)
    return len(drawn)


def _replace_rows(photo: Photo, drawn: list[Drawn], formats: tuple[str, ...]) -> None:
    rows = PublicRendition.objects.filter(photo_id=photo.pk)
    if formats == SLOW:
        # Only added to; the first step has taken away what the picture looked like before.
        rows = rows.filter(format__in=SLOW)
    names = {one.name(photo.pk) for one in drawn}
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
        transaction.on_commit(partial(delete_unused, name), robust=True)


def delete_unused(name: str) -> None:
    """Delete a public file, unless meanwhile the same picture has been drawn again and a row names it."""
    if not PublicRendition.objects.filter(name=name).exists():
        public().delete(name)
