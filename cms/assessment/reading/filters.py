"""What a visitor asks the results for, read from a query string that anybody may have written."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.db.models import F, Q
from django.http import QueryDict

from cms.assessment.reading.rounds import RoundRead, choose
from cms.assessment.reading.tally import Cell
from cms.lao.tiles import PLACES
from cms.places.models import LaoType, Region
from cms.places.regions import REGION_OF
from cms.places.rules import name_key, type_and_name

LONGEST_NAME = 60
# As the indexes of Standing are ordered.
ORDERS: dict[str, tuple[str, ...]] = {
    "percent": ("-percent", "pk"),
    "lowest": ("percent", "-pk"),
    "name": ("name_key", "pk"),
    "province": ("province_id", "-percent", "pk"),
    "level": ("-rank", "-percent", "pk"),
}
DEFAULT_ORDER = "percent"


@dataclass(frozen=True, slots=True)
class Filters:
    """One round, by its set and year, and what of it; what makes no sense is left out. `level` is a rank, "0" below all."""

    set: str = ""
    year: str = ""
    region: str = ""
    province: str = ""
    type: str = ""
    level: str = ""
    rose: str = ""
    name: str = ""
    sort: str = DEFAULT_ORDER

    @classmethod
    def of(cls, data: QueryDict, known: tuple[RoundRead, ...]) -> tuple["Filters", RoundRead | None]:
        """The filters of a query string, and the round they are of: the newest of LAOs where none is named."""
        one = choose(known, set_code=data.get("set", ""), kind=data.get("kind", ""), year=data.get("year", ""))
        region, province, kind, level = (data.get(name, "") for name in ("region", "province", "type", "level"))
        name = " ".join(data.get("name", "").replace("\0", "").split())[:LONGEST_NAME]
        ranks = {str(rank.rank) for rank in one.levels} | {"0"} if one else set()
        found = cls(
            set=one.set_code if one else "",
            year=str(one.year) if one else "",
            region=region if region in Region.values else "",
            type=kind if kind in LaoType.values else "",
            level=level if level in ranks else "",
            rose="1" if data.get("rose") == "1" else "",
            name=name if name_key(name) else "",
            sort=data.get("sort", "") if data.get("sort") in ORDERS else DEFAULT_ORDER,
        )
        return found.within(province if province in PLACES else ""), one

    def within(self, province: str) -> "Filters":
        """These filters in another province, or in none where it is empty; a province outside the region wins over it."""
        region = self.region if not province or REGION_OF.get(province) == self.region else ""
        return replace(self, province=province, region=region)

    def condition(self) -> Q:
        """The standings of the round that these filters leave."""
        exact = {"region": self.region, "province": self.province, "lao_type": self.type, "rank": self.level}
        wanted = Q(**{name: value for name, value in exact.items() if value})
        if self.rose:
            wanted &= Q(rank__gt=F("before"))
        return wanted & _named(self.name) if self.name else wanted

    def fitting(self, cells: Iterable[Cell], *, without: str = "") -> list[Cell]:
        """The cells that these filters leave, the one named `without` lifted; names are not in cells."""
        lifted = replace(self, **{without: ""}) if without else self
        if not any((lifted.region, lifted.province, lifted.type, lifted.level, lifted.rose)):
            return list(cells)
        return [cell for cell in cells if lifted.fits(cell)]

    def fits(self, cell: Cell) -> bool:
        """Whether these filters leave the cell."""
        return (
            self.region in ("", cell.region)
            and self.province in ("", cell.province)
            and self.type in ("", cell.type)
            and self.level in ("", str(cell.rank))
            and (not self.rose or cell.has_risen)
        )

    def query(self, **changes: str) -> str:
        """The query string of these filters with some changed; the usual order is not named."""
        values = {field.name: getattr(self, field.name) for field in fields(self)} | changes
        if values["sort"] == DEFAULT_ORDER:
            values["sort"] = ""
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @property
    def is_narrowed(self) -> bool:
        """Whether less than the whole round is asked for."""
        return any((self.region, self.province, self.type, self.level, self.rose, self.name))


def _named(name: str) -> Q:
    """A part of the name in either language, or the type and a part of the name."""
    wanted = _has(name_key(name)) | Q(organisation__name_en__icontains=name)
    kind, bare = type_and_name(name)
    if kind and (key := name_key(bare)):
        wanted |= Q(lao_type=kind) & (_has(key) | Q(organisation__name_en__icontains=bare))
    return wanted


def _has(key: str) -> Q:
    return Q(organisation__key_th__contains=key)
