"""Reading the ledger of one enterprise: its months, the entries of one, and both as rows of a file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.enterprises.models import Enterprise
from shop.money import SATANG
from shop.payments.ledger import Kind, LedgerEntry
from themes.templatetags.thai_dates import thai_date

# Twenty years of months.
MOST_MONTHS = 240
_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
# What stands in a cell of a file.
Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month in which something happened: what was owed (satang) before it, and what after."""

    first: date
    opening: int
    closing: int
    entries: int

    @property
    def key(self) -> str:
        """How addresses name it: 2026-11."""
        return f"{self.first:%Y-%m}"


def months_of(enterprise: Enterprise) -> list[Month]:
    """The months of an enterprise's ledger, the latest first; one query."""
    rows = (
        LedgerEntry.objects.filter(enterprise=enterprise)
        .annotate(month=TruncMonth("at"))
        .order_by("month")
        .values_list("month")
        .annotate(change=Sum("amount"), entries=Count("pk"))
    )
    found = [(month, int(change), entries) for month, change, entries in rows]
    closings = list(accumulate(change for _month, change, _entries in found))
    months = [
        Month(month.date(), closing - change, closing, entries)
        for (month, change, entries), closing in zip(found, closings, strict=True)
    ]
    return months[: -MOST_MONTHS - 1 : -1]


def month_named(months: list[Month], name: str) -> Month | None:
    """The month of this name; the latest where there is none of it, None where there is none at all."""
    return next((month for month in months if month.key == name), months[0] if months else None)


def entries_in(enterprise: Enterprise, month: Month) -> "QuerySet[LedgerEntry]":
    """What happened in the month, the earliest first, each with what it is about."""
    begin = timezone.make_aware(datetime(month.first.year, month.first.month, 1))
    following = (month.first.year + month.first.month // 12, month.first.month % 12 + 1)
    end = timezone.make_aware(datetime(*following, 1))
    mine = LedgerEntry.objects.filter(enterprise=enterprise, at__gte=begin, at__lt=end)
    return mine.select_related("payment__order", "payout", "refund").order_by("at", "pk")


def header() -> list[str]:
    """The columns of a statement."""
    return [_("Day"), _("What"), _("Order"), _("Note"), _("In, baht"), _("Out, baht"), _("Owed after it, baht")]


def rows(enterprise: Enterprise, month: Month) -> Iterator[list[Cell]]:
    """The statement of a month, its opening balance first; amounts in baht."""
    owed = month.opening
    yield [thai_date(month.first), _("Carried over"), "", "", None, None, in_baht(owed)]
    for entry in entries_in(enterprise, month).iterator(chunk_size=1000):
        owed += entry.amount
        came, went = max(entry.amount, 0), max(-entry.amount, 0)
        order = entry.payment.order.number if entry.payment else ""
        when = thai_date(timezone.localdate(entry.at))
        sums = [in_baht(came) if came else None, in_baht(went) if went else None, in_baht(owed)]
        yield [when, named(entry), order, note(entry), *sums]


def named(entry: LedgerEntry) -> str:
    """What an entry is, as people read it."""
    if entry.kind == Kind.ADJUSTMENT and entry.payout_id:
        return _("Payout taken back")
    if entry.kind == Kind.ADJUSTMENT and entry.refund_id:
        return _("Refund came back")
    return str(Kind(entry.kind).label)


def note(entry: LedgerEntry) -> str:
    """The bank's reference of a payout, or why the ledger was corrected."""
    if entry.refund_id:
        # What its name says already.
        return ""
    return entry.reason or (entry.payout.reference if entry.payout else "")


def in_baht(satang: int) -> Decimal:
    """The amount as a number of baht with two decimals."""
    return (Decimal(satang) / SATANG).quantize(Decimal("0.01"))


def is_month(name: str) -> bool:
    """Whether this names a month of an address."""
    return bool(_MONTH.fullmatch(name))
