"""The filtered table as a file: every score with its code, what was verified beside what was said.

CSV and JSON are sent as they are read, some hundred organisations at a time; a workbook is built whole, so it holds at
most MOST_IN_A_WORKBOOK.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.assessment.models import Layer, ResultGoal, ResultScore, Standing
from cms.assessment.reading.filters import ORDERS, Filters
from cms.assessment.reading.lists import of_round
from cms.assessment.reading.rounds import RoundRead, rounds
from cms.assessment.reading.rows import LONG
from cms.indicators.instrument import Instrument
from cms.indicators.models import Version
from cms.indicators.queries import instrument_of
from cms.indicators.sdgs import Goal
from cms.research.exports import Cell, as_xlsx, csv_lines
from themes.heads import absolute

MOST_IN_A_WORKBOOK = 2_000
BATCH = 250

FORMS: dict[str, tuple[str, str | Promise]] = {
    "csv": ("text/csv; charset=utf-8", "CSV"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", gettext_lazy("Excel workbook")),
    "json": ("application/json", "JSON"),
}
FACTS = (
    *("key", "name_th", "name_en", "kind", "lao_type", "province", "region", "is_demo", "year", "set", "version"),
    *("percent", "self_percent", "marks", "full_marks", "level", "level_name", "rank", "rank_before"),
    *("published_at", "url"),
)
Pair = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Whole:
    """One organisation with all that is counted: `scores` has (percent, self percent) by layer and code."""

    standing: Standing
    instrument: Instrument
    scores: dict[tuple[str, str], Pair]
    goals: dict[int, Decimal]


@dataclass(frozen=True, slots=True)
class Table:
    """What is asked for: the round, the standings in order, and the codes of all versions in it."""

    round: RoundRead
    standings: tuple[int, ...]
    dimensions: tuple[str, ...]
    indicators: tuple[str, ...]
    instruments: dict[int, Instrument]

    def wholes(self) -> Iterator[Whole]:
        """The organisations, read some hundred at a time; three queries each time."""
        for start in range(0, len(self.standings), BATCH):
            yield from wholes(self.standings[start : start + BATCH], self.instruments)


def table(data: QueryDict) -> Table | None:
    """What the list shows for this query string, all pages of it; None where nothing is published."""
    filters, one = Filters.of(data, rounds())
    if one is None:
        return None
    found = of_round(one).filter(filters.condition())
    versions = Version.objects.filter(pk__in=found.order_by().values("result__version")).select_related("indicator_set")
    instruments = {version.pk: instrument_of(version) for version in versions.order_by("-number")}
    return Table(
        round=one,
        standings=tuple(found.order_by(*ORDERS[filters.sort]).values_list("pk", flat=True)),
        dimensions=_codes(one.dimensions for one in instruments.values()),
        indicators=_codes(one.indicators for one in instruments.values()),
        instruments=instruments,
    )


def _codes(layers: Iterable[Sequence[Any]]) -> tuple[str, ...]:
    """The codes of a layer in all versions, those of the newest first and in its order."""
    return tuple(dict.fromkeys(spec.code for specs in layers for spec in specs))


def wholes(pks: Sequence[int], instruments: dict[int, Instrument]) -> list[Whole]:
    """These standings with their scores and goals, in this order; three queries."""
    rows = Standing.objects.select_related("organisation", "round__indicator_set", "result__level").defer(*LONG)
    by_pk = rows.in_bulk(pks)
    results = {standing.result_id for standing in by_pk.values()}
    scores: dict[int, dict[tuple[str, str], Pair]] = defaultdict(dict)
    told = ResultScore.objects.filter(result__in=results).order_by("pk")
    for result, layer, code, percent, own in told.values_list("result", "layer", "code", "percent", "self_percent"):
        scores[result][layer, code] = percent, own
    goals: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for result, goal, percent in ResultGoal.objects.filter(result__in=results).values_list("result", "goal", "percent"):
        goals[result][goal] = percent
    found = [by_pk[pk] for pk in pks if pk in by_pk]
    return [
        Whole(one, instruments[one.result.version_id], scores[one.result_id], goals[one.result_id]) for one in found
    ]


def facts(whole: Whole) -> dict[str, Any]:
    """What is said of an organisation beside its scores, by FACTS."""
    standing, result, organisation = whole.standing, whole.standing.result, whole.standing.organisation
    address = reverse("assessment:organisation", args=[organisation.key])
    return {
        "key": organisation.key,
        "name_th": organisation.called(language="th"),
        "name_en": organisation.called(language="en"),
        "kind": standing.kind_id,
        "lao_type": standing.lao_type,
        "province": standing.province_id,
        "region": standing.region,
        "is_demo": standing.is_demo,
        "year": standing.year,
        "set": standing.round.indicator_set.code,
        "version": whole.instrument.number,
        "percent": standing.percent,
        "self_percent": result.self_percent,
        "marks": result.marks,
        "full_marks": whole.instrument.full_marks,
        "level": result.level.code if result.level else "",
        "level_name": result.level.name if result.level else "",
        "rank": standing.rank,
        "rank_before": standing.before,
        "published_at": timezone.localtime(result.published_at).date(),
        "url": absolute(f"{address}?year={standing.year}"),
    }


def header(asked: Table) -> list[str]:
    """The names of the columns: codes for programs, with the words of the reader's language behind them."""
    words = _column_words()
    names = {part.code: part.name for part in (*asked.round.dimensions, *asked.round.indicators)}
    own = _("self-assessment")
    scores = [
        column
        for code in (*asked.dimensions, *asked.indicators)
        for column in (f"{code} {names[code]} %" if code in names else f"{code} %", f"{code} {own} %")
    ]
    return [*(words[name] for name in FACTS), *scores, *(f"SDG {goal} %" for goal in Goal.values)]


