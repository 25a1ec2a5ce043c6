"""How names of places are compared, and how an LAO is called. Pure: no database, no HTTP."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from search.text.normalise import normalise

# What names a thing in addresses and files: small Latin letters and digits, single hyphens between them.
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SUBDISTRICT, DISTRICT, PROVINCE = "subdistrict", "district", "province"

# Words people write before a name. Short forms need their dot: «อ» also begins อ่างทอง.
_LEVEL_WORDS = {
    SUBDISTRICT: r"ตำบล|แขวง|ต\.",
    DISTRICT: r"กิ่งอำเภอ|อำเภอ|เขต|อ\.",
    PROVINCE: r"จังหวัด|จ\.",
}
_LEVEL = re.compile("|".join(f"(?P<{level}>{words})" for level, words in _LEVEL_WORDS.items()))
_MARKS = re.compile(r"[\s.'’()\-–,/]+")

# What people call a province beside its name.
_ALIASES = {
    "กทม": "กรุงเทพมหานคร",
    "บางกอก": "กรุงเทพมหานคร",
    "โคราช": "นครราชสีมา",
    "korat": "nakhonratchasima",
    "แปดริ้ว": "ฉะเชิงเทรา",
    "ayutthaya": "phranakhonsiayutthaya",
}


def level_and_key(text: str) -> tuple[str | None, str]:
    """The level that a leading word names ("อ.เมือง" → district), and the rest in the form names are compared in.

    That form has neither case, spaces, dots, hyphens nor Thai digits; it is empty where nothing is left.
    """
    plain = normalise(text).strip()
    found = _LEVEL.match(plain)
    key = _MARKS.sub("", plain[found.end() :] if found else plain)
    return (found.lastgroup if found else None), key


def name_key(text: str) -> str:
    """A name in the form names are compared in; see `level_and_key`."""
    return level_and_key(text)[1]


def province_key(key: str) -> str:
    """The key of the province that people call by this key ("โคราช" → "นครราชสีมา"); the key itself otherwise."""
    return _ALIASES.get(key, key)


def digits(text: str) -> str:
    """The digits of a code as someone typed it: Arabic, without spaces; empty where it is no number."""
    plain = re.sub(r"[\s\-]", "", normalise(text))
    return plain if plain.isascii() and plain.isdigit() else ""


@dataclass(frozen=True)
class Naming:
    """How LAOs of one type are called around their name, `{}`: in full as a law writes it, as people say it, shortest."""

    formal_th: str
    full_th: str
    short_th: str
    formal_en: str
    full_en: str
    short_en: str


NAMING: dict[str, Naming] = {
    "pao": Naming(
        "องค์การบริหารส่วนจังหวัด{}", "อบจ.{}", "อบจ.{}", "{} Provincial Administrative Organization", "{} PAO", "{} PAO"
    ),
    "city": Naming("เทศบาลนคร{}", "เทศบาลนคร{}", "ทน.{}", "{} City Municipality", "{} City Municipality", "{} City"),
    "town": Naming("เทศบาลเมือง{}", "เทศบาลเมือง{}", "ทม.{}", "{} Town Municipality", "{} Town Municipality", "{} Town"),
    "subdistrict_municipality": Naming(
        "เทศบาลตำบล{}", "เทศบาลตำบล{}", "ทต.{}", "{} Subdistrict Municipality", "{} Subdistrict Municipality", "{} SM"
    ),
    "tao": Naming(
        "องค์การบริหารส่วนตำบล{}", "อบต.{}", "อบต.{}", "{} Tambon Administrative Organization", "{} TAO", "{} TAO"
    ),
    "bma": Naming(
        "กรุงเทพมหานคร",
        "กรุงเทพมหานคร",
        "กทม.",
        "Bangkok Metropolitan Administration",
        "Bangkok Metropolitan Administration",
        "BMA",
    ),
    "pattaya": Naming("เมืองพัทยา", "เมืองพัทยา", "เมืองพัทยา", "Pattaya City", "Pattaya City", "Pattaya City"),
}


def _affixes() -> list[tuple[str, str, str]]:
    """(before, behind, type) of every way to write a type around a name, longest first."""
    found = {
        (*form.casefold().split("{}"), kind)
        for kind, naming in NAMING.items()
        for form in vars(naming).values()
        if "{}" in form
    } | {("", " subdistrict administrative organization", "tao"), ("", " sao", "tao")}
    return sorted(found, key=lambda affix: -len(affix[0] + affix[1]))


_AFFIXES = _affixes()
_WHOLE = {
    _MARKS.sub("", form.casefold()): kind
    for kind, naming in NAMING.items()
    for form in vars(naming).values()
    if "{}" not in form
}


_WORDS = (
    {
        _MARKS.sub("", word.casefold()): kind
        for before, behind, kind in _AFFIXES
        for word in (before, behind)
        if word.strip()
    }
    | {_MARKS.sub("", kind.replace("_", "")): kind for kind in NAMING}
    | _WHOLE
)


def type_of_word(text: str) -> str | None:
    """The type of LAO that a word alone names: "อบต.", "องค์การบริหารส่วนตำบล", "ทต.", "TAO", "tao"; None for any other."""
    return _WORDS.get(_MARKS.sub("", normalise(text).replace("_", "")))


def type_and_name(text: str) -> tuple[str | None, str]:
    """The type that an LAO's name says ("อบต. หนองแวง" → "tao"), and the name without it, as written.

    The type is None where the name says none. Of BMA and Pattaya the name is the province's and the city's.
    """
    name = re.sub(r"\s+", " ", text).strip()
    plain = name.casefold()
    if whole := _WHOLE.get(_MARKS.sub("", plain)):
        return whole, name
    for before, behind, kind in _AFFIXES:
        if plain.startswith(before) and plain.endswith(behind) and len(plain) > len(before) + len(behind):
            return kind, name[len(before) : len(name) - len(behind)].strip()
    return None, name


# The two LAOs that are the only one of their type, under the name of their place.
ONE_OF_A_KIND = {"bma": ("กรุงเทพมหานคร", "Bangkok"), "pattaya": ("เมืองพัทยา", "Pattaya")}


def keys_wished(*, kind: str, name_en: str, otherwise: str, places: Sequence[str]) -> Iterator[str]:
    """Keys for a new LAO, best first: "khon-kaen" is a municipality, "khon-kaen-pao" and "chiang-dao-tao" say their type.

    `otherwise` stands in where there is no English name; `places` are English names that tell it from a namesake,
    nearest first. Goes on for ever.
    """
    ending = {"pao": "-pao", "tao": "-tao"}.get(kind, "")
    base = (_slug(name_en) or _slug(otherwise))[:50].strip("-") + ending
    yield base
    longest = base
    for place in places:
        if _slug(place):
            longest = f"{base}-{_slug(place)}"[:75].strip("-")
            yield longest
    yield from (f"{longest}-{number}" for number in count(2))


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
