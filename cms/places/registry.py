"""Every registered LAO in memory, to know them again while a whole spreadsheet is read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.places.models import Lao, LaoType, Province
from cms.places.models.lao import AGREEMENT, ONLY_ONE
from cms.places.rules import keys_wished


class LaoNotKnownApart(ValueError):
    """The row and the registry, or two rows, disagree about which LAO is which: (column, sentence)."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(column, message)
        self.column = column
        self.message = message


@dataclass
class Registry:
    """The LAOs by all that names them, and which row of the sheet has claimed which name."""

    _by_key: dict[str, Lao] = field(default_factory=dict)
    _by_code: dict[str, Lao] = field(default_factory=dict)
    _by_name: dict[tuple[str, str, str], list[Lao]] = field(default_factory=lambda: defaultdict(list))
    _claims: dict[tuple[str, ...], int] = field(default_factory=dict)
    _taken: dict[tuple[str, ...], Lao] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Registry":
        """Read the rows as they stand."""
        registry = cls()
        for lao in Lao.objects.order_by("pk"):
            registry._by_key[lao.key] = lao
            if lao.official_code:
                registry._by_code[lao.official_code] = lao
            registry._by_name[lao.type, lao.province_id, lao.name_th].append(lao)
            for name in _names(lao):
                registry._taken[name] = lao
        return registry

    def known(self, asked: Mapping[str, str]) -> Lao | None:
        """The LAO that these values mean; None where it is new. Raises LaoNotKnownApart."""
        by_key, by_code = self._by_key.get(asked["key"]), self._by_code.get(asked["official_code"])
        if by_key and by_code and by_key is not by_code:
            raise LaoNotKnownApart(
                "official_code", _("Another LAO has this official code: %(lao)s.") % {"lao": by_code}
            )
        if by_code and asked["key"] not in ("", by_code.key):
            raise LaoNotKnownApart("key", _("This LAO is registered under the key “%(key)s”.") % {"key": by_code.key})
        if by_key or by_code or asked["key"]:
            return by_key or by_code
        same = [
            lao
            for lao in self._by_name[asked["type"], asked["province_id"], asked["name_th"]]
            if not asked["district_id"] or lao.district_id in (None, asked["district_id"])
        ]
        if len(same) > 1:
            raise LaoNotKnownApart(
                "name_th", _("Several registered LAOs are called so; give the key, the code or the district.")
            )
        if same and asked["official_code"] and same[0].official_code:
            detail = _("This LAO is registered with the official code %(code)s; give its key to change that.")
            raise LaoNotKnownApart("official_code", detail % {"code": same[0].official_code})
        return same[0] if same else None

    def claim(self, lao: Lao, number: int) -> None:
        """Give this LAO its names on behalf of a row. Raises LaoNotKnownApart where another LAO or row has one of them."""
        if (lao.type == LaoType.BMA) != (lao.province_id == Province.BANGKOK) or (
            lao.type == LaoType.PATTAYA and lao.province_id != Province.CHON_BURI
        ):
            raise LaoNotKnownApart("province", str(AGREEMENT["province"]))
        for name in _names(lao):
            owner, row = self._taken.get(name), self._claims.get(name)
            if row is not None:
                raise LaoNotKnownApart(name[0], _("Row %(row)s names the same LAO.") % {"row": row})
            if owner is not None and owner is not lao:
                raise LaoNotKnownApart(
                    name[0], _("This belongs to another LAO that is registered: %(lao)s.") % {"lao": owner}
                )
        for name in _names(lao):
            self._claims[name] = number

    def new_key(self, lao: Lao, places: Sequence[str]) -> str:
        """A key that neither the registry nor a row before has."""
        otherwise = lao.official_code or f"{places[-1]} {lao.digest()}"
        for key in keys_wished(kind=lao.type, name_en=lao.name_en, otherwise=otherwise, places=places):
            if key not in self._by_key and ("key", key) not in self._claims:
                return key
        raise AssertionError("keys_wished goes on for ever")


def _names(lao: Lao) -> list[tuple[str, ...]]:
    """What only one LAO may be called, each with its column first: the model's constraints, and a name without any code."""
    names: list[tuple[str, ...]] = [("key", lao.key)]
    if lao.official_code:
        names.append(("official_code", lao.official_code))
    if lao.district_id or not lao.official_code:
        names.append(("name_th", lao.type, lao.district_id or lao.province_id, lao.name_th))
    if lao.type == LaoType.PAO:
        names.append(("province", lao.type, lao.province_id))
    if lao.type in ONLY_ONE:
        names.append(("type", lao.type))
    return names
