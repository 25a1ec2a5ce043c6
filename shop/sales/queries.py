"""Sales on line and off line, in sums: asked of any number of enterprises at once, in a query for each kind.

On line counts what was ordered here and is paid: orders to be sent, sent or received; on delivery, received. It counts on
the day of the order, with what the goods cost, without sending. Money paid back later is not taken off.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeAlias

from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth
from django.utils import timezone

from shop.catalogue.models import Product
from shop.enterprises.models import Enterprise
from shop.orders.models import Order, OrderLine, State
from shop.sales.models import OfflineSale
from shop.sales.rules import months, span

Enterprises: TypeAlias = "QuerySet[Enterprise] | Iterable[Enterprise | int]"
MOST_PRODUCTS = 2_000
MOST_BUTTONS = 60


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What was sold in one month, named by its first day: satang and pieces."""

    month: date
    online: int = 0
    offline: int = 0
    online_pieces: int = 0
    offline_pieces: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.online + self.offline


@dataclass(frozen=True, slots=True)
class ProductRow:
    """What was sold of one product in a year, satang and pieces; `product` is None for what is not among them."""

    product: Product | None
    called: str
    online: int = 0
    offline: int = 0
    online_pieces: int = 0
    offline_pieces: int = 0

    @property
    def name(self) -> str:
        """In the language of the moment; what is no product, as it was entered."""
        return self.product.name if self.product else self.called

    @property
    def total(self) -> int:
        """Both together."""
        return self.online + self.offline


def monthly(enterprises: Enterprises, year: int, *, begins: int = 1) -> list[MonthRow]:
    """Twelve rows; of a fiscal year with `begins=10`. Two queries."""
    online = _by_month(_online(enterprises, year, begins), "order__placed_at", "quantity")
    offline = _by_month(_offline(enterprises, year, begins), "sold_on", "pieces")
    rows = (
        (month, online.get(month.month, (0, 0)), offline.get(month.month, (0, 0)))
        for month in months(year, begins=begins)
    )
    return [MonthRow(month, there[0], here[0], there[1], here[1]) for month, there, here in rows]


def by_enterprise(enterprises: Enterprises, year: int, *, begins: int = 1) -> list[tuple[int, int, int, int]]:
    """Primary key of the enterprise, number of the month, satang on line and off line; months without sales are left
    out. For sums that must not tell what one of few sold. Two queries."""
    found: dict[tuple[int, int], list[int]] = {}
    kinds = (
        (_online(enterprises, year, begins), "order__enterprise", "order__placed_at"),
        (_offline(enterprises, year, begins), "enterprise", "sold_on"),
    )
    for place, (rows, whose, moment) in enumerate(kinds):
        summed = rows.values_list(whose, ExtractMonth(moment)).annotate(satang=Sum("total"))
        for key, month, satang in summed:
            found.setdefault((key, month), [0, 0])[place] = satang
    return [(key, month, sums[0], sums[1]) for (key, month), sums in sorted(found.items())]


def by_product(enterprises: Enterprises, year: int, *, begins: int = 1) -> list[ProductRow]:
    """Every product of which something was sold, what sold for most first, MOST_PRODUCTS at most. Three queries."""
    sums: dict[tuple[int | None, str], list[int]] = {}
    there = _online(enterprises, year, begins).values("variant__product")
    for key, satang, pieces in there.annotate(s=Sum("total"), p=Sum("quantity")).values_list(
        "variant__product", "s", "p"
    ):
        sums[key, ""] = [satang, 0, pieces, 0]
    for key, name, satang, pieces in _offline_by_product(enterprises, year, begins):
        row = sums.setdefault((key, "" if key else name), [0, 0, 0, 0])
        row[1] += satang
        row[3] += pieces
    best = sorted(sums.items(), key=lambda one: (-one[1][0] - one[1][1], one[0][0] or 0, one[0][1]))[:MOST_PRODUCTS]
    products = Product.objects.in_bulk([key for (key, _name), _row in best if key])
    return [ProductRow(products.get(key) if key else None, name, *row) for (key, name), row in best]


