"""Standings repeat what the registry says of an organisation."""

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from cms.assessment.findable import standings_changed
from cms.assessment.standings import follow_organisations

# Imported first, so that the organisations are in line by the time that this room is told.
from cms.places import receivers as _organisations_first  # noqa: F401  # its receiver runs before this one
from cms.places.models import Organisation
from cms.places.signals import laos_changed


@receiver(laos_changed, dispatch_uid="assessment_registry_changed")
def follow_the_registry(keys: Collection[str], **kwargs: Any) -> None:
    """Results of these LAOs are found and listed under the names and places that they have now."""
    mine = Organisation.objects.filter(lao__key__in=keys, standings__isnull=False)
    found = set(mine.values_list("pk", flat=True))
    if found and not follow_organisations(found):
        # What standings do not repeat, such as the English name, is found too.
        standings_changed(found)
