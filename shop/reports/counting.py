"""Counts the figures of a report. What would tell what one of fewer than three enterprises earned is never written down.

VERSION rises whenever the same books would give other figures.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cms.places.models import Lao
from shop.catalogue.showing import visible
from shop.certification.queries import counted_between
from shop.enterprises.models import Enterprise, State
from shop.reports import rules
from shop.reports.returns import MonthlyReturn
from shop.reviews.queries import Satisfaction, satisfaction_between
from shop.sales.queries import by_enterprise
from shop.sales.rules import months, span

VERSION = 1


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure and of how many enterprises it is the sum; `value` is None where nothing is known."""

    value: int | None
    enterprises: int

    def kept(self) -> int | None:
        """The figure where it may be told."""
        return self.value if rules.is_told(self.enterprises) else None


def enterprises_of(lao: Lao | None, *, is_demo: bool) -> QuerySet[Enterprise]:
    """Whose figures a report counts: those verified now; invented ones only in a report that is demo data itself."""
    rows: QuerySet[Enterprise] = Enterprise.objects.filter(state=State.VERIFIED, is_demo=is_demo)
    return rows if lao is None else rows.filter(lao=lao)


def counted_for(lao: Lao | None, *, is_demo: bool) -> list[int]:
    """Their primary keys."""
    return list(enterprises_of(lao, is_demo=is_demo).order_by("pk").values_list("pk", flat=True))


def figures(keys: list[int], year: int) -> dict[str, Any]:
    """Everything a report of these enterprises says in figures, ready for JSON; amounts in satang, raw material in kilograms.

    `lines` by name: `value`, `before` (the same enterprises a year earlier), `withheld` and `withheld_before`, which say
    that there is a figure that is not told. `months`: twelve rows, without `online` and `offline` where only their sum may
    be told, None where not even that. `satisfaction`: None where it is withheld. Ten queries.
    """
    sold, sold_before = (by_enterprise(keys, one, begins=rules.YEAR_BEGINS) for one in (year, year - 1))
    now, before = _counted(keys, year, sold), _counted(keys, year - 1, sold_before)
    lines = {name: _line(now[name], before[name]) for name in now}
    lines |= {
        "enterprises": _line(len(keys), None),
        "products": _line(visible().filter(enterprise__in=keys).count(), None),
    }
    return {
        "lines": lines,
        "months": _months(year, sold),
        "satisfaction": _satisfaction(keys, year),
    }


def _line(now: Sum | int | None, before: Sum | int | None) -> dict[str, Any]:
    line: dict[str, Any] = {}
    for name, withheld, said in (("value", "withheld", now), ("before", "withheld_before", before)):
        told = said.kept() if isinstance(said, Sum) else said
        line |= {name: told, withheld: isinstance(said, Sum) and said.value is not None and told is None}
    return line


def _counted(keys: list[int], year: int, sold: list[tuple[int, int, int, int]]) -> dict[str, Sum | int]:
    first, end = span(year, begins=rules.YEAR_BEGINS)
    returned = _returned(keys, first, end)
    active = {key for key, *_rest in sold} | returned.pop("who")
    return {
        "active": len(active),
        "certificates": counted_between(keys, first, end - timedelta(days=1)),
        **_sales(sold),
        **returned,
    }


def _sales(sold: list[tuple[int, int, int, int]]) -> dict[str, Sum]:
    """The sum, and its two parts where neither could be reckoned back from it."""
    whole = _sum((key, online + offline) for key, _month, online, offline in sold)
    parts = {
        "online": _sum((key, online) for key, _month, online, _offline in sold),
        "offline": _sum((key, offline) for key, _month, _online, offline in sold),
    }
    if not rules.are_told([part.enterprises for part in parts.values()]):
        # With one part told, the other would be the rest of the sum.
        parts = {name: Sum(part.value, 1) for name, part in parts.items()}
    return {"sales": whole, **parts}


def _sum(amounts: Iterable[tuple[int, int]]) -> Sum:
    by_whom: dict[int, int] = defaultdict(int)
    for key, amount in amounts:
        by_whom[key] += amount
    return Sum(sum(by_whom.values()), sum(1 for amount in by_whom.values() if amount))


def _returned(keys: list[int], first: date, end: date) -> dict[str, Any]:
    """Of the returns: sums, the jobs of an average month, and who returned anything (`who`)."""
    names = ("enterprise", *rules.FIGURES)
    rows = list(MonthlyReturn.objects.filter(enterprise__in=keys, month__gte=first, month__lt=end).values_list(*names))
    said = {
        name: [(row[0], row[place]) for row in rows if row[place] is not None]
        for place, name in enumerate(rules.FIGURES, start=1)
    }
    sums = {name: _known(found) for name, found in said.items() if name != "jobs"}
    income = rules.income(sums["local_purchases"].value, sums["wages"].value)
    # Told only where neither of its parts could be reckoned back from it.
    apart = rules.are_told([sums["local_purchases"].enterprises, sums["wages"].enterprises])
    many = len({key for name in ("local_purchases", "wages") for key, _figure in said[name]})
    return {
        **sums,
        "income": Sum(income, many if apart else 1),
        "jobs": _average(said["jobs"]),
        "returned_months": len(rows),
        "who": {row[0] for row in rows},
    }


def _known(found: list[tuple[int, int]]) -> Sum:
    return Sum(sum(figure for _key, figure in found) if found else None, len({key for key, _figure in found}))


def _average(found: list[tuple[int, int]]) -> Sum:
    """Of persons: each enterprise's average of the months that it returned, added up and rounded."""
    by_whom: dict[int, list[int]] = defaultdict(list)
    for key, persons in found:
        by_whom[key].append(persons)
    whole = sum(sum(persons) / len(persons) for persons in by_whom.values())
    return Sum(round(whole) if found else None, len(by_whom))


def _months(year: int, sold: list[tuple[int, int, int, int]]) -> list[dict[str, Any]] | None:
    """Sales by month. All months or none: one left out could be reckoned back from the sum of the year."""
    of_month: dict[int, dict[str, Sum]] = {
        month: _parts([row for row in sold if row[1] == month]) for month in range(1, 13)
    }
    told = {
        name: all(rules.is_told(parts[name].enterprises) for parts in of_month.values())
        for name in ("sales", "online", "offline")
    }
    if not told["sales"]:
        return None
    names = ("sales", "online", "offline") if told["online"] and told["offline"] else ("sales",)
    return [
        {"month": first.isoformat(), **{name: of_month[first.month][name].value or 0 for name in names}}
        for first in months(year, begins=rules.YEAR_BEGINS)
    ]


def _parts(rows: list[tuple[int, int, int, int]]) -> dict[str, Sum]:
    return {
        "sales": _sum((key, online + offline) for key, _month, online, offline in rows),
        "online": _sum((key, online) for key, _month, online, _offline in rows),
        "offline": _sum((key, offline) for key, _month, _online, offline in rows),
    }


def _satisfaction(keys: list[int], year: int) -> dict[str, Any] | None:
    """What buyers answered; None of fewer than three enterprises, for it would be the mark of one of them."""
    if not rules.is_told(len(keys)):
        return None
    first, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in span(year, begins=rules.YEAR_BEGINS))
    found: Satisfaction = satisfaction_between(keys, first, end)
    said = asdict(found)
    said["averages"] = {name: str(average) for name, average in found.averages.items()}
    said["shares"] = {name: [str(share) for share in shares] for name, shares in found.shares.items()}
    return said
