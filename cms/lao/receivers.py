"""The registry and the participations are shown on pages that are saved without them."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.lao.models import LaoProfilePage, Participation
from cms.places.signals import laos_changed
from search.services import index, raise_generation


@receiver(laos_changed, dispatch_uid="lao.registry_changed")
def find_by_new_names(keys: Collection[str], **kwargs: Any) -> None:
    """Profiles of these LAOs, and their translations, are found by what the registry says now."""
    named = LaoProfilePage.objects.filter(lao__key__in=keys)
    translations = Q(translation_key__in=named.values("translation_key"))
    pages = LaoProfilePage.objects.filter(translations).order_by("pk").values_list("pk", flat=True)
    if found := [str(pk) for pk in pages]:
        index("lao", found)
    # The directory lists LAOs without a profile too.
    raise_generation()


@receiver([post_save, post_delete], sender=Participation, dispatch_uid="lao.participation_changed")
def forget_kept_pages(**kwargs: Any) -> None:
    """No kept page shows what an LAO took part in as it was."""
    raise_generation()
