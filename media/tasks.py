"""What the worker does for media; safe to run twice."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from wagtail.models import UploadedFile

from media import queries, rendering
from media.models import PublicRendition
from media.storage import MediaStorage, public

BATCH = 200
HOUR = 3600


@task(queue_name="media")
def make_renditions(photo_id: int) -> int:
    """Give one published picture its renditions."""
    return rendering.render(photo_id)


def enqueue_missing() -> int:
    """Put published pictures without renditions into the queue again: a task was lost, or the recipe changed."""
    keys = queries.photos_without_renditions()[:BATCH]
    for key in keys:
        make_renditions.enqueue(key)
    return len(keys)


def sweep() -> int:
    """Delete public files that no row names (a process died between two steps) and uploads nobody finished."""
    storage = public()
    assert isinstance(storage, MediaStorage)  # noqa: S101 - the system check says so at start
    swept = 0
    for names in _batches(list(storage.names(older_than=HOUR))):
        known = set(PublicRendition.objects.filter(name__in=names).values_list("name", flat=True))
        for name in sorted(set(names) - known):
            storage.delete(name)
            swept += 1
    for upload in UploadedFile.objects.all()[:BATCH]:
        if upload.file and _is_old(upload):
            upload.file.delete(save=False)
            upload.delete()
            swept += 1
    return swept


def _is_old(upload: UploadedFile) -> bool:
    storage = upload.file.storage
    if not storage.exists(upload.file.name):
        return True
    age: timedelta = timezone.now() - storage.get_modified_time(upload.file.name)
    return age > timedelta(days=1)


def _batches(names: list[str]) -> list[list[str]]:
    return [names[start : start + BATCH] for start in range(0, len(names), BATCH)]


DUE = (
    ("media.renditions", 300, enqueue_missing),
    ("media.sweep", HOUR, sweep),
)
