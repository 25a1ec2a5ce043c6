"""Thai addresses: only places that exist, found by postcode or any part of a name, written as a Thai writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cms.places.models import Subdistrict
from cms.places.models.areas import speaks_english
from cms.places.queries import Found, find_places, places_by_postcode
from cms.places.rules import DISTRICT, SUBDISTRICT, name_key
from shop.orders.addresses import address_of
from shop.orders.models import Purchase

MOST = 40
_LONGEST = 100  # characters of what is typed
_MOST_OF_A_POSTCODE = 60
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_POSTCODE = re.compile(r"(?<![0-9])[1-9][0-9]{4}(?![0-9])")
_VALUE = re.compile(r"([1-9][0-9]{5})-([1-9][0-9]{4})")


@dataclass(frozen=True, slots=True)
class RealPlace:
    """A subdistrict with one of its postcodes. The names are Thai, as they stand on a parcel; `said` is for reading."""

    code: str
    postcode: str
    subdistrict: str
    district: str
    province: str
    said: str

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.code}-{self.postcode}"


@dataclass(frozen=True, slots=True)
class ThaiAddress:
    """Where a parcel goes."""

    line: str
    place: RealPlace

    @property
    def fields(self) -> dict[str, str]:
        """As a purchase keeps it."""
        place = self.place
        return {
            "address_line": self.line,
            "subdistrict_code": place.code,
            "subdistrict": place.subdistrict,
            "district": place.district,
            "province": place.province,
            "postcode": place.postcode,
        }

    def shown(self) -> str:
        """In one line, as it is written on a parcel."""
        return " ".join(address_of(Purchase(**self.fields)))


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The places that fit what was typed; `is_cut` where there are more."""

    typed: str
    places: tuple[RealPlace, ...]
    is_cut: bool


def place_of(value: str) -> RealPlace | None:
    """The place that a form names; None where there is no such place, or not with this postcode."""
    found = _VALUE.fullmatch(value)
    if not found:
        return None
    row = _subdistricts().filter(code=found[1]).first()
    return _place(row, found[2]) if row is not None and found[2] in row.postcode_list else None


def suggest(typed: str) -> Suggestions:
    """The real places that fit a postcode, a name or a part of one, or several with spaces between; at most MOST.

    The subdistricts of a district or a province that fits stand behind those that fit themselves. At most nine queries.
    """
    text = " ".join(typed.replace("\0", " ").split())[:_LONGEST]
    plain = text.translate(_THAI_DIGITS)
    postcode = (_POSTCODE.findall(plain) or [""])[0]
    words = _POSTCODE.sub(" ", plain).strip()
    near = list(_rows(places_by_postcode(postcode, limit=_MOST_OF_A_POSTCODE))) if postcode else []
    found = [row for row in near if _fits(row, words)]
    if words and not found:
        # No place of this name has this postcode: one of the two is wrong, and a name is seldom mistyped.
        postcode, found = "", list(_all_in(find_places(words)))
    places = [_place(row, code) for row in found for code in row.postcode_list if not postcode or code == postcode]
    return Suggestions(text, tuple(places[:MOST]), len(places) > MOST)


def _fits(row: Subdistrict, words: str) -> bool:
    """Whether every word is part of a name of the place or of what it lies in."""
    areas = (row, row.district, row.district.province)
    names = [name for area in areas for name in (area.key_th, area.key_en)]
    return all(any(key in name for name in names) for key in map(name_key, words.split()))


def _all_in(found: list[Found]) -> Iterator[Subdistrict]:
    """The subdistricts among what was found, then all of the districts, then all of the provinces."""
    known = set()
    for row in _rows(found):
        known.add(row.pk)
        yield row
    districts = [one.place.code for one in found if one.level == DISTRICT]
    provinces = [one.place.code for one in found if one.level not in {SUBDISTRICT, DISTRICT}]
    if districts or provinces:
        wider = Q(district__in=districts) | Q(district__province__in=provinces)
        rows = _subdistricts().filter(wider).exclude(pk__in=known).order_by("code")[: MOST * 6]
        # Those of the districts that fit come before the rest of a province that fits too.
        yield from sorted(rows, key=lambda row: (row.district_id not in districts, row.pk))


def _rows(found: list[Found]) -> Iterator[Subdistrict]:
    for one in found:
        if isinstance(one.place, Subdistrict):
            yield one.place


def _subdistricts() -> QuerySet[Subdistrict]:
    return Subdistrict.objects.current().select_related("district__province")


def _place(row: Subdistrict, postcode: str) -> RealPlace:
    district, province = row.district, row.district.province
    # The districts of Bangkok carry their kind in their name, which is written before it anyway.
    thai = district.name_th.removeprefix("เขต")
    if speaks_english():
        said = f"{row.name_en}, {district.name_en}, {province.name_en} {postcode}"
    else:
        said = f"{row.full_name} {district.full_name} {province.full_name} {postcode}"
    return RealPlace(row.code, postcode, row.name_th, thai, province.name_th, said)
