"""Which organisation a row means: by key, by an LAO's official code, or by type, name and province. Four queries for any number.

An LAO of the registry that was never assessed has no organisation yet; publishing makes it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop

from cms.places.gazetteer import Gazetteer, PlaceAmbiguous, PlaceUnknown
from cms.places.models import Lao, Organisation
from cms.places.models.organisations import LAO
from cms.places.rules import digits, name_key, type_and_name, type_of_word

NO_NAME = gettext_noop("Give the organisation's key, its official code, or its name with the province.")
UNKNOWN_KEY = gettext_noop("No organisation of this kind has the key “%(read)s”.")
UNKNOWN_CODE = gettext_noop("No LAO has the official code “%(read)s”.")
UNKNOWN_TYPE = gettext_noop("“%(read)s” is no type of LAO.")
UNKNOWN_PLACE = gettext_noop("There is no such place there.")
SEVERAL_PLACES = gettext_noop("Several places there have this name; give the code.")
UNKNOWN_NAME = gettext_noop("No organisation of this kind is called “%(read)s” there.")
SEVERAL_NAMES = gettext_noop("Several organisations are called “%(read)s” there; give the key.")
DISAGREE = gettext_noop("Key and official code name two organisations.")


class NotKnown(LookupError):
    """No organisation, or more than one, is meant: the field of the row that says so, and an untranslated sentence."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field, words)
        self.field = field
        self.words = words


@dataclass(frozen=True)
class Known:
    """An organisation, or an LAO that is to become one: `pk` is 0 then, and `lao` the registry's."""

    pk: int
    key: str
    lao: int | None
    type: str
    name_th: str
    name_en: str
    province: str
    district: str | None
    moo: int = 0
    is_demo: bool = False

    def called(self, language: str) -> str:
        """The name as people say it, in "th" or "en"."""
        row = Organisation(lao_type=self.type, name_th=self.name_th, name_en=self.name_en, moo=self.moo)
        return row.called(language=language)


@dataclass
class Directory:
    """Every organisation of a kind in memory, by all that names it."""

    by_key: dict[str, Known] = field(default_factory=dict)
    _by_code: dict[str, Known] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], list[Known]] = field(default_factory=lambda: defaultdict(list))
    _gazetteer: Gazetteer = field(default_factory=Gazetteer)

    @classmethod
    def load(cls, kind: str) -> "Directory":
        """Read the rows as they stand; of LAOs the whole registry."""
        directory = cls(_gazetteer=Gazetteer.load())
        rows = Organisation.objects.filter(kind=kind).order_by("pk")
        for row in rows.values_list(
            *("pk", "key", "lao", "lao_type", "name_th", "name_en", "province", "district", "moo", "is_demo"),
            "lao__official_code",
        ):
            directory._add(Known(*row[:10]), row[10])
        if kind == LAO:
            unassessed = Lao.objects.filter(organisation=None).order_by("pk")
            for row in unassessed.values_list(
                *("key", "pk", "type", "name_th", "name_en", "province", "district", "official_code")
            ):
                directory._add(Known(0, *row[:7]), row[7])
        return directory

    def _add(self, known: Known, official_code: str | None) -> None:
        self.by_key[known.key] = known
        self._by_name[known.province, name_key(known.name_th)].append(known)
        if official_code:
            self._by_code[official_code] = known

    def find(self, cells: Mapping[str, str]) -> Known:
        """The organisation that these cells name. Raises NotKnown."""
        key, code = cells.get("key", "").casefold(), digits(cells.get("official_code", ""))
        by_key, by_code = self.by_key.get(key), self._by_code.get(code)
        if key and by_key is None:
            raise NotKnown("key", UNKNOWN_KEY)
        if cells.get("official_code") and by_code is None:
            raise NotKnown("official_code", UNKNOWN_CODE)
        if by_key and by_code and by_key is not by_code:
            raise NotKnown("official_code", DISAGREE)
        return by_key or by_code or self._named(cells)

    def _named(self, cells: Mapping[str, str]) -> Known:
        if not cells.get("name") or not cells.get("province"):
            raise NotKnown("name", NO_NAME)
        said = cells.get("type", "")
        kind, (named, name) = type_of_word(said), type_and_name(cells["name"])
        if said and kind is None:
            raise NotKnown("type", UNKNOWN_TYPE)
        kind = kind or named
        province, district = self._places(cells)
        same = [
            known
            for known in self._by_name.get((province, name_key(name)), ())
            if (kind is None or known.type == kind) and (not district or known.district in (None, district))
        ]
        if len(same) != 1:
            raise NotKnown("name", SEVERAL_NAMES if same else UNKNOWN_NAME)
        return same[0]

    def _places(self, cells: Mapping[str, str]) -> tuple[str, str]:
        column, district = "province", cells.get("district", "")
        try:
            province = self._gazetteer.province(cells["province"])
            column = "district"
            return province, self._gazetteer.district(district, province=province) if district else ""
        except PlaceUnknown as error:
            raise NotKnown(column, UNKNOWN_PLACE) from error
        except PlaceAmbiguous as error:
            raise NotKnown(column, SEVERAL_PLACES) from error
