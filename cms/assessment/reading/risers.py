"""Who moved up: organisations whose level is higher than in the round before, and what they became better at."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.utils.translation import get_language

from cms.assessment.models import Layer, ResultScore, Standing
from cms.assessment.reading.lists import PAGE_LENGTH, Counted, of_round, round_choices
from cms.assessment.reading.rounds import RoundRead, rounds
from cms.assessment.reading.rows import LONG, Row, rows, with_names
from cms.assessment.reading.sums import Share
from cms.assessment.reading.tally import cells, risen_means, total
from cms.assessment.reading.words import change_words, percent_words
from search.memory import remember
from search.paging import page_number

MOST_NAMED = 2  # dimensions of one riser


@dataclass(frozen=True, slots=True)
class Riser:
    """One that moved up, from what and by how much; `gains` are the dimensions that rose most, with their points."""

    row: Row
    year_before: int
    level_before: str
    percent_before: Decimal
    change: str
    gains: tuple[tuple[str, str], ...]


def risers(one: RoundRead, page: str) -> dict[str, Any]:
    """One page of those who moved up, the best first, and what they rose in together; five queries."""
    named = ("kalyanamitr risers", get_language(), one.pk, page_number(page))
    return remember(named, lambda: _risers(one, page_number(page)), is_asked=True)


def risen(one: RoundRead) -> "QuerySet[Standing]":
    """The standings of a round whose level is higher than in the round before."""
    return of_round(one).filter(rank__gt=F("before"))


def _risers(one: RoundRead, page: int) -> dict[str, Any]:
    whole = total(cells([one.pk])[one.pk])
    listed = Counted(with_names(risen(one)).order_by("-percent", "pk"), PAGE_LENGTH, whole.risen).get_page(page)
    shown = _shown(one, list(listed))
    return {
        "total": whole,
        "risers": shown,
        "listed": Page(shown, listed.number, Counted(Standing.objects.none(), PAGE_LENGTH, whole.risen)),
        "together": _together(one) if whole.risen else [],
        "choices": round_choices(one, rounds()),
    }


def _shown(one: RoundRead, standings: list[Standing]) -> list[Riser]:
    earlier = _before(one, standings)
    results = [standing.result_id for standing in [*standings, *earlier.values()]]
    percents: dict[int, dict[str, Decimal]] = {}
    scores = ResultScore.objects.filter(result__in=results, layer=Layer.DIMENSION, percent__isnull=False)
    for result, code, percent in scores.values_list("result", "code", "percent"):
        percents.setdefault(result, {})[code] = percent or Decimal(0)
    found = []
    for standing, row in zip(standings, rows(standings, year=one.year), strict=True):
        was = earlier.get(standing.organisation_id)
        if was is not None:
            now, then = percents.get(standing.result_id, {}), percents.get(was.result_id, {})
            found.append(_riser(row, standing, was, _gains(one, now, then)))
    return found


def _riser(row: Row, standing: Standing, was: Standing, gains: tuple[tuple[str, str], ...]) -> Riser:
    level = was.result.level
    return Riser(
        row=row,
        year_before=was.year,
        level_before=level.name if level else "",
        percent_before=was.percent,
        change=change_words(standing.percent - was.percent),
        gains=gains,
    )


def _before(one: RoundRead, standings: list[Standing]) -> dict[int, Standing]:
    """The newest earlier standing of each organisation by the same set; one query."""
    rows_before = Standing.objects.filter(
        organisation__in=[standing.organisation_id for standing in standings],
        round__indicator_set=one.set_id,
        year__lt=one.year,
    )
    found = rows_before.select_related("result__level").defer(*LONG)
    return {standing.organisation_id: standing for standing in found.order_by("year")}


def _gains(one: RoundRead, now: dict[str, Decimal], then: dict[str, Decimal]) -> tuple[tuple[str, str], ...]:
    """The dimensions that rose most, with the points they rose by."""
    rises = [(now[d.code] - then[d.code], d) for d in one.dimensions if d.code in now and d.code in then]
    best = sorted((pair for pair in rises if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].code))
    return tuple((f"{part.code} {part.name}", change_words(points)) for points, part in best[:MOST_NAMED])


def _together(one: RoundRead) -> list[Share]:
    """The mean of each dimension over all who moved up, and how much higher it is than theirs before; one query."""
    means = risen_means(one.pk)
    found = []
    for part in one.dimensions:
        if part.code in means:
            now, then = means[part.code]
            label, words = f"{part.code} {part.name}", change_words(now - then)
            found.append((now - then, Share(label, now, percent_words(now), words, code=part.code)))
    return [share for _rise, share in sorted(found, key=lambda pair: -pair[0])]
