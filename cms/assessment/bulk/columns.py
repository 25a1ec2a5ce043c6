"""The workbook of a finished round: its sheets, and the columns by which an organisation is named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.places.workbooks import Limits

ROUND, ANSWERS, SCORES, CODES, README = "round", "answers", "scores", "codes", "readme"
# Sheets of results, and what their columns name: answers of sub-indicators, or percentages of indicators.
FORMS: Final = (ANSWERS, SCORES)

MOST_ROWS: Final = 10_000
LIMITS: Final = Limits(size=10 * 1024 * 1024, unpacked=150 * 1024 * 1024, rows=MOST_ROWS, columns=700)

NOT_APPLICABLE: Final = "NA"
NA_WORDS: Final = frozenset({"na", "n/a", "ไม่เกี่ยวข้อง"})

STRENGTH_TH, STRENGTH_EN = "จุดเด่น", "strength"


@dataclass(frozen=True)
class Naming:
    """A column that helps to name an organisation."""

    field: str
    title: str
    also: tuple[str, ...]
    accepts: object


NAMING: Final = (
    Naming("key", "คีย์", ("รหัสในระบบ",), _("the organisation's key, as its address and every file have it")),
    Naming("official_code", "รหัส อปท.", ("รหัส",), _("of an LAO: its official code, where the key is empty")),
    Naming("type", "ประเภท", ("ประเภท อปท.",), _("of an LAO: its type, unless the name says it")),
    Naming("name", "ชื่อ", ("ชื่อ อปท.", "ชื่อองค์กร", "name_th"), _("the name in Thai, where key and code are empty")),
    Naming("province", "จังหวัด", (), _("the province's name or code, beside a name")),
    Naming("district", "อำเภอ", ("เขต",), _("the district's name or code, where several are called so")),
)
ROUND_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "set_code": ("รหัสชุด",),
    "version": ("รุ่น",),
    "year": ("ปี",),
}

_STRENGTH = re.compile(rf"({STRENGTH_TH}|{STRENGTH_EN})\s+(\S+)", re.IGNORECASE)


def title_key(title: str) -> str:
    """A title in the form titles are compared in."""
    return "".join(title.casefold().replace(".", "").replace("_", " ").split())


def strength_column(title: str) -> tuple[str, str] | None:
    """What a column of strengths is of: (text_th or text_en, the indicator's code); None for any other column."""
    found = _STRENGTH.fullmatch(title.strip())
    if found is None:
        return None
    return ("text_th" if found[1] == STRENGTH_TH else "text_en"), found[2]


NAMING_BY_TITLE: Final = {
    title_key(title): item.field for item in NAMING for title in (item.field, item.title, *item.also)
}
