"""A source's title stands below every figure quoted from it."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.blocks.models import Source
from search.services import raise_generation


@receiver([post_save, post_delete], sender=Source, dispatch_uid="blocks.source_changed")
def forget_kept_pages(**kwargs: Any) -> None:
    """No kept page shows the source as it was."""
    raise_generation()
