"""One LAO saved or deleted, in the admin too, is told like a whole import."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.places.models import Lao
from cms.places.signals import laos_changed


@receiver([post_save, post_delete], sender=Lao, dispatch_uid="places_lao_changed")
def tell_of_one(instance: Lao, **kwargs: Any) -> None:
    """Send `laos_changed` for this LAO."""
    laos_changed.send(sender=Lao, keys={instance.key})
