"""What the directory and the profiles read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.apps import apps
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from wagtail.models import Page

from cms.lao.joining import JoinRequest
from cms.lao.tiles import INITIALS, PLACES
from cms.places.models import Lao, LaoType, Province, Region
from cms.places.rules import name_key
from media.queries import RENDITIONS

if TYPE_CHECKING:
    from cms.lao.models import LaoIndexPage, LaoProfilePage

PAGE_LENGTH = 24
COVERS = f"cover__{RENDITIONS}"
LONGEST_NAME = 60


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
    """One LAO in the directory; `url` is empty where it has no profile yet."""

    lao: Lao
    url: str
    summary: str
    photo: Any
    lang: str


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Filters:
    """What a visitor asked the directory for; what makes no sense is left out."""

    region: str = ""
    province: str = ""
    type: str = ""
    name: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> "Filters":
        """The filters of a query string."""
        region, province, kind = (data.get(name, "") for name in ("region", "province", "type"))
        return cls(
            region=region if region in Region.values else "",
            province=province if province in PLACES else "",
            type=kind if kind in LaoType.values else "",
            name=" ".join(data.get("name", "").replace("\0", "").split())[:LONGEST_NAME],
        )

    def condition(self, *, with_province: bool = True) -> Q:
        """The registry rows that these filters leave."""
        wanted = Q()
        if self.region:
            wanted &= Q(province__region=self.region)
        if self.province and with_province:
            wanted &= Q(province_id=self.province)
        if self.type:
            wanted &= Q(type=self.type)
        if self.name:
            key = name_key(self.name)
            wanted &= Q(key_th__contains=key) | Q(key_en__contains=key) | Q(spellings__icontains=self.name)
        return wanted

    def query(self, **changes: str) -> str:
        """The query string of these filters with some changed; `?` alone where nothing is asked."""
        values = {"region": self.region, "province": self.province, "type": self.type, "name": self.name, **changes}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return not any((self.region, self.province, self.type, self.name))


def directory(page: "LaoIndexPage", data: QueryDict) -> dict[str, Any]:
    """One page of the directory with its tiles, filters and counter."""
    filters = Filters.of(data)
    rows = (
        Lao.objects.filter(filters.condition())
        .select_related("province", "district")
        .order_by("province", "name_th", "pk")
    )
    listed = Paginator(rows, PAGE_LENGTH).get_page(data.get("page"))
    provinces = list(Province.objects.current().order_by("code"))
    return {
        "filters": filters,
        "listed": listed,
        "entries": entries(listed),
        "tiles": tiles(filters, provinces),
        "regions": [Choice(value, str(label), value == filters.region) for value, label in Region.choices],
        "types": [Choice(value, str(label), value == filters.type) for value, label in LaoType.choices],
        "provinces": [
            Choice(province.code, str(province), province.code == filters.province) for province in provinces
        ],
        "counter": counter(page),
    }


def entries(listed: "ListPage[Lao]") -> list[Entry]:
    """The rows of this page with the profiles of those that have one, in the language of the moment where it exists."""
    laos = list(listed)
    profiles = profiles_of([lao.pk for lao in laos])
    return [_entry(lao, profiles.get(lao.pk)) for lao in laos]


def _entry(lao: Lao, profile: "LaoProfilePage | None") -> Entry:
    language = get_language() or "th"
    if profile is None:
        return Entry(lao, "", "", None, "")
    own = profile.locale.language_code
    prefix = f"/{language}" if own != language and own == "th" else ""
    return Entry(lao, prefix + (profile.url or ""), profile.summary, profile.cover, own if own != language else "")


def profiles_of(keys: list[int]) -> "dict[int, LaoProfilePage]":
    """The published profiles of these LAOs by the LAO's primary key, translated where a translation is published."""
    model: type[LaoProfilePage] = apps.get_model("lao", "LaoProfilePage")
    own = model.published().filter(lao_id__in=keys).select_related("locale", "cover")
    found = {profile.lao_id: profile for profile in own.prefetch_related(COVERS)}
    language = get_language() or "th"
    if language != "th" and found:
        by_translation = {profile.translation_key: key for key, profile in found.items()}
        translated = model.published().filter(translation_key__in=by_translation, locale__language_code=language)
        for profile in translated.select_related("locale", "cover").prefetch_related(COVERS):
            found[by_translation[profile.translation_key]] = profile
    return found


