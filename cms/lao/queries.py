"""What the directory reads: one page of the registry, the tiles, the counter."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import get_language

from cms.lao.filters import Filters
from cms.lao.joining import JoinRequest, JoinState
from cms.lao.tiles import INITIALS, LETTERS, PLACES
from cms.pages.pieces import KeptAs
from cms.places.models import District, Lao, LaoType, Province, Region
from cms.places.rules import name_key
from media.models import Photo
from media.queries import photos_by_id
from search.indexing import sort_key
from search.memory import remember

if TYPE_CHECKING:
    from cms.lao.models import JoinPage, LaoIndexPage, LaoProfilePage

PAGE_LENGTH = 24
# Long, and not shown in the list.
STREAMS = ("strengths", "projects", "numbers", "body", "vision")


@dataclass(frozen=True)
class Tile:
    """One province on the tile map; `count` LAOs of it are in the directory under the other filters."""

    row: int
    column: int
    code: str
    name: str
    short: str
    region: str
    count: int
    href: str
    is_current: bool


@dataclass(frozen=True)
class Entry:
    """One LAO in the directory; `url` is empty where it has no profile yet, `lang` where the summary is in the reader's."""

    lao: Lao
    url: str
    summary: str
    photo: Any
    lang: str

    @property
    def kept_as(self) -> Hashable:
        """What names this row in memory: all that it says."""
        return self


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """The provinces of one region."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Chosen:
    """A filter that is on, and the query string without it."""

    label: str
    href: str


class Counted(Paginator[Lao]):
    """A paginator that is told how many there are, because the tiles have counted them."""

    def __init__(self, rows: "QuerySet[Lao]", per_page: int, total: int) -> None:
        super().__init__(rows, per_page)
        self.total = total

    @property
    def count(self) -> int:
        return self.total


def directory(page: "LaoIndexPage", data: QueryDict, kept_as: KeptAs | None) -> dict[str, Any]:
    """One page of the directory with its tiles, filters and counter; the number of queries does not grow with the LAOs.

    What is not asked for by a name, which anybody makes up, is remembered under `kept_as`.
    """
    filters = Filters.of(data)
    asked = None if filters.name else kept_as and (kept_as, filters)
    provinces, map_tiles, groups = _provinces(filters)
    rows = Lao.objects.filter(filters.condition()).select_related("province", "district")
    total = sum(province.fitting for province in provinces if filters.province in ("", province.code))
    listed = Counted(rows.order_by("province_id", "name_th", "pk"), PAGE_LENGTH, total).get_page(data.get("page"))
    return {
        "filters": filters,
        "chosen": chosen(filters, provinces),
        "listed": listed,
        "entries": remember(asked and ("laos", asked, listed.number), lambda: entries(listed)),
        "asked": asked,
        "tiles": map_tiles,
        "regions": [Choice(value, str(label), value == filters.region) for value, label in Region.choices],
        "types": [Choice(value, str(label), value == filters.type) for value, label in LaoType.choices],
        "provinces": groups,
        **remember(kept_as and ("joining", kept_as), lambda: _joining(page)),
    }


def _joining(page: "LaoIndexPage") -> dict[str, Any]:
    form = join_page(page)
    return {"counter": counter(page, form), "join_url": address_of(form) if form is not None else ""}


def _provinces(filters: Filters) -> tuple[list[Province], list[Tile], list[Group]]:
    """The provinces counted, as tiles and as a list to choose from; remembered but for names, which anybody makes up."""

    def count() -> tuple[list[Province], list[Tile], list[Group]]:
        provinces = list(counted_provinces(filters))
        return provinces, tiles(filters, provinces), grouped(filters, provinces)

    return count() if filters.name else remember(("directory", get_language(), filters), count)


def counted_provinces(filters: Filters) -> "QuerySet[Province]":
    """The provinces by code, each with how many LAOs (`fitting`) the filters leave there, that of the province left out."""
    fitting = Count("laos", filter=filters.condition(with_province=False, way="laos__"))
    return Province.objects.current().filter(code__in=PLACES).annotate(fitting=fitting).order_by("code")


def grouped(filters: Filters, provinces: list[Province]) -> list[Group]:
    """The provinces by region, in the order of a dictionary."""
    found = []
    for value, label in Region.choices:
        own = sorted((p for p in provinces if p.region == value), key=lambda province: sort_key(str(province)))
        found.append(Group(str(label), tuple(Choice(p.code, str(p), p.code == filters.province) for p in own)))
    return found


def chosen(filters: Filters, provinces: list[Province]) -> list[Chosen]:
    """The filters that are on, each with the way to lift it."""
    names = {province.code: str(province) for province in provinces}
    labels = {
        "region": str(Region(filters.region).label) if filters.region else "",
        "province": names.get(filters.province, filters.province),
        "type": str(LaoType(filters.type).label) if filters.type else "",
        "name": f"“{filters.name}”" if filters.name else "",
    }
    return [Chosen(label, filters.query(**{name: ""})) for name, label in labels.items() if label]


def entries(listed: "ListPage[Lao]") -> list[Entry]:
    """The rows of this page with the profiles of those that have one, in the language of the moment where it exists."""
    laos = list(listed)
    profiles = profiles_of([lao.pk for lao in laos])
    photos = photos_by_id([profile.cover_id for profile in profiles.values()])
    return [_entry(lao, profiles.get(lao.pk), photos) for lao in laos]


def _entry(lao: Lao, profile: "LaoProfilePage | None", photos: Mapping[int, Photo]) -> Entry:
    if profile is None:
        return Entry(lao, "", "", None, "")
    own = profile.locale.language_code
    lang = own if own != get_language() else ""
    return Entry(lao, address_of(profile), profile.summary, photos.get(profile.cover_id or 0), lang)


def profiles_of(keys: list[int]) -> "dict[int, LaoProfilePage]":
    """The published profiles of these LAOs by the LAO's primary key, translated where a translation is published."""
    model: type[LaoProfilePage] = apps.get_model("lao", "LaoProfilePage")
    language = get_language() or "th"
    named = model.published().filter(lao_id__in=keys)
    twins = Q(translation_key__in=named.values("translation_key"))
    rows = model.published().filter(twins, locale__language_code__in={"th", language})
    of = named.filter(translation_key=OuterRef("translation_key"), locale__language_code="th").values("lao_id")[:1]
    found: dict[int, LaoProfilePage] = {}
    for profile in rows.annotate(of=Subquery(of)).select_related("locale").defer(*STREAMS):
        if profile.of not in found or profile.locale.language_code == language:
            found[profile.of] = profile
    return found


