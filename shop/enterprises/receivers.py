"""What the registry calls an LAO, its enterprises are found by; and which pictures enterprises show."""

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from cms.places.signals import laos_changed
from media import uses
from search.services import index
from shop.enterprises.models import Enterprise
from shop.enterprises.queries import visible
from shop.enterprises.verification import KIND


def covers_in_use(photos: Collection[int], files: Collection[int]) -> tuple[set[int], set[int]]:
    """Those among the pictures that visitors see on the page of an enterprise; it shows no documents."""
    return {cover for cover in visible().filter(cover__in=photos).values_list("cover", flat=True) if cover}, set()


uses.register("shop.enterprises", covers_in_use)


@receiver(laos_changed, dispatch_uid="enterprises.laos_changed")
def find_by_new_names(keys: Collection[str], **kwargs: Any) -> None:
    """Enterprises are found by the name of their LAO."""
    of_them = Enterprise.objects.filter(lao__key__in=keys).order_by("pk").values_list("pk", flat=True)
    if found := [str(pk) for pk in of_them]:
        index(KIND, found)
