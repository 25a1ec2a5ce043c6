"""What an enterprise is, and what an LAO is called, products inherit."""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from cms.places.signals import laos_changed
from media import uses
from search.services import index
from shop.catalogue.models import Category, Product
from shop.catalogue.showing import CATEGORY, pictures_in_use, show, show_enterprise
from shop.enterprises.models import Enterprise
from shop.enterprises.signals import enterprise_visibility_changed

uses.register("shop.catalogue", pictures_in_use)


@receiver(enterprise_visibility_changed, dispatch_uid="catalogue.enterprise_changed")
def show_what_it_sells(enterprise: Enterprise, **kwargs: Any) -> None:
    """A suspended enterprise's products vanish, a verified one's appear."""
    show_enterprise(enterprise)


@receiver(post_delete, sender=Category, dispatch_uid="catalogue.category_deleted")
def forget_category(instance: Category, **kwargs: Any) -> None:
    """A category is deleted in the admin only, where nothing hangs on it."""
    index(CATEGORY, [str(instance.pk)])


@receiver(laos_changed, dispatch_uid="catalogue.laos_changed")
def find_by_new_names(keys: Collection[str], **kwargs: Any) -> None:
    """Products are found by the name of the LAO they come from."""
    products = list(Product.objects.filter(enterprise__lao__key__in=keys).order_by("pk").values_list("pk", flat=True))
    if products:
        show(products)
