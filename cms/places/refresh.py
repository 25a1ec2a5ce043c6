"""Brings provinces, districts and subdistricts in line with the official list that the package `geothai` carries."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import geothai
from django.db import transaction

from cms.places.models import DataVersion, District, Province, Subdistrict
from cms.places.regions import REGION_OF
from cms.places.rules import name_key
from search.services import raise_generation

Level: TypeAlias = type[Province] | type[District] | type[Subdistrict]
Rows: TypeAlias = dict[str, tuple[str, ...]]

# Parents first: a child refers to its parent.
FIELDS: dict[Level, tuple[str, ...]] = {
    Province: ("name_th", "name_en", "key_th", "key_en", "retired_in", "region"),
    District: ("name_th", "name_en", "key_th", "key_en", "retired_in", "province_id"),
    Subdistrict: ("name_th", "name_en", "key_th", "key_en", "retired_in", "district_id", "postcodes"),
}
# SQLite takes so many values in one statement.
BATCH = 500


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: rows added, changed and retired. All zero where there was nothing to do."""

    version: str
    added: int = 0
    changed: int = 0
    retired: int = 0


def official_rows() -> dict[Level, Rows]:
    """The official list as rows: by level and code, the values of that level's FIELDS.

    Raises KeyError for a province that has no region yet: a new province needs a line in `regions`.
    """
    rows: dict[Level, Rows] = {Province: {}, District: {}, Subdistrict: {}}
    for province in geothai.provinces():
        rows[Province][province.code] = (*_names(province.name_th, province.name_en), REGION_OF[province.code])
        for district in geothai.districts(province.code):
            rows[District][district.code] = (*_names(district.name_th, district.name_en), province.code)
            for subdistrict in geothai.subdistricts(district.code):
                names = _names(subdistrict.name_th, subdistrict.name_en)
                rows[Subdistrict][subdistrict.code] = (*names, district.code, " ".join(subdistrict.postal_codes))
    return rows


def _names(thai: str, english: str) -> tuple[str, ...]:
    return thai, english, name_key(thai), name_key(english), ""


def refresh(*, force: bool = False) -> Refreshed:
    """Make the rows equal to the package's list where that is a new one, or where `force` asks for it.

    A place that is no more in the list is kept and marked retired, for what refers to it. Nothing is ever deleted.
    """
    rows = official_rows()
    return apply(version=geothai.DATA_VERSION, rows=rows, force=force)


@transaction.atomic
def apply(*, version: str, rows: Mapping[Level, Rows], force: bool = False) -> Refreshed:
    """Make the rows in the database equal to these, which are the whole list of this data version."""
    fingerprint = hashlib.sha256(
        repr(sorted((level.__name__, *row) for level in rows for row in rows[level].items())).encode()
    )
    row = DataVersion.objects.first()
    if row is not None and row.fingerprint == fingerprint.hexdigest() and not force:
        return Refreshed(version)
    counts = [_refresh_level(level, rows[level], version) for level in FIELDS]
    DataVersion.objects.update_or_create(only=1, defaults={"version": version, "fingerprint": fingerprint.hexdigest()})
    done = Refreshed(version, *(sum(column) for column in zip(*counts, strict=True)))
    if done != Refreshed(version):
        raise_generation()
    return done


def _refresh_level(level: Level, rows: Rows, version: str) -> tuple[int, int, int]:
    """Write what differs; (added, changed, retired)."""
    fields = FIELDS[level]
    present = {code: tuple(values) for code, *values in level._default_manager.values_list("code", *fields)}
    gone = [code for code in present.keys() - rows.keys() if not present[code][fields.index("retired_in")]]
    for start in range(0, len(gone), BATCH):
        level._default_manager.filter(code__in=gone[start : start + BATCH]).update(retired_in=version)
    different = [code for code, values in rows.items() if present.get(code) != values]
    level._default_manager.bulk_create(
        [level(code=code, **dict(zip(fields, rows[code], strict=True))) for code in different],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[field.removesuffix("_id") for field in fields],
    )
    added = len(rows.keys() - present.keys())
    return added, len(different) - added, len(gone)
