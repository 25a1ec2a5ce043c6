"""What reviews do when something happens below, in the transaction in which it happens."""

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

import search.services
from cms.accounts.models import User
from cms.accounts.signals import person_left
from media import uses
from media.models import Photo
from shop.catalogue.signals import products_shown
from shop.orders.models import Purchase
from shop.orders.signals import buyer_forgotten
from shop.reviews.models import Picture, Review, Revision
from shop.reviews.showing import pictures_in_use, show_pictures

uses.register("shop.reviews", pictures_in_use)


@receiver(buyer_forgotten, dispatch_uid="reviews.buyer_forgotten")
def lose_the_author(purchase: Purchase, **kwargs: Any) -> None:
    """What was said stays; who said it is forgotten with the purchase."""
    _forget(Review.objects.filter(line__order__purchase=purchase))


@receiver(person_left, dispatch_uid="reviews.person_left")
def lose_who_left(user: User, **kwargs: Any) -> None:
    """A member's chosen name leaves with them."""
    _forget(Review.objects.filter(line__order__purchase__user=user))


@receiver(products_shown, dispatch_uid="reviews.products_shown")
def show_with_the_product(products: Collection[int], **kwargs: Any) -> None:
    """Pictures of reviews are public where their product is."""
    rows = Picture.objects.filter(line__review__product__in=products, kept_at__isnull=False)
    show_pictures(rows.values_list("photo", flat=True))


def _forget(reviews: Any) -> None:
    Revision.objects.filter(review__in=reviews).delete()
    pictures = Picture.objects.filter(line__review__in=reviews)
    Photo.objects.filter(pk__in=pictures.values("photo")).update(uploaded_by_user=None)
    if reviews.exclude(name="").update(name=""):
        search.services.raise_generation()
