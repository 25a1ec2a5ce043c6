"""Private files that rows of other rooms name: what they are called, how they are given, and what is swept away."""

import secrets

from django.db import models
from django.utils.crypto import salted_hmac

from media import kinds, serving, storage
from media.sizes import CONTENT_TYPES

HOUR = 3600.0
BATCH = 200
UNKNOWN = "application/octet-stream"


def secret_path(folder: str, filename: str) -> str:
    """Where a file lies in `folder`, which ends with a slash: under a name that nobody can guess."""
    return f"{folder}{secrets.token_hex(16)}.{_extension(filename)}"


def served(name: str, *, called: str = "") -> serving.Served:
    """A file for who was found to be allowed it: a picture shown in the browser, all else saved by it.

    `called` is the name under which it is saved, without the extension.
    """
    extension = _extension(name)
    picture = CONTENT_TYPES.get(extension)
    other = kinds.KINDS.get(extension)
    return serving.Served(
        storage=storage.private(),
        name=name,
        content_type=picture or (other.content_type if other else UNKNOWN),
        etag=salted_hmac("media.private_files", name).hexdigest()[:24],
        cache_control=serving.PRIVATE,
        # A browser shows no PDF in the sandbox that such files are given in.
        attachment="" if picture or not called else f"{called}.{extension}",
    )


def sweep(folder: str, field: models.FileField, *, older_than: float = HOUR) -> int:
    """Delete the files of `folder` that no row names in `field`, a process having died between storing and writing.

    `older_than` is in seconds. Returns how many.
    """
    names = [name for name in storage.private().names(older_than=older_than) if name.startswith(folder)]
    return sum(delete_unnamed(names[start : start + BATCH], field) for start in range(0, len(names), BATCH))


def delete_unnamed(names: list[str], field: models.FileField) -> int:
    """Delete those of a few files that no row names in `field`; returns how many."""
    rows = field.model._default_manager.filter(**{f"{field.name}__in": names})
    gone = sorted(set(names) - set(rows.values_list(field.name, flat=True)))
    for name in gone:
        field.storage.delete(name)
    return len(gone)


def _extension(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()
