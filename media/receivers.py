"""A public file goes when its row goes, however the row is deleted."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from media.models import PublicRendition
from media.rendering import delete_unused


def _delete_file(instance: PublicRendition, **kwargs: Any) -> None:
    transaction.on_commit(partial(delete_unused, instance.name), robust=True)


def connect() -> None:
    """Listen; called once when the apps are ready."""
    post_delete.connect(_delete_file, sender=PublicRendition, dispatch_uid="media.rendition_gone")