def years_of(enterprises: Enterprises, *, today: date) -> list[int]:
    """The calendar years from the first sale to now, the latest first. Two queries."""
    ours = _keys(enterprises)
    first = Order.objects.filter(enterprise__in=ours).aggregate(first=Min("placed_at"))["first"]
    offline = OfflineSale.objects.filter(enterprise__in=ours, withdrawn_at=None).order_by("sold_on")
    began = [timezone.localtime(first).year] if first else []
    began += [day.year for day in offline.values_list("sold_on", flat=True)[:1]]
    return list(range(today.year, min([*began, today.year]) - 1, -1))


def entries_of(enterprise: Enterprise) -> "QuerySet[OfflineSale]":
    """Its entries, those taken back too, the latest first."""
    mine = OfflineSale.objects.filter(enterprise=enterprise).select_related("variant__product", "actor", "withdrawn_by")
    return mine.order_by("-sold_on", "-pk")


def last_entry(enterprise: Enterprise) -> OfflineSale | None:
    """What was entered last: the next is often sold in the same place."""
    return OfflineSale.objects.filter(enterprise=enterprise).order_by("-at", "-pk").first()


def entered_on(enterprise: Enterprise, day: date) -> dict[str, int]:
    """How many entries there are of this day, of how many pieces, for how much (satang): `number`, `pieces`, `total`."""
    that_day = OfflineSale.objects.filter(enterprise=enterprise, sold_on=day, withdrawn_at=None)
    found = that_day.aggregate(number=Count("pk"), pieces=Sum("pieces"), total=Sum("total"))
    return {name: value or 0 for name, value in found.items()}


def most_sold(enterprise: Enterprise, *, since: date) -> list[int]:
    """Primary keys of the variants that were entered most often since this day, the latest first where equal."""
    rows = OfflineSale.objects.filter(
        enterprise=enterprise, sold_on__gte=since, withdrawn_at=None, variant__isnull=False
    )
    counted = rows.order_by().values("variant").annotate(times=Count("pk"), last=Max("at"))
    return list(counted.order_by("-times", "-last", "variant").values_list("variant", flat=True)[:MOST_BUTTONS])


def _online(enterprises: Enterprises, year: int, begins: int) -> "QuerySet[OrderLine]":
    first, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in span(year, begins=begins))
    paid = Q(order__state=State.RECEIVED) | Q(order__state__in=[State.TO_SEND, State.SENT], order__pay_by__isnull=False)
    when = Q(order__placed_at__gte=first, order__placed_at__lt=end)
    return OrderLine.objects.filter(paid, when, order__enterprise__in=_keys(enterprises)).order_by()


def _offline(enterprises: Enterprises, year: int, begins: int) -> "QuerySet[OfflineSale]":
    first, end = span(year, begins=begins)
    when = {"sold_on__gte": first, "sold_on__lt": end}
    return OfflineSale.objects.filter(enterprise__in=_keys(enterprises), withdrawn_at=None, **when).order_by()


def _by_month(rows: "QuerySet[Any]", moment: str, pieces: str) -> dict[int, tuple[int, int]]:
    summed = rows.values(m=ExtractMonth(moment)).annotate(satang=Sum("total"), pcs=Sum(pieces))
    return {row["m"]: (row["satang"], row["pcs"]) for row in summed}


def _offline_by_product(enterprises: Enterprises, year: int, begins: int) -> Iterator[tuple[int | None, str, int, int]]:
    """Of what is among the products, one row each whatever it was called; of the rest a row a name."""
    rows = _offline(enterprises, year, begins)
    named = rows.values("variant__product", "name").annotate(s=Sum("total"), p=Sum("pieces"))
    yield from named.values_list("variant__product", "name", "s", "p").iterator(chunk_size=2_000)


def _keys(enterprises: Enterprises) -> "QuerySet[Any] | list[int]":
    if isinstance(enterprises, QuerySet):
        return enterprises.order_by().values("pk")
    return [one if isinstance(one, int) else one.pk for one in enterprises]
