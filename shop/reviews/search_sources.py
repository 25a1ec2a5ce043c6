"""What reviews add to products in search: how many stars at least, and what cards show."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from search.sources import Addition, Facet
from shop.catalogue.showing import PRODUCT
from shop.reviews.models import Rating

# `rating`: whole stars that the average reaches ("4": four and more). `rated`: the average to one decimal, then of how many.
AT_LEAST = (4, 3, 2)


def _facets(keys: Sequence[str]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    wanted = [int(key) for key in keys if key.isdigit()]
    return {str(row.product_id): _of(row) for row in Rating.objects.filter(product__in=wanted, count__gt=0)}


def _of(row: Rating) -> dict[str, tuple[str, ...]]:
    reached = tuple(str(stars) for stars in AT_LEAST if row.total >= stars * row.count)
    return {"rating": reached, "rated": (str(row.average), str(row.count))}


def _labels(codes: Collection[str]) -> dict[str, str]:
    return {
        str(stars): ngettext("%(stars)s star and more", "%(stars)s stars and more", stars) % {"stars": stars}
        for stars in AT_LEAST
        if str(stars) in codes
    }


ADDITIONS = [Addition(PRODUCT, _facets)]
FACETS = [Facet("rating", _("Buyers' stars"), _labels)]