def line(whole: Whole, asked: Table) -> list[Cell]:
    """One organisation as a row."""
    said = facts(whole) | {"is_demo": _("Demo data") if whole.standing.is_demo else ""}
    layers = [(Layer.DIMENSION.value, code) for code in asked.dimensions]
    layers += [(Layer.INDICATOR.value, code) for code in asked.indicators]
    scores = [number for name in layers for number in whole.scores.get(name, (None, None))]
    return [*(said[name] for name in FACTS), *scores, *(whole.goals.get(goal) for goal in Goal.values)]


def as_csv(asked: Table) -> Iterator[bytes]:
    """UTF-8 with the mark by which Excel knows it, as it is read."""
    return spoken(csv_lines(header(asked), (line(one, asked) for one in asked.wholes())))


def as_workbook(asked: Table) -> bytes:
    """A workbook of the first MOST_IN_A_WORKBOOK."""
    first = replace(asked, standings=asked.standings[:MOST_IN_A_WORKBOOK])
    return as_xlsx(_("Results"), header(first), (line(one, first) for one in first.wholes()))


def as_json(asked: Table) -> Iterator[bytes]:
    """Everything by code; amounts are text, so that no digit is lost. As it is read."""
    return spoken(_json(asked))


def _json(asked: Table) -> Iterator[bytes]:
    one = asked.round
    about = {
        "set": one.set_code,
        "set_name": one.set_name,
        "set_standing": one.standing_words,
        "year": one.year,
        "kind": one.kind,
        "total": len(asked.standings),
    }
    yield (json.dumps(about, ensure_ascii=False)[:-1] + ', "results": [\n').encode()
    for number, whole in enumerate(asked.wholes()):
        yield ((",\n" if number else "") + json.dumps(told(whole), ensure_ascii=False)).encode()
    yield b"\n]}\n"


def told(whole: Whole) -> dict[str, Any]:
    """One organisation as JSON says it."""
    layers: dict[str, list[dict[str, str | None]]] = {"dimension": [], "indicator": []}
    for (layer, code), (percent, own) in whole.scores.items():
        layers[layer].append({"code": code, "percent": _text(percent), "self_percent": _text(own)})
    said = facts(whole)
    return {
        **{name: _text(value) if isinstance(value, Decimal) else value for name, value in said.items()},
        "published_at": said["published_at"].isoformat(),
        "dimensions": layers["dimension"],
        "indicators": layers["indicator"],
        "goals": [{"goal": goal, "percent": _text(percent)} for goal, percent in sorted(whole.goals.items())],
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def spoken(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, each made in the language of the request, which may be over when they are sent."""
    language = get_language() or "th"

    def speaking() -> Iterator[bytes]:
        while True:
            with translation.override(language):
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece

    return speaking()


def _column_words() -> dict[str, str]:
    return {
        "key": _("Key"),
        "name_th": _("Name in Thai"),
        "name_en": _("Name in English"),
        "kind": _("Kind of organisation"),
        "lao_type": _("Type of LAO"),
        "province": _("Province code"),
        "region": _("Region"),
        "is_demo": _("Demo data"),
        "year": _("Year (CE)"),
        "set": _("Indicator set"),
        "version": _("Version"),
        "percent": _("Percent"),
        "self_percent": _("Percent by self-assessment"),
        "marks": _("Marks"),
        "full_marks": _("Full marks"),
        "level": _("Code of the level"),
        "level_name": _("Level"),
        "rank": _("Rank of the level"),
        "rank_before": _("Rank in the round before"),
        "published_at": _("Published"),
        "url": _("Address"),
    }
