"""The pages that tell all of a round: the overview of each kind, the map, one province."""

from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import get_language

from cms.assessment.models import Standing
from cms.assessment.reading.lists import PAGE_LENGTH, Counted, of_round, province_names, round_choices
from cms.assessment.reading.rounds import RoundRead, choose, latest_of_each_kind, rounds
from cms.assessment.reading.rows import rows, with_names
from cms.assessment.reading.sums import dimension_shares, level_shares, province_rows, tiles
from cms.assessment.reading.tally import cells, dimension_means, total
from cms.places.models import Province
from search.memory import remember
from search.paging import page_number


def overview() -> dict[str, Any]:
    """The newest round of each kind of organisation: levels, means, who rose; the map is of the first. Four queries."""
    return remember(("kalyanamitr overview", get_language()), _overview)


def _overview() -> dict[str, Any]:
    shown = latest_of_each_kind(rounds())
    counted = cells([one.pk for one in shown]) if shown else {}
    means = dimension_means([one.pk for one in shown]) if shown else {}
    names = province_names() if shown else {}
    first = shown[0] if shown else None
    return {
        "summaries": [
            {
                "round": one,
                "total": (whole := total(counted[one.pk])),
                "levels": level_shares(one, whole),
                "dimensions": dimension_shares(one, means[one.pk]),
            }
            for one in shown
        ],
        "round": first,
        "tiles": tiles(first, counted[first.pk], names) if first else [],
        "has_demo": any(cell.demo for found in counted.values() for cell in found),
    }


def chosen_round(data: QueryDict) -> RoundRead | None:
    """The round that a query string names, or the newest of LAOs; None where nothing is published."""
    return choose(rounds(), set_code=data.get("set", ""), kind=data.get("kind", ""), year=data.get("year", ""))


def map_of(one: RoundRead) -> dict[str, Any]:
    """The map of a round with its table; three queries."""
    return remember(("kalyanamitr map", get_language(), one.pk), lambda: _map(one))


def _map(one: RoundRead) -> dict[str, Any]:
    counted, names = cells([one.pk])[one.pk], province_names()
    return {
        "tiles": tiles(one, counted, names),
        "provinces": province_rows(one, counted, names),
        "total": total(counted),
        "choices": round_choices(one, rounds()),
    }


def province_of(code: str) -> Province | None:
    """The present province of this code; one query, remembered."""
    named = ("kalyanamitr province", code, get_language())
    return remember(named, lambda: Province.objects.current().filter(code=code).first(), is_asked=True)


def of_province(province: Province, one: RoundRead, page: str) -> dict[str, Any]:
    """One province in a round: levels, means beside the country's, its organisations; five queries."""
    named = ("kalyanamitr of province", get_language(), province.code, one.pk, page_number(page))
    return remember(named, lambda: _of_province(province, one, page_number(page)), is_asked=True)


def _of_province(province: Province, one: RoundRead, page: int) -> dict[str, Any]:
    counted = [cell for cell in cells([one.pk])[one.pk] if cell.province == province.code]
    whole = total(counted)
    means = dimension_means([one.pk], province.code)[one.pk]
    country = dimension_means([one.pk])[one.pk]
    found = with_names(of_round(one).filter(province=province.code)).order_by("-percent", "pk")
    listed = Counted(found, PAGE_LENGTH, whole.number).get_page(page)
    shown = rows(listed, year=one.year)
    return {
        "total": whole,
        "levels": level_shares(one, whole, f"&province={province.code}"),
        "dimensions": dimension_shares(one, means, country),
        "rows": shown,
        "listed": Page(shown, listed.number, Counted(Standing.objects.none(), PAGE_LENGTH, whole.number)),
        "choices": round_choices(one, rounds()),
    }
