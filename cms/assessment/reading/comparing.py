"""Up to four organisations side by side, in one round of one set."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.assessment.models import Standing
from cms.assessment.reading import drawings
from cms.assessment.reading.published import DimensionRead, IndicatorRead, read_side_by_side
from cms.assessment.reading.rounds import RoundRead, choose, rounds
from cms.assessment.reading.rows import LONG
from cms.indicators.models import Version
from cms.indicators.queries import instrument_of
from cms.places.models import Organisation
from cms.places.rules import name_key, type_and_name
from themes.charts import MOST_SERIES, Series, sample

MOST = MOST_SERIES
LETTERS = "ABCD"
MOST_FOUND = 8
LONGEST = 120  # letters of a name that is looked for


@dataclass(frozen=True)
class Column:
    """One organisation; `standing` is None where it has no result in the round. `without` is the page without it."""

    letter: str
    organisation: Organisation
    standing: Standing | None
    dimensions: tuple[DimensionRead, ...]
    sample: SafeString
    without: str


@dataclass(frozen=True)
class Cell:
    """A percentage, and how many points it is above the first organisation's; None where either does not apply."""

    percent: Decimal | None
    difference: Decimal | None


@dataclass(frozen=True)
class Row:
    """A dimension, or an indicator."""

    code: str
    name: str
    is_dimension: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    """`round` is None where there are no results at all; `rows` are empty until two organisations stand in it."""

    round: RoundRead | None
    others: tuple[tuple[RoundRead, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    radar: SafeString
    unknown: tuple[str, ...]
    is_full: bool
    too_many: bool


def compare(keys: Sequence[str], *, set_code: str = "", year: str = "") -> Comparison:
    """The organisations of these keys; what is no key of an organisation is told in `unknown`. At most four queries."""
    asked = list(dict.fromkeys(key[:90] for key in keys if key.strip()))
    found = {one.key: one for one in _organisations(asked)}
    chosen = [found[key] for key in asked if key in found][:MOST]
    standings = _standings(chosen)
    known = rounds()
    counted = Counter(one.round_id for one in standings)
    one_round = (
        choose(known, set_code=set_code, year=year) if set_code or year or not chosen else _usual(known, counted)
    )
    names = [one.key for one in chosen]
    by_organisation = {one.organisation_id: one for one in standings if one_round and one.round_id == one_round.pk}
    columns = _columns(chosen, by_organisation, one_round)
    return Comparison(
        round=one_round,
        others=tuple(
            (one, address(names, one))
            for one in known
            if one is not one_round and chosen and counted[one.pk] == len(chosen)
        ),
        columns=columns,
        rows=_rows(columns),
        radar=_radar(columns),
        unknown=tuple(key[:40] for key in asked if key not in found)[:MOST],
        is_full=len(chosen) == MOST,
        too_many=len([key for key in asked if key in found]) > MOST,
    )


def address(keys: Collection[str], of: RoundRead | None) -> str:
    """The page that compares these, as a query string."""
    pairs = [("o", key) for key in keys] + ([("set", of.set_code), ("year", str(of.year))] if of else [])
    return f"?{urlencode(pairs)}"


def look_up(words: str, of: RoundRead, without: Collection[str]) -> list[Standing]:
    """Standings of the round whose organisation's name has these words in it, in Thai or English; one query."""
    kind, bare = type_and_name(words[:LONGEST].replace("\0", ""))
    key = name_key(bare)
    if not key:
        return []
    named = Q(organisation__key_th__contains=key) | Q(organisation__name_en__icontains=bare.strip())
    rows = Standing.objects.filter(named, round=of.pk).exclude(organisation__key__in=without)
    rows = rows.filter(lao_type=kind) if kind else rows
    return list(rows.select_related("organisation", "province").order_by("name_key", "pk")[:MOST_FOUND])


def _organisations(keys: Sequence[str]) -> Sequence[Organisation]:
    rows = Organisation.objects.filter(key__in=[key for key in keys if "\0" not in key][:20], standings__isnull=False)
    return list(rows.select_related("province", "kind").distinct())


def _standings(chosen: Collection[Organisation]) -> list[Standing]:
    rows = Standing.objects.filter(organisation__in=chosen).select_related("result__level")
    return list(rows.defer(*LONG).order_by("-year")[:200]) if chosen else []


def _usual(known: tuple[RoundRead, ...], counted: Counter[int]) -> RoundRead | None:
    """The newest round in which all stand, or in which most do; `counted` says how many stand in each."""
    standing = [one for one in known if one.pk in counted]
    return max(standing, key=lambda one: (counted[one.pk], one.year), default=None)


def _columns(
    chosen: Sequence[Organisation], standings: dict[int, Standing], one_round: RoundRead | None
) -> tuple[Column, ...]:
    results = [one.result_id for one in standings.values()]
    instrument = instrument_of(Version.objects.get(pk=one_round.version_id)) if one_round and results else None
    read = read_side_by_side(results, instrument) if instrument else {}
    keys = [one.key for one in chosen]
    return tuple(
        Column(
            LETTERS[place],
            one,
            standing,
            read[standing.result_id] if standing else (),
            sample(place),
            address([key for key in keys if key != one.key], one_round),
        )
        for place, one in enumerate(chosen)
        for standing in [standings.get(one.pk)]
    )


def _rows(columns: Sequence[Column]) -> tuple[Row, ...]:
    """Dimension by dimension with its indicators; the first column that stands in the round is what others differ from."""
    standing = next((column for column in columns if column.standing), None)
    if standing is None:
        return ()
    rows: list[Row] = []
    for n, dimension in enumerate(standing.dimensions):
        beside = [column.dimensions[n] if column.standing else None for column in columns]
        rows.append(_row(dimension, beside, is_dimension=True))
        for m, indicator in enumerate(dimension.indicators):
            rows.append(_row(indicator, [one.indicators[m] if one else None for one in beside]))
    return tuple(rows)


def _row(
    one: DimensionRead | IndicatorRead,
    beside: Sequence[DimensionRead | IndicatorRead | None],
    *,
    is_dimension: bool = False,
) -> Row:
    percents = [other.percent if other else None for other in beside]
    cells = tuple(
        Cell(percent, None if other is one or percent is None or one.percent is None else percent - one.percent)
        for other, percent in zip(beside, percents, strict=True)
    )
    return Row(one.code, one.name, is_dimension, cells)


def _radar(columns: Sequence[Column]) -> SafeString:
    drawn = [column for column in columns if column.standing]
    if not drawn:
        return SafeString()
    none = tuple(None for _one in drawn[0].dimensions)
    series = [
        Series(
            f"{column.letter} {column.organisation.full_name}", tuple(one.percent for one in column.dimensions) or none
        )
        for column in columns
    ]
    return drawings.spokes_radar(drawn[0].dimensions, series, name=_("the organisations compared"))
