"""Organisations by what they reached in one indicator."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.assessment.models import Layer, ResultScore, Standing
from cms.assessment.reading.lists import PAGE_LENGTH, Counted, of_round, round_choices
from cms.assessment.reading.rounds import PartRead, RoundRead, rounds
from cms.assessment.reading.rows import Row, rows, with_names
from cms.assessment.reading.sums import Share
from cms.assessment.reading.tally import Mean, region_means
from cms.assessment.reading.words import change_words, percent_words
from cms.places.models import Region
from search.memory import remember
from search.paging import page_number


@dataclass(frozen=True, slots=True)
class Part:
    """A dimension with its indicators, to choose from; each with the address of its ranking."""

    code: str
    name: str
    indicators: tuple[tuple[str, str, str], ...]


def parts(one: RoundRead) -> list[Part]:
    """The dimensions of a round with their indicators."""
    return [
        Part(
            dimension.code,
            dimension.name,
            tuple(
                (indicator.code, indicator.name, url_of(one, indicator.code))
                for indicator in one.indicators
                if indicator.dimension == dimension.code
            ),
        )
        for dimension in one.dimensions
    ]


def url_of(one: RoundRead, code: str) -> str:
    """The ranking by an indicator in the year of a round."""
    return f"{reverse('assessment:ranking_by', args=[one.set_code, code])}?year={one.year}"


def ranking(one: RoundRead, indicator: PartRead, page: str) -> dict[str, Any]:
    """One page of the ranking with the means of the country and the regions; four queries, one more behind the first page."""
    named = ("kalyanamitr ranking", get_language(), one.pk, indicator.code, page_number(page))
    return remember(named, lambda: _ranking(one, indicator, page_number(page)), is_asked=True)


def _ranking(one: RoundRead, indicator: PartRead, page: int) -> dict[str, Any]:
    means = region_means(one.pk, indicator.code)
    number = means[""].number if "" in means else 0
    found = scores(one, indicator.code)
    total = Counted(Standing.objects.none(), PAGE_LENGTH, number)
    here = total.get_page(page).number
    listed = list(found[(here - 1) * PAGE_LENGTH : here * PAGE_LENGTH])
    shown = _placed(one, listed, found, (here - 1) * PAGE_LENGTH)
    return {
        "rows": shown,
        "listed": Page(shown, here, total),
        "means": _shares(means),
        "mean": means.get(""),
        "choices": round_choices(one, rounds()),
    }


def scores(one: RoundRead, code: str) -> "QuerySet[ResultScore]":
    """The scores of a round's indicator that count now and apply, the best first."""
    found = ResultScore.objects.filter(round=one.pk, layer=Layer.INDICATOR, code=code, percent__isnull=False)
    # Asked row by row, so that the index of ranked scores leads and nothing is sorted.
    return found.filter(Exists(Standing.objects.filter(result=OuterRef("result")))).order_by("-percent", "pk")


def _placed(one: RoundRead, listed: list[ResultScore], found: "QuerySet[ResultScore]", start: int) -> list[Row]:
    """The rows with their places; who scored the same shares a place, and the next ones stand behind all of them."""
    standings = with_names(of_round(one).filter(result__in=[score.result_id for score in listed]))
    by_result = {s.result_id: row for s, row in _rows(standings, one)}
    first = found.filter(percent__gt=listed[0].percent).count() + 1 if listed and start else 1
    shown, place, last = [], first, listed[0].percent if listed else None
    for number, score in enumerate(listed, start=start + 1):
        if score.percent != last:
            place, last = number, score.percent
        row = by_result[score.result_id]
        shown.append(replace(row, place=place, percent=score.percent or Decimal(0), self_percent=score.self_percent))
    return shown


def _rows(standings: "QuerySet[Standing]", one: RoundRead) -> list[tuple[Standing, Row]]:
    found = list(standings)
    return list(zip(found, rows(found, year=one.year), strict=True))


def _shares(means: dict[str, Mean]) -> list[Share]:
    """The country first, then each region with how far it is from the country."""
    if "" not in means:
        return []
    whole = means[""]
    found = [Share(_("Whole country"), whole.percent, percent_words(whole.percent))]
    for value, label in Region.choices:
        mean = means.get(value)
        if mean is not None:
            words = change_words(mean.percent - whole.percent)
            found.append(Share(str(label), mean.percent, percent_words(mean.percent), words, code=value))
    return found
