"""The table of results: one page of a round, narrowed and in order, with counts beside every choice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.assessment.models import Standing
from cms.assessment.reading.filters import ORDERS, Filters
from cms.assessment.reading.rounds import RoundRead, rounds
from cms.assessment.reading.rows import rows, with_names
from cms.assessment.reading.tally import Cell, cells_by_type, numbers_by
from cms.places.models import LaoType, Province, Region
from search.indexing import sort_key
from search.memory import remember
from search.paging import page_number
from themes.templatetags.thai_dates import thai_year

PAGE_LENGTH = 25


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how many organisations it would give beside the other filters; None is not counted."""

    code: str
    label: str
    number: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that belong together: the provinces of a region, the sets of a kind."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is on, and the query string without it."""

    label: str
    href: str


class Counted(Paginator[Standing]):
    """A paginator that is told how many there are, because the cells have counted them."""

    def __init__(self, found: QuerySet[Standing], per_page: int, total: int | None) -> None:
        super().__init__(found, per_page)
        self.total = total

    @cached_property
    def count(self) -> int:
        return super().count if self.total is None else self.total


def of_round(one: RoundRead) -> QuerySet[Standing]:
    """The standings of a round."""
    return Standing.objects.filter(round=one.pk)


def results(data: QueryDict) -> dict[str, Any]:
    """One page of results for the template; three queries whatever is asked, one more for a part of a name."""
    known = rounds()
    filters, one = Filters.of(data, known)
    asked = ("kalyanamitr list", get_language(), filters, page_number(data.get("page", "")))
    if one is None:
        return {"filters": filters, "round": None, "listed": None, "rows": [], "asked": None, "chosen": []}
    return {
        "filters": filters,
        "round": one,
        # Parts of names are made up by anybody: what they find is kept in few places, and never as drawn.
        "asked": None if filters.name else asked,
        **remember(asked, lambda: _results(filters, one, known, data), is_asked=True),
    }


def _results(filters: Filters, one: RoundRead, known: tuple[RoundRead, ...], data: QueryDict) -> dict[str, Any]:
    counted = cells_by_type(one.pk)
    number = None if filters.name else sum(cell.number for cell in filters.fitting(counted))
    found = with_names(of_round(one).filter(filters.condition())).order_by(*ORDERS[filters.sort])
    listed = Counted(found, PAGE_LENGTH, number).get_page(page_number(data.get("page", "")))
    provinces = province_names()
    shown = rows(listed, year=one.year)
    # What is kept in memory holds no rows of the database.
    total = listed.paginator.count
    return {
        "rows": shown,
        "listed": Page(shown, listed.number, Counted(Standing.objects.none(), PAGE_LENGTH, total)),
        "total": total,
        "has_demo": any(cell.demo for cell in filters.fitting(counted)),
        "choices": choices(filters, one, known, counted, provinces),
        "chosen": chosen(filters, one, provinces),
    }


def province_names() -> dict[str, str]:
    """Names of all provinces by code; one query, remembered."""
    named = ("province names", get_language())
    return remember(named, lambda: {one.code: str(one) for one in Province.objects.current().order_by("code")})


def choices(
    filters: Filters, one: RoundRead, known: tuple[RoundRead, ...], counted: Iterable[Cell], provinces: dict[str, str]
) -> dict[str, Any]:
    """What each filter offers. Without a name each is counted under the others."""
    counted = list(counted)

    def numbers(name: str, what: Callable[[Cell], str]) -> dict[str, int]:
        return numbers_by(filters.fitting(counted, without=name), what)

    def offered(name: str, labels: Iterable[tuple[str, str]], what: Callable[[Cell], str]) -> tuple[Choice, ...]:
        by = {} if filters.name else numbers(name, what)
        told = None if filters.name else 0
        chosen = getattr(filters, name)
        return tuple(Choice(code, label, by.get(code, told), code == chosen) for code, label in labels)

    here = {cell.type for cell in counted}
    types = [(value, str(label)) for value, label in LaoType.choices if value in here]
    levels = [(str(level.rank), level.name) for level in reversed(one.levels)]
    return {
        **round_choices(one, known),
        "types": offered("type", types, lambda cell: cell.type),
        "levels": offered("level", [*levels, ("0", _("No level reached"))], lambda cell: str(cell.rank)),
        "regions": offered("region", [(v, str(label)) for v, label in Region.choices], lambda cell: cell.region),
        "provinces": _by_region(
            {cell.province: cell.region for cell in counted},
            offered("province", provinces.items(), lambda cell: cell.province),
        ),
        "risen": sum(cell.number for cell in filters.fitting(counted, without="rose") if cell.has_risen),
    }


def _by_region(regions: dict[str, str], offered: Iterable[Choice]) -> tuple[Group, ...]:
    """The provinces that have results, by region, in the order of a dictionary."""
    found = []
    for value, label in Region.choices:
        own = [choice for choice in offered if regions.get(choice.code) == value]
        if own:
            found.append(Group(str(label), tuple(sorted(own, key=lambda choice: sort_key(choice.label)))))
    return tuple(found)


def round_choices(one: RoundRead, known: tuple[RoundRead, ...]) -> dict[str, tuple[Any, ...]]:
    """The sets by kind of organisation, and the years of the set that is chosen."""
    kinds: dict[str, dict[str, str]] = {}
    for other in known:
        kinds.setdefault(other.kind_name, {})[other.set_code] = other.set_name
    sets = tuple(
        Group(kind, tuple(Choice(code, name, None, code == one.set_code) for code, name in named.items()))
        for kind, named in kinds.items()
    )
    years = tuple(
        Choice(str(other.year), thai_year(other.year), None, other.year == one.year)
        for other in known
        if other.set_code == one.set_code
    )
    return {"sets": sets, "years": years}


def chosen(filters: Filters, one: RoundRead, provinces: dict[str, str]) -> list[Chosen]:
    """The filters that are on, each with the way to lift it."""
    labels = {
        "region": str(Region(filters.region).label) if filters.region else "",
        "province": provinces.get(filters.province, filters.province),
        "type": str(LaoType(filters.type).label) if filters.type else "",
        "level": (one.level_name(int(filters.level)) or _("No level reached")) if filters.level else "",
        "rose": _("Level rose") if filters.rose else "",
        "name": f"“{filters.name}”" if filters.name else "",
    }
    return [Chosen(label, filters.query(**{name: ""})) for name, label in labels.items() if label]
