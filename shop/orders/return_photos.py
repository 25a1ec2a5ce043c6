"""Pictures of goods that go back: given to who may see them, swept and forgotten."""

from django.http import HttpRequest, HttpResponseBase

from media import private_files, serving
from shop.orders.returning import PHOTOS, ReturnPhoto

BATCH = 500


def respond(request: HttpRequest, photo: ReturnPhoto) -> HttpResponseBase:
    """The picture, for who was found to be allowed it."""
    return serving.respond(request, private_files.served(str(photo.file.name)))


def sweep() -> int:
    """Delete files that no row names: a process died between storing and writing. Returns how many."""
    return private_files.sweep(PHOTOS, ReturnPhoto._meta.get_field("file"))


def forget(*, at_most: int = BATCH) -> int:
    """Delete the pictures of buyers who are forgotten. Returns how many."""
    gone = ReturnPhoto.objects.filter(request__order__purchase__erased_at__isnull=False)
    photos = list(gone.order_by("pk")[:at_most])
    for photo in photos:
        name, storage = str(photo.file.name), photo.file.storage
        photo.delete()
        storage.delete(name)
    return len(photos)
