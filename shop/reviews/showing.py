"""Keeps sums, search and public pictures true to the reviews, inside the transaction of each change."""

from collections.abc import Collection

from django.db.models import Count, Q

import media.services
import search.services
from shop.catalogue.models import Product
from shop.catalogue.showing import PRODUCT, visible
from shop.reviews.models import STARS, Picture, Rating, Review, State

_COLUMNS = dict(zip(STARS, ("ones", "twos", "threes", "fours", "fives"), strict=True))


def published(product: Product | int) -> "Q":
    """What chooses the published reviews of a product."""
    return Q(product=product, state=State.PUBLISHED)


def pictures_in_use(photos: Collection[int], files: Collection[int] = ()) -> tuple[set[int], set[int]]:
    """Those among the pictures that visitors see with a review; reviews show no documents."""
    shown = Picture.objects.filter(
        photo__in=photos,
        kept_at__isnull=False,
        line__review__state=State.PUBLISHED,
        line__review__product__in=visible(),
    )
    return set(shown.values_list("photo", flat=True)), set()


def show(review: Review) -> None:
    """A review has begun or ceased to be seen, or says something else: count anew, and let nothing older be served."""
    count(review.product_id)
    show_pictures(Picture.objects.filter(line=review.line_id).values_list("photo", flat=True))
    search.services.index(PRODUCT, [str(review.product_id)])


def count(product: int) -> Rating:
    """Write the sums of a product's published reviews. The row is held first, so that the last to count counts all."""
    Rating.objects.get_or_create(product_id=product)
    row = Rating.objects.select_for_update().get(product_id=product)
    by_stars = {f"with_{stars}": Count("pk", filter=Q(stars=stars)) for stars in STARS}
    found = Review.objects.filter(published(product)).order_by().aggregate(**by_stars)
    numbers = {stars: found[f"with_{stars}"] for stars in STARS}
    for stars, column in _COLUMNS.items():
        setattr(row, column, numbers[stars])
    row.count = sum(numbers.values())
    row.total = sum(stars * number for stars, number in numbers.items())
    row.save()
    return row


def show_pictures(photos: Collection[int]) -> None:
    """Make the public pictures agree with what is seen of these."""
    keys = set(photos)
    if not keys:
        return
    used, _none = pictures_in_use(keys)
    if used:
        media.services.publish(photos=used, files=[])
    if unused := keys - used:
        media.services.withdraw(photos=unused, files=[])
