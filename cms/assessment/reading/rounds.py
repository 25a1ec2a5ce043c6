"""The rounds that have published results, as their readers see them."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language

from cms.assessment.models import Round, Standing
from cms.indicators.instrument import Instrument
from cms.indicators.models import SetStanding
from cms.indicators.queries import instrument_of
from search.memory import remember
from themes.templatetags.localised import localised

MOST = 200


@dataclass(frozen=True, slots=True)
class LevelRead:
    """A level of a round's set; `from_percent` is its cut-off as a share of the full marks, in percent."""

    rank: int
    code: str
    name: str
    meaning: str
    from_percent: Decimal


@dataclass(frozen=True, slots=True)
class PartRead:
    """A dimension, or an indicator with the code of its dimension."""

    code: str
    name: str
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class RoundRead:
    """A round in the reader's language; `is_official` is False where the set says how far it may be relied on."""

    pk: int
    year: int
    set_code: str
    set_name: str
    set_id: int
    kind: str
    kind_name: str
    kind_order: int
    version: int
    version_id: int
    standing_words: str
    is_official: bool
    levels: tuple[LevelRead, ...]
    dimensions: tuple[PartRead, ...]
    indicators: tuple[PartRead, ...]

    def level_name(self, rank: int) -> str:
        """The name of the level of this rank; empty where it has none."""
        return next((level.name for level in self.levels if level.rank == rank), "")

    def indicator(self, code: str) -> PartRead | None:
        """The indicator of this code, in capitals or not."""
        return next((one for one in self.indicators if one.code.casefold() == code.casefold()), None)

    @property
    def query(self) -> str:
        """The round as a query string."""
        return f"?set={self.set_code}&year={self.year}"


def rounds() -> tuple[RoundRead, ...]:
    """The rounds with a published result, LAOs first and the newest first; one query, remembered."""
    return remember(("kalyanamitr rounds", get_language()), _read)


def latest_of_each_kind(known: tuple[RoundRead, ...]) -> list[RoundRead]:
    """The newest round of each kind of organisation."""
    found: dict[str, RoundRead] = {}
    for one in known:
        found.setdefault(one.kind, one)
    return list(found.values())


def choose(known: tuple[RoundRead, ...], *, set_code: str = "", kind: str = "", year: str = "") -> RoundRead | None:
    """The round that these words name; what makes no sense is left out. None where there are no rounds."""
    of_set = [one for one in known if one.set_code == set_code]
    fitting = of_set or [one for one in known if one.kind == kind] or list(known)
    if not of_set and fitting:
        # A year is one of the set that comes first, else two sets would stand beside each other.
        fitting = [one for one in fitting if one.set_code == fitting[0].set_code]
    return next((one for one in fitting if str(one.year) == year), fitting[0] if fitting else None)


def _read() -> tuple[RoundRead, ...]:
    published = Standing.objects.filter(round=OuterRef("pk"))
    rows = Round.objects.filter(Exists(published)).select_related("indicator_set__kind", "version__indicator_set")
    found = [_round(row, instrument_of(row.version)) for row in rows.order_by("-year")[:MOST]]
    return tuple(sorted(found, key=lambda one: (one.kind_order, one.kind, -one.year, one.set_code)))


def _round(row: Round, instrument: Instrument) -> RoundRead:
    indicator_set = row.indicator_set
    return RoundRead(
        pk=row.pk,
        year=row.year,
        set_code=indicator_set.code,
        set_name=indicator_set.name,
        set_id=indicator_set.pk,
        kind=indicator_set.kind_id,
        kind_name=indicator_set.kind.name,
        kind_order=indicator_set.kind.order,
        version=row.version.number,
        version_id=row.version_id,
        standing_words=str(indicator_set.get_standing_display()),
        is_official=indicator_set.standing == SetStanding.OFFICIAL,
        levels=tuple(
            LevelRead(
                level.rank,
                level.code,
                localised(level, "name"),
                localised(level, "meaning"),
                100 * level.cut_off / instrument.full_marks,
            )
            for level in instrument.levels
        ),
        dimensions=tuple(PartRead(one.code, localised(one, "name")) for one in instrument.dimensions),
        indicators=tuple(
            PartRead(one.code, localised(one, "name"), dimension.code)
            for dimension in instrument.dimensions
            for one in dimension.indicators
        ),
    )
