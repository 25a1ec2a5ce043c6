"""One LAO saved or deleted, in the admin too, is told like a whole import; its organisation says what it says."""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.places import services
from cms.places.models import Lao
from cms.places.signals import laos_changed


@receiver([post_save, post_delete], sender=Lao, dispatch_uid="places_lao_changed")
def tell_of_one(instance: Lao, **kwargs: Any) -> None:
    """Send `laos_changed` for this LAO."""
    laos_changed.send(sender=Lao, keys={instance.key})


@receiver(laos_changed, dispatch_uid="places_organisations_equal")
def keep_organisations_equal(keys: Collection[str], **kwargs: Any) -> None:
    """The organisations of these LAOs repeat their names and place."""
    services.keep_equal(laos=keys)
