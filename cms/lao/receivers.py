"""The registry and the participations are shown on pages that are saved without them."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from cms.lao.models import LaoProfilePage, Participation
from cms.places.signals import laos_changed
from search.services import index, raise_generation


@receiver(laos_changed, dispatch_uid="lao.registry_changed")
def find_by_new_names(keys: Collection[str], **kwargs: Any) -> None:
    """Profiles of these LAOs, and their translations, are found by what the registry says now."""
    _index_profiles(LaoProfilePage.objects.filter(lao__key__in=keys))
    # The directory lists LAOs without a profile too.
    raise_generation()


def _index_profiles(named: "QuerySet[LaoProfilePage]") -> None:
    """Tell search of these profiles and their translations."""
    translations = Q(translation_key__in=named.values("translation_key"))
    pages = LaoProfilePage.objects.filter(translations).order_by("pk").values_list("pk", flat=True)
    if found := [str(pk) for pk in pages]:
        index("lao", found)


@receiver(pre_save, sender=Participation, dispatch_uid="lao.participation_changes")
def know_whose_it_was(instance: Participation, **kwargs: Any) -> None:
    """A participation may pass from one LAO to another, and both are found by what is true then."""
    before = Participation.objects.filter(pk=instance.pk).values_list("lao_id", flat=True).first()
    instance.was_of = before  # type: ignore[attr-defined]  # kept from here to the next receiver


@receiver([post_save, post_delete], sender=Participation, dispatch_uid="lao.participation_changed")
def found_by_participation(instance: Participation, **kwargs: Any) -> None:
    """The LAO's profile is found by the phases it took part in now, and no kept page shows what it was."""
    laos = {instance.lao_id, getattr(instance, "was_of", None)} - {None}
    _index_profiles(LaoProfilePage.objects.filter(lao__in=laos))
    raise_generation()
