"""A year of sales as the desk shows it: sums, months beside those of the year before, the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shop.enterprises.models import Enterprise
from shop.money import SATANG
from shop.sales import queries
from shop.sales.queries import MonthRow
from shop.sales.rules import change
from themes.charts import Group, columns
from themes.templatetags.money import baht
from themes.templatetags.thai_dates import month_short, thai_year


@dataclass(frozen=True, slots=True)
class Sums:
    """What was sold in some months, in satang and pieces."""

    online: int
    offline: int
    online_pieces: int
    offline_pieces: int

    @property
    def total(self) -> int:
        """Both together, in satang."""
        return self.online + self.offline

    @property
    def pieces(self) -> int:
        """Both together."""
        return self.online_pieces + self.offline_pieces


@dataclass(frozen=True, slots=True)
class Changes:
    """By how many per cent the sums are more or less than in the same months of the year before; None: none then."""

    online: int | None
    offline: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """A year: `compared` are the months, from the first, that are compared with those of the year before."""

    year: int
    rows: Sequence[tuple[MonthRow, MonthRow]]
    sums: Sums
    changes: Changes
    compared: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was sold."""
        return not self.sums.total


def overview(enterprise: Enterprise, year: int, *, today: date) -> Overview:
    """The year of one enterprise; four queries. A year that is not over is compared up to the month before this one."""
    rows, before = queries.monthly([enterprise], year), queries.monthly([enterprise], year - 1)
    compared = 12 if year < today.year else today.month - 1
    now, then = sums(rows[:compared]), sums(before[:compared])
    changes = Changes(change(now.online, then.online), change(now.offline, then.offline), change(now.total, then.total))
    return Overview(year, list(zip(rows, before, strict=True)), sums(rows), changes, compared)


def sums(rows: Sequence[MonthRow]) -> Sums:
    """Of these months."""
    names = ("online", "offline", "online_pieces", "offline_pieces")
    return Sums(*(sum(getattr(row, name) for row in rows) for name in names))


def drawing(seen: Overview) -> SafeString:
    """Twelve pairs of columns: on line, and striped off line."""
    series = [_("On line"), _("Off line")]
    highest = max(max(row.online, row.offline) for row, _before in seen.rows)
    groups = [
        Group(
            month_short(row.month),
            [Decimal(row.online) / SATANG, Decimal(row.offline) / SATANG],
            [baht(row.online), baht(row.offline)],
        )
        for row, _before in seen.rows
    ]
    title = _("Sales of %(year)s by month") % {"year": thai_year(seen.year)}
    words = _("On line %(online)s, off line %(offline)s in all. The table below has every figure.")
    return columns(
        groups,
        series,
        most=pgettext("the highest figure of a chart", "up to %(amount)s") % {"amount": baht(highest)},
        title=title,
        description=words % {"online": baht(seen.sums.online), "offline": baht(seen.sums.offline)},
    )
