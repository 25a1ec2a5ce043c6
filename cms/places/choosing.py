"""Which LAO or subdistrict of a province somebody means who writes its name: one, or several to choose from."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from cms.places.models import Lao, Province, Subdistrict
from cms.places.models.lao import ONLY_ONE
from cms.places.rules import name_key, type_and_name

P = TypeVar("P", Lao, Subdistrict)

# More than these are no choice: the name is to be written more fully.
MOST_TO_CHOOSE = 20


def laos_called(text: str, *, province: Province) -> list[Lao]:
    """The registered LAOs of this province that a name means, with or without its type («อบต.หนองแวง», «หนองแวง»).

    Those called exactly so, else those with it as a part of their name; one more than MOST_TO_CHOOSE at most. Two queries.
    """
    kind, name = type_and_name(text)
    rows = Lao.objects.filter(province=province).select_related("province", "district")
    if kind in ONLY_ONE:
        return list(rows.filter(type=kind))
    return _called(rows.filter(type=kind) if kind else rows, name_key(name))


def subdistricts_called(text: str, *, province: Province) -> list[Subdistrict]:
    """The subdistricts of this province that a name means, with or without «ต.»; see `laos_called`. Two queries."""
    rows = Subdistrict.objects.current().filter(district__province=province).select_related("district__province")
    return _called(rows, name_key(text))


def _called(rows: QuerySet[P], key: str) -> list[P]:
    if not key:
        return []
    exact = Q(key_th=key) | Q(key_en=key)
    part = Q(key_th__contains=key) | Q(key_en__contains=key)
    ordered = rows.order_by("key_th", "district", "pk")
    return list(ordered.filter(exact)[: MOST_TO_CHOOSE + 1]) or list(ordered.filter(part)[: MOST_TO_CHOOSE + 1])
