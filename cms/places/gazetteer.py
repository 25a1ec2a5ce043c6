"""Names of places turned into codes, many at a time: what a spreadsheet or an address says, read against all rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from cms.places.models import District, Province, Subdistrict
from cms.places.rules import digits, name_key, province_key

# People write «อ.เมือง» for the capital's district, which is number 01; Bangkok has none.
_CAPITAL = frozenset({"เมือง", "mueang", "muang"})


class PlaceUnknown(LookupError):
    """No place of this level, in the place above it, has this name or code."""


class PlaceAmbiguous(LookupError):
    """Several places have this name there; only a code, or the place above, tells them apart."""


@dataclass
class Gazetteer:
    """Every current place by code and by name, in memory: three queries, however many names are read."""

    english: dict[str, str] = field(default_factory=dict)
    _names: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def load(cls) -> "Gazetteer":
        """Read the rows as they stand."""
        gazetteer = cls()
        for model in (Province, District, Subdistrict):
            for code, *names in model._default_manager.filter(retired_in="").values_list(
                "code", "name_en", "key_th", "key_en"
            ):
                gazetteer._add(code, *names)
        return gazetteer

    def _add(self, code: str, english: str, *keys: str) -> None:
        self.english[code] = english
        for key in {*keys, *(_CAPITAL if len(code) == 4 and code[2:] == "01" and code[:2] != Province.BANGKOK else ())}:
            # Under the place just above, and a subdistrict under its province too.
            for above in {code[:-2], code[:2] if len(code) == 6 else code[:-2]}:
                self._names[above, key].append(code)

    def province(self, text: str) -> str:
        """The code of a province written as a name or a code. Raises PlaceUnknown."""
        return self._code(text, "", length=2, key=province_key(name_key(text)))

    def district(self, text: str, *, province: str) -> str:
        """The code of a district of this province. Raises PlaceUnknown."""
        return self._code(text, province, length=4, key=name_key(text))

    def subdistrict(self, text: str, *, within: str) -> str:
        """The code of a subdistrict in this district or province (by code). Raises PlaceUnknown or PlaceAmbiguous."""
        return self._code(text, within, length=6, key=name_key(text))

    def _code(self, text: str, above: str, *, length: int, key: str) -> str:
        number = digits(text)
        if number:
            if len(number) == length and number in self.english and number.startswith(above):
                return number
            raise PlaceUnknown(text)
        found: Sequence[str] = [code for code in self._names.get((above, key), ()) if len(code) == length]
        if len(found) > 1:
            raise PlaceAmbiguous(text)
        if not found:
            raise PlaceUnknown(text)
        return found[0]

    def english_name(self, thai: str, *, within: Sequence[str]) -> str:
        """How a place of this Thai name is written in English, looked for in these places in turn; else empty."""
        key = name_key(thai)
        for above in within:
            for code in (above, *self._names.get((above, key), ())):
                if code in self._names.get((code[:-2], key), ()):
                    return self.english[code]
        return ""
