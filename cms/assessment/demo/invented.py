"""Invented organisations in real provinces, and which of them was assessed when and how well. Pure; the seed is fixed.

Nothing here is said of any real organisation. The numbers are made so that 302 assessments over three years have a
spread as one would meet it: some below the lowest level, some that rose, few that fell.
"""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from cms.places.regions import REGION_OF

SEED = "kalyanamitr demo 1"
YEARS = (2024, 2025, 2026)
ASSESSMENTS = 302
ORGANISATIONS = 202
WAITING = ("tao", "subdistrict_municipality")  # of two more in the people's province, whose work is under way
# Of those known by then, and of new ones: 52 + (40 + 50) + (60 + 100) = 302.
AGAIN = {2024: 0, 2025: 40, 2026: 60}
NEW = {2024: 52, 2025: 50, 2026: 100}
BANGKOK = "10"  # has no LAO but the BMA, of which there is only one
HOME = "40"  # the province of the demo's people
# Roughly as LAOs are spread over the types, so that a type with few is there too.
TYPES = {"pao": 10, "city": 9, "town": 26, "subdistrict_municipality": 72, "tao": 85}
BELOW, ON_THE_WAY, UNDERSTANDING, LIVING = range(4)
_FIRST = {BELOW: 15, ON_THE_WAY: 38, UNDERSTANDING: 33, LIVING: 14}
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Invented:
    """An organisation that there is not. `name_th` leaves the type out, as the registry does."""

    key: str
    name_th: str
    name_en: str
    lao_type: str
    province: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """An organisation in a year, and the level (0 to 3) around which its answers are made."""

    organisation: Invented
    year: int
    level: int


def table(name: str) -> dict[str, object]:
    """A data file of the demo."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text())


def organisations(taken: Collection[str] = ()) -> list[Invented]:
    """The organisations, each with a name of its own in all the country; `taken` are names that real ones bear.

    The last ones were never assessed: their work is under way.
    """
    random = Random(f"{SEED} organisations")  # noqa: S311 - it must be the same everywhere
    provinces = _provinces(random)
    types = [kind for kind, number in TYPES.items() for _ in range(number)]
    random.shuffle(types)
    provinces, types = [*provinces, *(HOME for _ in WAITING)], [*types, *WAITING]
    names = {region: list(_names(region, taken)) for region in sorted(set(REGION_OF.values()))}
    for found in names.values():
        random.shuffle(found)
    made: dict[str, Invented] = {}
    for province, kind in zip(provinces, types, strict=True):
        left = names[REGION_OF[province]]
        thai, english = next(name for name in left if name[0] not in made)
        key = f"demo-{english.lower().replace(' ', '-')}"
        made[thai] = Invented(key, thai, english, kind, province)
    return list(made.values())


def _provinces(random: Random) -> list[str]:
    """Every province but Bangkok at least twice; the demo's people find six in theirs."""
    each = sorted(set(REGION_OF) - {BANGKOK})
    found = each * 2 + [HOME] * 4
    found += random.sample(each, ORGANISATIONS - len(found))
    random.shuffle(found)
    return found


def _names(region: str, taken: Collection[str]) -> Iterator[tuple[str, str]]:
    parts = table("names")
    for first_th, first_en in parts["first"][region]:  # type: ignore[index]  # a TOML table
        for thai, english in parts["then"]["names"]:  # type: ignore[index]  # a TOML table
            if f"{first_th}{thai}" not in taken:
                yield f"{first_th}{thai}", f"{first_en} {english}"


def assessed(of: list[Invented]) -> list[Assessed]:
    """Who was assessed in which year, oldest first; some come back, and mostly do better then."""
    random = Random(f"{SEED} years")  # noqa: S311 - it must be the same everywhere
    found: list[Assessed] = []
    last: dict[str, Assessed] = {}
    fresh = iter(of)
    for year in YEARS:
        again = random.sample(list(last.values()), AGAIN[year])
        rows = [Assessed(before.organisation, year, _next(before.level, random)) for before in again]
        levels = random.choices(list(_FIRST), list(_FIRST.values()), k=NEW[year])
        rows += [Assessed(next(fresh), year, level) for level in levels]
        last |= {row.organisation.key: row for row in rows}
        found += rows
    return found


def _next(level: int, random: Random) -> int:
    """The level in the round after."""
    chance = random.random()
    if chance < 0.06:
        return max(BELOW, level - 1)
    return min(LIVING, level + 1) if chance < 0.52 else level
