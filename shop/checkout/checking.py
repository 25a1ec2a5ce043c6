"""Proves that the books agree: stock with its moves, orders with their lines, payments and histories.

Every room of the shop may have a `checking` module with `checks()`: they are found by name, those of rooms above too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.module_loading import module_has_submodule

from shop.catalogue.stock import BY_ORDERS, StockItem, StockMove, Why
from shop.orders.models import GAVE_BACK, Order, OrderEvent, OrderLine, Purchase
from shop.payments.models import Payment, PaymentEvent
from shop.payments.models import State as Paid


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not add up: what, and the number, token or key by which it is found."""

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.what}: {self.where}"


def problems() -> Iterator[Problem]:
    """Everything that is wrong, found by the database in a fixed number of queries; nothing is changed."""
    for what, wrong, name in _all_checks():
        for where in wrong.order_by("pk").values_list(name, flat=True).iterator(chunk_size=500):
            yield Problem(what, str(where))


def _all_checks() -> Iterator[tuple[str, "QuerySet[Any]", str]]:
    for app in apps.get_app_configs():
        if app.name.startswith("shop.") and module_has_submodule(app.module, "checking"):
            yield from import_module(f"{app.name}.checking").checks()


def checks() -> Iterator[tuple[str, "QuerySet[Any]", str]]:
    """What is wrong, the rows in which it is, and the column by which people find them."""
    yield "stock differs from its moves", _stock_beside_moves(), "variant_id"
    yield "purchase without orders", Purchase.objects.filter(orders=None), "pk"
    yield "order without lines", Order.objects.filter(lines=None), "number"
    yield "goods differ from the lines", _goods_beside_lines(), "number"
    yield "history differs from the order's state", _order_beside_history(), "number"
    yield "line that took no stock", _lines_that_took_none(), "order__number"
    yield "ended order that kept its stock", _ended_with_stock(), "order__number"
    yield "stock moved for no such line", _moves_without_line(), "reference"
    yield "stock given back by an order that goes on", _given_back_too_early(), "order__number"
    yield "order without a payment", Order.objects.filter(payments=None), "number"
    yield "payment of another amount", Payment.objects.exclude(amount=F("order__total")), "order__number"
    yield "history differs from the payment's state", _payment_beside_history(), "order__number"
    yield "refunds differ from the payment's sum", _payment_beside_refunds(), "order__number"
    yield "ended order that still waits for money", _open_payments_of_ended(), "order__number"


def _stock_beside_moves() -> "QuerySet[Any]":
    moved = Coalesce(Sum("moves__change"), 0)
    return StockItem.objects.annotate(moved=moved).exclude(moved=F("available"))


def _goods_beside_lines() -> "QuerySet[Any]":
    lines = OrderLine.objects.filter(order=OuterRef("pk")).order_by().values("order")
    goods = Subquery(lines.annotate(sum=Sum("total")).values("sum"))
    return Order.objects.annotate(goods=goods).exclude(goods=F("goods_total"))


def _order_beside_history() -> "QuerySet[Any]":
    last = OrderEvent.objects.filter(subject=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    return Order.objects.annotate(last=Subquery(last)).exclude(last=F("state"))


def _payment_beside_history() -> "QuerySet[Any]":
    last = PaymentEvent.objects.filter(subject=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    return Payment.objects.annotate(last=Subquery(last)).exclude(last=F("state"))


def _payment_beside_refunds() -> "QuerySet[Any]":
    sums = Coalesce(Sum("refunds__amount", filter=Q(refunds__failure=None)), 0)
    return Payment.objects.annotate(back=sums).exclude(back=F("refunded"))


def _lines_that_took_none() -> "QuerySet[Any]":
    """Lines for which no move of exactly their pieces was written."""
    taken = StockMove.objects.filter(
        why=Why.ORDERED,
        reference=OuterRef("order__number"),
        item__variant=OuterRef("variant"),
        change=-OuterRef("quantity"),
    )
    return OrderLine.objects.filter(~Exists(taken))


def _lines_with_sums() -> "QuerySet[Any]":
    """Lines, each with `held`: the sum of what its order took and gave back, however often."""
    moves = StockMove.objects.filter(
        why__in=BY_ORDERS, reference=OuterRef("order__number"), item__variant=OuterRef("variant")
    )
    sums = moves.order_by().values("reference").annotate(sum=Sum("change")).values("sum")
    return OrderLine.objects.annotate(held=Coalesce(Subquery(sums), 0))


def _ended_with_stock() -> "QuerySet[Any]":
    return _lines_with_sums().filter(order__state__in=GAVE_BACK).exclude(held=0)


def _moves_without_line() -> "QuerySet[Any]":
    line = OrderLine.objects.filter(order__number=OuterRef("reference"), variant=OuterRef("item__variant"))
    return StockMove.objects.filter(~Exists(line), why__in=BY_ORDERS)


def _given_back_too_early() -> "QuerySet[Any]":
    return _lines_with_sums().exclude(order__state__in=GAVE_BACK).filter(held__gt=-F("quantity"))


def _open_payments_of_ended() -> "QuerySet[Any]":
    return Payment.objects.filter(state__in=[Paid.WAITING, Paid.CLAIMED], order__state__in=GAVE_BACK)