def tiles(filters: Filters, provinces: list[Province]) -> list[Tile]:
    """The 77 tiles, each with how many LAOs the other filters leave there; pressing the current one lifts it."""
    names = LETTERS if get_language() == "en" else INITIALS
    found = []
    for province in provinces:
        row, column = PLACES[province.code]
        current = province.code == filters.province
        found.append(
            Tile(
                row=row,
                column=column,
                code=province.code,
                name=str(province),
                short=names[province.code],
                region=province.region,
                count=province.fitting,
                href=filters.within("" if current else province.code).query(),
                is_current=current,
            )
        )
    return sorted(found, key=lambda tile: (tile.row, tile.column))


def counter(page: "LaoIndexPage", form: "JoinPage | None") -> dict[str, Any]:
    """How many LAOs took part: `base` by the source, `accepted` since; `share` of the target in percent."""
    facts = page.facts
    accepted = JoinRequest.accepted_count() if form is None else form.accepted
    count, target = facts.counted + accepted, facts.target
    return {
        "base": facts.counted,
        "accepted": accepted,
        "count": count,
        "target": target,
        "share": min(100, round(100 * count / target)) if target else 0,
        "source": facts.source,
        "line": facts.source_line,
    }


def index_facts(page: "LaoIndexPage") -> "LaoIndexPage":
    """The Thai directory, which holds the counter, with its source; `page` itself where none is published.

    A draft or restricted page lends nobody its facts.
    """
    if page.locale.language_code == "th":
        return page
    thai = type(page).published().filter(translation_key=page.translation_key, locale__language_code="th")
    return thai.select_related("source", "locale").first() or page


def join_page(page: "LaoIndexPage") -> "JoinPage | None":
    """Where an LAO asks to join, with how many were `accepted`: the reader's language before Thai; None where it is closed."""
    model: type[JoinPage] = apps.get_model("lao", "JoinPage")
    below = Q(url_path__startswith=page.url_path) | Q(url_path__startswith=page.facts.url_path)
    accepted = JoinRequest.objects.filter(state=JoinState.ACCEPTED).order_by().values("state")
    number = Coalesce(Subquery(accepted.annotate(number=Count("pk")).values("number")), Value(0))
    forms = model.published().filter(below).select_related("locale").annotate(accepted=number)
    found = {form.locale.language_code: form for form in forms}
    return found.get(get_language() or "th") or found.get("th")


def address_of(page: "JoinPage | LaoProfilePage") -> str:
    """The page's address; one that is not translated is offered in Thai, under the reader's own prefix."""
    language = get_language() or "th"
    prefix = f"/{language}" if page.locale.language_code == "th" != language else ""
    return prefix + (page.url or "")


def laos_called(*, kind: str, name: str, province: Province, district: District | None) -> list[Lao]:
    """The registered LAOs of this type and whole name, in either language, in this province or district; two say it all."""
    key = name_key(name)
    found = Lao.objects.filter(Q(key_th=key) | Q(key_en=key), type=kind, province=province)
    if district is not None:
        found = found.filter(Q(district=district) | Q(district=None))
    return list(found.select_related("province", "district").order_by("pk")[:2]) if key else []


def district_called(*, name: str, province: Province) -> District | None:
    """The district of this province that people call so; «เมือง» is the one around the province's town."""
    key = name_key(name)
    if key in {"เมือง", "mueang", "muang"}:
        key = f"เมือง{province.key_th}"
    return District.objects.current().filter(Q(key_th=key) | Q(key_en=key), province=province).order_by("pk").first()
