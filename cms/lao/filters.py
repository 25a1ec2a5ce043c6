"""What a visitor asks the directory for, read from a query string that anybody may have written."""

from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from cms.lao.tiles import PLACES
from cms.places.models import LaoType, Region
from cms.places.regions import REGION_OF
from cms.places.rules import name_key, type_and_name

LONGEST_NAME = 60


@dataclass(frozen=True)
class Filters:
    """Region, province (code), type and a part of a name; what makes no sense is left out."""

    region: str = ""
    province: str = ""
    type: str = ""
    name: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> "Filters":
        """The filters of a query string. A province outside the region wins over it: it says more."""
        region, province, kind = (data.get(name, "") for name in ("region", "province", "type"))
        name = " ".join(data.get("name", "").replace("\0", "").split())[:LONGEST_NAME]
        found = cls(
            region=region if region in Region.values else "",
            type=kind if kind in LaoType.values else "",
            name=name if name_key(name) else "",
        )
        return found.within(province if province in PLACES else "")

    def within(self, province: str) -> "Filters":
        """These filters in another province, or in none where it is empty."""
        region = self.region if not province or REGION_OF.get(province) == self.region else ""
        return replace(self, province=province, region=region)

    def condition(self, *, with_province: bool = True, way: str = "") -> Q:
        """The registry rows that these filters leave; `way` leads to them, such as "laos__" from a province."""
        wanted = Q()
        if self.region:
            wanted &= Q(**{f"{way}province__region": self.region})
        if self.province and with_province:
            wanted &= Q(**{f"{way}province_id": self.province})
        if self.type:
            wanted &= Q(**{f"{way}type": self.type})
        return wanted & _named(self.name, way) if self.name else wanted

    def query(self, **changes: str) -> str:
        """The query string of these filters with some changed; `?` alone where nothing is asked."""
        values = {field.name: getattr(self, field.name) for field in fields(self)} | changes
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self == Filters()


def _named(name: str, way: str) -> Q:
    """A part of the name in either language, in any of its forms, or the type and a part of the name."""
    wanted = _has(name_key(name), way) | Q(**{f"{way}spellings__icontains": name})
    kind, bare = type_and_name(name)
    if kind and (key := name_key(bare)):
        wanted |= Q(**{f"{way}type": kind}) & _has(key, way)
    return wanted


def _has(key: str, way: str) -> Q:
    return Q(**{f"{way}key_th__contains": key}) | Q(**{f"{way}key_en__contains": key})
