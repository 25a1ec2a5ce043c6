"""Where an enterprise is, from what people type: a district and a subdistrict by their names in a province."""

from django.db.models import Q

from cms.places.models import District, Province, Subdistrict
from cms.places.rules import name_key

_TOWN = {"เมือง", "mueang", "muang"}


def district_called(name: str, province: Province) -> District | None:
    """The district of this province that people call so; «เมือง» is the one around the province's town."""
    key = name_key(name)
    if key in _TOWN:
        key = f"เมือง{province.key_th}"
    named = Q(key_th=key) | Q(key_en=key) | Q(key_th=f"เขต{key}")
    return District.objects.current().filter(named, province=province).order_by("pk").first() if key else None


def subdistrict_called(name: str, district: District) -> Subdistrict | None:
    """The subdistrict of this district that people call so."""
    key = name_key(name)
    named = Q(key_th=key) | Q(key_en=key) | Q(key_th=f"แขวง{key}")
    return Subdistrict.objects.current().filter(named, district=district).order_by("pk").first() if key else None
