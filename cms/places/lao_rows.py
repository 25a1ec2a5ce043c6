"""Judges a spreadsheet of LAOs row by row: what it would add and change, and everything that is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from cms.places.gazetteer import Gazetteer, PlaceAmbiguous, PlaceUnknown
from cms.places.lao_columns import COLUMN, COLUMNS, fields_of
from cms.places.models import Lao
from cms.places.registry import LaoNotKnownApart, Registry
from cms.places.rules import ONE_OF_A_KIND, digits, type_and_name, type_of_word
from cms.places.sheets import Row

LONGEST: Final = {"key": 80, "official_code": 13, "name_th": 120, "name_en": 120}
FIELDS: Final = ("key", "official_code", "type", "name_th", "name_en", "province_id", "district_id", "subdistrict_id")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell: the sheet's row (header 1), the column's title, what was read, what is accepted."""

    row: int
    column: str
    read: str
    message: str
    accepted: str


@dataclass
class Judged:
    """What a sheet would do to the registry; while it has problems, nothing of it may be written."""

    added: list[Lao] = field(default_factory=list)
    changed: list[Lao] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


class CellRefused(Exception):
    """A cell holds what its column does not accept: (field, sentence)."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(column, message)
        self.column = column
        self.message = message


def judge(rows: Sequence[Row]) -> Judged:
    """Hold every row against the registry and the places as they stand; reads them in four queries, writes nothing.

    An LAO is known again by its key, else its official code, else type, name and place. An empty cell leaves what is
    registered as it is. Columns with other titles are passed over and named in `ignored`.
    """
    judged = Judged()
    header, *lines = rows
    fields, repeated, judged.ignored = fields_of(header.cells)
    judged.problems += [
        Problem(header.number, title, title, _("This column is there twice."), _("each column once"))
        for title in repeated
    ]
    for column in COLUMNS:
        if column.required and column.field not in fields.values():
            read = ", ".join(title for title in header.cells if title)
            message = _("The column “%(title)s” is missing.") % {"title": column.title}
            accepted = ", ".join((column.title, column.field, *column.also))
            judged.problems.append(Problem(header.number, column.title, read, message, accepted))
    if not judged.problems:
        reader = _Reader(Gazetteer.load(), Registry.load())
        for line in lines:
            cells = {name: line.cells[position] for position, name in fields.items() if position < len(line.cells)}
            _judge_row(reader, line.number, cells, judged)
    return judged


def _judge_row(reader: "_Reader", number: int, cells: dict[str, str], judged: Judged) -> None:
    try:
        lao, before = reader.read(number, cells)
    except CellRefused as refused:
        column = COLUMN[refused.column]
        read = cells.get(refused.column, "")[:120]
        judged.problems.append(Problem(number, column.title, read, refused.message, str(column.accepts)))
        return
    if before is None:
        judged.added.append(lao)
    elif before != _values(lao):
        judged.changed.append(lao)
    else:
        judged.same += 1


def _values(lao: Lao) -> tuple[object, ...]:
    return tuple(getattr(lao, name) for name in FIELDS)


@dataclass
class _Reader:
    """Turns the cells of a row into an LAO, or refuses the first cell that it cannot accept."""

    gazetteer: Gazetteer
    registry: Registry

    def read(self, number: int, cells: dict[str, str]) -> tuple[Lao, tuple[object, ...] | None]:
        """The LAO as the row wants it, and its values before; None for these where it is new."""
        asked = {**self._codes(cells), **self._names(cells), **self._places(cells)}
        try:
            lao = self.registry.known(asked) or Lao()
        except LaoNotKnownApart as error:
            raise CellRefused(error.column, error.message) from error
        before = _values(lao) if lao.pk else None
        for name, value in asked.items():
            if value:
                setattr(lao, name, value)
        self._complete(lao)
        try:
            self.registry.claim(lao, number)
        except LaoNotKnownApart as error:
            raise CellRefused(error.column, error.message) from error
        lao.derive()
        return lao, before

    def _codes(self, cells: dict[str, str]) -> dict[str, str]:
        key, code = cells.get("key", "").lower(), cells.get("official_code", "")
        if key and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
            raise CellRefused("key", _("This is no key."))
        if code and not 4 <= len(digits(code)) <= LONGEST["official_code"]:
            raise CellRefused("official_code", _("This is no official code."))
        if len(key) > LONGEST["key"]:
            raise CellRefused("key", _("This is too long."))
        return {"key": key, "official_code": digits(code)}

    def _names(self, cells: dict[str, str]) -> dict[str, str]:
        said = cells.get("type", "")
        kind = type_of_word(said)
        if said and kind is None:
            raise CellRefused("type", _("This is no type of LAO."))
        named, name_th = type_and_name(cells.get("name_th", ""))
        if not name_th:
            raise CellRefused("name_th", _("The name is missing."))
        if kind and named and kind != named:
            raise CellRefused("type", _("The name says another type: “%(name)s”.") % {"name": cells["name_th"][:120]})
        kind = kind or named or ""
        name_en = type_and_name(cells.get("name_en", ""))[1]
        if kind in ONE_OF_A_KIND:
            name_th, name_en = ONE_OF_A_KIND[kind]
        for column, name in (("name_th", name_th), ("name_en", name_en)):
            if len(name) > LONGEST[column]:
                raise CellRefused(column, _("This is too long."))
        return {"type": kind, "name_th": name_th, "name_en": name_en}

    def _places(self, cells: dict[str, str]) -> dict[str, str]:
        """The codes of the three places; a subdistrict whose name is alone in its province tells the district."""
        texts = [cells.get(column, "") for column in ("province", "district", "subdistrict")]
        if not texts[0]:
            raise CellRefused("province", _("The province is missing."))
        column, codes = "province", ["", "", ""]
        try:
            codes[0] = self.gazetteer.province(texts[0])
            column = "district"
            codes[1] = self.gazetteer.district(texts[1], province=codes[0]) if texts[1] else ""
            column = "subdistrict"
            codes[2] = self.gazetteer.subdistrict(texts[2], within=codes[1] or codes[0]) if texts[2] else ""
        except PlaceUnknown as error:
            raise CellRefused(column, _("There is no such place there.")) from error
        except PlaceAmbiguous as error:
            raise CellRefused(
                column, _("Several places there have this name; give the district or the code.")
            ) from error
        return {"province_id": codes[0], "district_id": codes[1] or codes[2][:4], "subdistrict_id": codes[2]}

    def _complete(self, lao: Lao) -> None:
        """What the row left out: the type must be known by now; English is taken from the place of the same name."""
        if not lao.type:
            raise CellRefused("type", _("Neither the type nor the name says what kind of LAO this is."))
        if lao.subdistrict_id and lao.subdistrict_id[:4] != lao.district_id:
            lao.subdistrict_id = None  # The row moved the office to another district.
        if lao.district_id and lao.district_id[:2] != lao.province_id:
            lao.district_id = lao.subdistrict_id = None
        if not lao.name_en:
            within = [code for code in (lao.subdistrict_id, lao.district_id, lao.province_id) if code]
            lao.name_en = self.gazetteer.english_name(lao.name_th, within=within)
        if not lao.key:
            lao.key = self.registry.new_key(
                lao, [self.gazetteer.english[code] for code in (lao.district_id, lao.province_id) if code]
            )
