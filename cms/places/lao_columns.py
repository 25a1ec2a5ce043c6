"""The columns of a spreadsheet of LAOs: what they are called, what they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Column:
    """A field with the title its column has in the template, other titles accepted, and what its cells accept."""

    field: str
    title: str
    also: tuple[str, ...]
    accepts: "StrOrPromise"
    required: bool = False


COLUMNS: Final = (
    Column("key", "คีย์", ("รหัสในระบบ",), _("small Latin letters, digits and hyphens; a new LAO gets one by itself")),
    Column("official_code", "รหัส อปท.", ("รหัส", "code", "lao code"), _("4 to 13 digits, or empty")),
    Column(
        "type",
        "ประเภท",
        ("ประเภท อปท.", "lao type"),
        _("อบจ., เทศบาลนคร, เทศบาลเมือง, เทศบาลตำบล, อบต., กทม. or เมืองพัทยา; empty where the name says it"),
    ),
    Column(
        "name_th",
        "ชื่อ อปท.",
        ("ชื่อ", "ชื่อไทย", "ชื่อภาษาไทย", "ชื่อ (ไทย)", "name", "thai name"),
        _("the name in Thai, with or without the type"),
        required=True,
    ),
    Column(
        "name_en",
        "ชื่อภาษาอังกฤษ",
        ("ชื่ออังกฤษ", "ชื่อ (อังกฤษ)", "english name"),
        _("the name in English, with or without the type, or empty"),
    ),
    Column("province", "จังหวัด", (), _("the name, or the code of 2 digits"), required=True),
    Column(
        "district",
        "อำเภอ",
        ("เขต", "อำเภอ/เขต"),
        _("the name of a district of the province, its code of 4 digits, or empty"),
    ),
    Column(
        "subdistrict",
        "ตำบล",
        ("แขวง", "ตำบล/แขวง"),
        _("the name of a subdistrict of the district, its code of 6 digits, or empty"),
    ),
)
COLUMN: Final[Mapping[str, Column]] = {column.field: column for column in COLUMNS}

EXAMPLES: Final[Sequence[Sequence[str]]] = (
    ("", "", "อบจ.", "ขอนแก่น", "Khon Kaen", "ขอนแก่น", "", ""),
    ("", "", "", "เทศบาลตำบลเชียงดาว", "Chiang Dao", "50", "เชียงดาว", "เชียงดาว"),
)


def _title_key(title: str) -> str:
    # Not name_key: «ตำบล» alone is a title here, not a word before a name.
    return "".join(title.casefold().replace(".", "").replace("_", " ").split())


_FIELD_OF: Final = {
    _title_key(title): column.field for column in COLUMNS for title in (column.field, column.title, *column.also)
}


def fields_of(header: Sequence[str]) -> tuple[dict[int, str], list[str], list[str]]:
    """Which field each column of this header holds, by position; the fields it repeats; the titles it does not know."""
    known: dict[int, str] = {}
    repeated, unknown = [], []
    for position, title in enumerate(header):
        field = _FIELD_OF.get(_title_key(title))
        if field is None:
            unknown += [title] if title else []
        elif field in known.values():
            repeated.append(title)
        else:
            known[position] = field
    return known, repeated, unknown