def tiles(filters: Filters, provinces: list[Province]) -> list[Tile]:
    """The 77 tiles, each with how many LAOs the other filters leave there; pressing the current one lifts it."""
    counts: dict[str, int] = dict(
        Lao.objects.filter(filters.condition(with_province=False))
        .order_by()
        .values_list("province_id")
        .annotate(number=Count("pk"))
    )
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
                short=short_name(province),
                region=province.region,
                count=counts.get(province.code, 0),
                href=filters.query(province="" if current else province.code),
                is_current=current,
            )
        )
    return sorted(found, key=lambda tile: (tile.row, tile.column))


def short_name(province: Province) -> str:
    """Up to four characters that tell a province on its tile: the initials people use in Thai, a stem in English."""
    if (get_language() or "th") == "en":
        return (
            "".join(word[0] for word in province.name_en.split()) if " " in province.name_en else province.name_en[:3]
        )
    return INITIALS[province.code]


def counter(page: "LaoIndexPage") -> dict[str, Any]:
    """How many LAOs took part so far, with those accepted since, towards the target; `share` is in percent."""
    count = page.facts.counted + JoinRequest.accepted_count()
    target = page.facts.target
    return {
        "count": count,
        "target": target,
        "share": min(100, round(100 * count / target)) if target else 0,
        "source": page.facts.source,
        "line": page.facts.source_line,
    }


def facts_of(page: Any) -> Any:
    """The page in the site's first language that holds the facts of `page`, or `page` itself."""
    cached = page.__dict__.get("_facts")
    if cached is None:
        related = "source" if hasattr(type(page), "source") else "lao__province"
        default: QuerySet[Any] = (
            type(page)
            .objects.filter(translation_key=page.translation_key, locale__language_code="th")
            .select_related(related)
        )
        cached = page if page.locale.language_code == "th" else default.first() or page
        page.__dict__["_facts"] = cached
    return cached


def facets(page: "LaoProfilePage") -> dict[str, tuple[str, ...]]:
    """What a profile can be filtered by."""
    lao = page.facts.lao
    if lao is None:
        return {}
    return {
        "province": (lao.province_id,),
        "region": (lao.province.region,),
        "lao": (lao.key,),
        "lao_type": (lao.type,),
    }


def keywords(page: "LaoProfilePage") -> str:
    """Every spelling of the LAO's name, and where it lies, in both languages."""
    lao = page.facts.lao
    if lao is None:
        return ""
    places = [place for place in (lao.province, lao.district, lao.subdistrict) if place is not None]
    return " ".join([lao.spellings.replace("\n", " "), *(f"{place.name_th} {place.name_en}" for place in places)])


def structured(page: "LaoProfilePage") -> dict[str, Any]:
    """schema.org properties of an LAO."""
    facts = page.facts
    lao = facts.lao
    if lao is None:
        return {}
    found: dict[str, Any] = {
        "name": lao.full_name,
        "areaServed": {"@type": "AdministrativeArea", "name": lao.province.name_th},
    }
    if facts.website:
        found["sameAs"] = facts.website
    return found


def profile(page: "LaoProfilePage") -> dict[str, Any]:
    """The LAO of a profile page and what it took part in."""
    facts = page.facts
    took_part = list(facts.lao.participations.select_related("source")[:40]) if facts.lao is not None else []
    return {"facts": facts, "lao": facts.lao, "participations": took_part}


def home_of(language: str) -> Page | None:
    """The published directory in this language."""
    model: type[LaoIndexPage] = apps.get_model("lao", "LaoIndexPage")
    found: Page | None = model.published().filter(locale__language_code=language).first()
    return found
