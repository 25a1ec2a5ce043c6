"""Look-up of places and LAOs: by postcode, official code, name or part of a name, Thai or English."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from cms.places.models import DataVersion, District, Lao, Province, Subdistrict
from cms.places.models.lao import ONLY_ONE
from cms.places.rules import (
    DISTRICT,
    PROVINCE,
    SUBDISTRICT,
    digits,
    level_and_key,
    name_key,
    province_key,
    type_and_name,
)

MOST = 20
MOST_WORDS = 6

Place: TypeAlias = Province | District | Subdistrict

_MODELS: dict[str, type[Place]] = {PROVINCE: Province, DISTRICT: District, SUBDISTRICT: Subdistrict}
_PARENTS: dict[str, tuple[str, ...]] = {
    PROVINCE: (),
    DISTRICT: ("province",),
    SUBDISTRICT: ("district", "district__province"),
}
# From each level, the way to the names of itself and of what it lies in.
_WAYS: dict[str, dict[str, str]] = {
    PROVINCE: {PROVINCE: ""},
    DISTRICT: {DISTRICT: "", PROVINCE: "province__"},
    SUBDISTRICT: {SUBDISTRICT: "", DISTRICT: "district__", PROVINCE: "district__province__"},
}
_LEVEL_OF_DIGITS = {2: PROVINCE, 4: DISTRICT, 6: SUBDISTRICT}


@dataclass(frozen=True, slots=True)
class Found:
    """One place that a look-up found, with what it lies in (None above its own level)."""

    level: str
    place: Place
    district: District | None
    province: Province


def data_version() -> str:
    """The data version of the rows; empty before the first refresh."""
    return DataVersion.objects.values_list("version", flat=True).first() or ""


def provinces() -> QuerySet[Province]:
    """The provinces there are, by official code."""
    return Province.objects.current()


def find_places(text: str, *, limit: int = MOST) -> list[Found]:
    """The places that fit what someone typed, best first, at most `limit` (itself at most MOST).

    Five digits are a postcode, two, four or six an official code, Thai digits like Arabic ones. Otherwise a name or a
    part of one: whole names before beginnings before parts, provinces before districts before subdistricts. Where these
    are too few, every word may also name what a place lies in ("หนองบัว ขอนแก่น", "ต.ในเมือง อ.เมือง"). Places that are no
    more are left out. At most seven queries.
    """
    limit = max(0, min(limit, MOST))
    if number := digits(text):
        return _by_number(number)[:limit]
    level, key = level_and_key(text)
    if not key:
        return []
    found = _by_name(key, [level] if level else list(_MODELS), limit)
    if level in (None, PROVINCE) and province_key(key) != key:
        found = _by_name(province_key(key), [PROVINCE], limit) + found
    words = [level_and_key(word) for word in text.split()[:MOST_WORDS]]
    if len(words) > 1 and len(found) < limit:
        known = {one.place.code for one in found}
        found += [one for one in _by_words(words, limit) if one.place.code not in known]
    return found[:limit]


def places_by_postcode(postcode: str, *, limit: int = MOST) -> list[Found]:
    """The subdistricts that use this postcode, by code; none for anything but five digits."""
    number = digits(postcode)
    if len(number) != 5:
        return []
    # Five digits between spaces: no match can begin inside another postcode.
    rows = Subdistrict.objects.current().filter(postcodes__contains=number)
    return [_found(SUBDISTRICT, row) for row in rows.select_related(*_PARENTS[SUBDISTRICT])[:limit]]


def _by_number(number: str) -> list[Found]:
    if level := _LEVEL_OF_DIGITS.get(len(number)):
        rows = _MODELS[level].objects.current().filter(code=number).select_related(*_PARENTS[level])
        return [_found(level, row) for row in rows]
    return places_by_postcode(number)


def _by_name(key: str, levels: Sequence[str], limit: int) -> list[Found]:
    return _ranked(((level, _anywhere("", key)) for level in levels), key, limit)


def _by_words(words: Sequence[tuple[str | None, str]], limit: int) -> list[Found]:
    """Places of which every word names them or what they lie in, and at least one names them."""
    keys = [(level, key) for level, key in words if key]
    wanted = []
    for level, ways in _WAYS.items():
        if any(said is not None and said not in ways for said, _ in keys):
            continue
        every, own = Q(), Q(pk__in=[])
        for said, key in keys:
            fits = [(way, key) for above, way in ways.items() if said in (None, above)]
            fits += [(ways[PROVINCE], province_key(key))] if said in (None, PROVINCE) else []
            every &= _any(_anywhere(way, name) for way, name in fits)
            if said in (None, level):
                own |= _anywhere("", key)
        wanted.append((level, every & own))
    first = next((key for _, key in keys), "")
    return _ranked(wanted, first, limit)


def _ranked(wanted: Iterable[tuple[str, Q]], key: str, limit: int) -> list[Found]:
    """The rows of each level that fit its condition, in the order of how well their name fits the key."""
    ranked: list[tuple[int, int, Place]] = []
    for order, (level, condition) in enumerate(wanted):
        rows = _MODELS[level].objects.current().filter(condition).select_related(*_PARENTS[level])
        for row in rows.annotate(rank=_rank(key)).order_by("rank", "code")[:limit]:
            ranked.append((row.rank, order, row))
    ranked.sort(key=lambda one: (one[0], one[1], one[2].code))
    levels = {model: level for level, model in _MODELS.items()}
    return [_found(levels[type(row)], row) for _, _, row in ranked[:limit]]


def _rank(key: str) -> Case:
    """0 for the name itself, 1 for its beginning, 2 for a part of it."""
    return Case(
        When(Q(key_th=key) | Q(key_en=key), then=Value(0)),
        When(Q(key_th__startswith=key) | Q(key_en__startswith=key), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _anywhere(way: str, key: str) -> Q:
    return Q(**{f"{way}key_th__contains": key}) | Q(**{f"{way}key_en__contains": key})


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def _found(level: str, row: Place) -> Found:
    if isinstance(row, Province):
        return Found(level, row, None, row)
    if isinstance(row, District):
        return Found(level, row, None, row.province)
    return Found(level, row, row.district, row.district.province)


def laos() -> QuerySet[Lao]:
    """Every registered LAO with its places, in one query."""
    return Lao.objects.select_related("province", "district", "subdistrict")


def find_laos(text: str, *, limit: int = MOST) -> list[Lao]:
    """The LAOs that fit what someone typed, best first: a name with or without its type, a code or a key.

    «อบต.หนองแวง» finds that type only, «หนองแวง» every type. At most `limit`, itself at most MOST.
    """
    limit = max(0, min(limit, MOST))
    kind, name = type_and_name(text)
    key = name_key(name)
    if not key:
        return []
    fits = _anywhere("", key) | Q(official_code=digits(text) or None) | Q(key=text.strip().lower())
    if kind:
        # «กทม.» and «เมืองพัทยา» are whole names, of the one LAO of their type.
        fits = Q(type=kind) if kind in ONLY_ONE else fits & Q(type=kind)
    rows = laos().filter(fits).annotate(rank=_rank(key)).order_by("rank", F("province_id"), "key_th", "pk")
    return list(rows[:limit])
