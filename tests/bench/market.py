"""Grows one enterprise to a number of orders, so that its desk has something to list and to add up.

Orders of the demo are copied with everything that belongs to them, under numbers and on days of their own; `shop_check`
finds them true.
"""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.core.management import call_command
from django.db import models, transaction
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from search.services import facet_counts
from shop.catalogue.models import StockItem, StockMove
from shop.catalogue.stock import BY_ORDERS, Why
from shop.enterprises.models import Enterprise
from shop.orders import numbers
from shop.orders.models import Order, OrderEvent, OrderLine, Purchase
from shop.payments.models import Payment, PaymentEvent
from shop.receipts.models import Receipt

BATCH = 500
YEARS = 2
M = TypeVar("M", bound=models.Model)


def seller() -> Enterprise:
    """The enterprise with the most orders that can be copied."""
    rows = _patterns().values("enterprise").annotate(number=Count("pk")).order_by("-number", "enterprise")
    found: Enterprise = Enterprise.objects.get(pk=rows[0]["enterprise"])
    return found


def grow(count: int) -> None:
    """Copy orders until the seller has so many; run again it copies nothing."""
    one = seller()
    missing = count - Order.objects.filter(enterprise=one).count()
    if missing <= 0:
        return
    rng = random.Random(count)
    patterns = list(_patterns().filter(enterprise=one).select_related("purchase").order_by("pk"))
    with transaction.atomic():
        _copy([rng.choice(patterns) for _number in range(missing)], rng)
    call_command("shop_check", verbosity=0)


def _patterns() -> "models.QuerySet[Order]":
    """Orders without refunds, slips or returns, each alone in its purchase, paid to the seller or not paid yet."""
    alone = Purchase.objects.annotate(number=Count("orders")).filter(number=1, erased_at=None)
    rows = Order.objects.filter(purchase__in=alone, payments__refunded=0, payments__slips=None).exclude(
        payments__gateway="stripe"
    )
    return rows.filter(payments__gateway="cod").distinct()


def _copy(patterns: Sequence[Order], rng: random.Random) -> None:
    """New purchases and orders first, then what hangs on them, table by table."""
    back = [timedelta(days=rng.randrange(365 * YEARS)) for _one in patterns]
    purchases = [
        _like(one.purchase, token=f"bench-{number}", placed_at=one.purchase.placed_at - back[number])
        for number, one in enumerate(patterns)
    ]
    Purchase.objects.bulk_create(purchases, batch_size=BATCH)
    orders = [
        _like(one, purchase=purchases[number], number=numbers.new(), placed_at=one.placed_at - back[number])
        for number, one in enumerate(patterns)
    ]
    Order.objects.bulk_create(orders, batch_size=BATCH)
    of = list(zip(patterns, orders, back, strict=True))
    _hang(OrderLine, "order", of, lambda _row, _order, _back: {})
    _hang(OrderEvent, "subject", of, lambda row, _order, back: {"at": row.at - back})
    payments = _hang(Payment, "order", of, lambda row, _order, back: {"begun_at": row.begun_at - back})
    paid = [(before, after, back) for before, after, back in payments]
    _hang(PaymentEvent, "subject", paid, lambda row, _payment, back: {"at": row.at - back})
    _receipts(of)
    _stock(of)


def _like(row: M, **said: Any) -> M:
    """A new row that says what this one says, and `said`."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    return type(row)(**{**values, **{_column(row, name): getattr(value, "pk", value) for name, value in said.items()}})


def _column(row: models.Model, name: str) -> str:
    return str(row._meta.get_field(name).attname)  # type: ignore[union-attr]  # fields of ours have columns


def _hang(
    model: type[M],
    name: str,
    of: Sequence[tuple[Any, Any, timedelta]],
    more: Callable[[Any, Any, timedelta], dict[str, Any]],
) -> list[tuple[M, M, timedelta]]:
    """Copies of the rows that hang on each; returned are (row, its copy, how long before)."""
    known: dict[int, list[M]] = {}
    for row in model._default_manager.filter(**{f"{name}__in": {before.pk for before, _after, _back in of}}).order_by(
        "pk"
    ):
        known.setdefault(getattr(row, f"{name}_id"), []).append(row)
    made = [
        (row, _like(row, **{name: after}, **more(row, after, back)), back)
        for before, after, back in of
        for row in known.get(before.pk, ())
    ]
    model._default_manager.bulk_create([copy for _row, copy, _back in made], batch_size=BATCH)
    return made


def _receipts(of: Sequence[tuple[Order, Order, timedelta]]) -> None:
    """Numbered on, year by year, as they were issued."""
    known = {row.order_id: row for row in Receipt.objects.filter(order__in=[before for before, _after, _back in of])}
    last: dict[tuple[int, int], int] = {}
    for row in Receipt.objects.order_by("serial"):
        last[row.enterprise_id, row.year] = row.serial
    made = []
    for before, after, _back in of:
        if (pattern := known.get(before.pk)) is not None:
            key = (pattern.enterprise_id, pattern.year)
            last[key] = last.get(key, 0) + 1
            made.append(_like(pattern, order=after, serial=last[key]))
    Receipt.objects.bulk_create(made, batch_size=BATCH)


def _stock(of: Sequence[tuple[Order, Order, timedelta]]) -> None:
    """The moves of each order, and before them a count that brings as many as are gone in the end."""
    old = {before.number for before, _after, _back in of}
    known: dict[str, list[StockMove]] = {}
    for row in StockMove.objects.filter(reference__in=old, why__in=BY_ORDERS).order_by("pk"):
        known.setdefault(row.reference, []).append(row)
    moves = [
        _like(row, reference=after.number, at=row.at - back)
        for before, after, back in of
        for row in known.get(before.number, ())
    ]
    gone: dict[int, int] = {}
    for move in moves:
        gone[move.item_id] = gone.get(move.item_id, 0) - move.change
    counted = [StockMove(item_id=item, change=number, why=Why.COUNTED) for item, number in gone.items() if number]
    StockMove.objects.bulk_create([*counted, *moves], batch_size=BATCH)
    # What is there stays: so many came as went.
    assert StockItem.objects.filter(pk__in=gone).count() == len(gone)


def paths() -> dict[str, str]:
    """The pages of the market that are measured; those of the desk with `cookie`."""
    one = seller()
    desk = {name: reverse(view, args=[one.slug]) for name, view in DESK.items()}
    counts = facet_counts("product", ("category", "province"), "th")
    category, province = (max(codes, key=lambda code: codes[code]) for codes in counts.values())
    listed = reverse("shop_category", args=[category])
    return {LIST: f"{listed}?province={province}&in_stock=1&to=1500", **desk}


LIST = "Market, list with three facets"
DESK = {
    "Market, desk orders": "shop_desk_orders",
    "Market, desk sales": "shop_desk_sales",
    "Market, desk products": "shop_desk_products",
    "Market, statement": "shop_desk_balance",
}


def cookie() -> str:
    """The cookies of somebody who acts for the seller."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(seller().memberships.select_related("user").earliest("pk").user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
