"""What `shop_check` proves of returns: their history, that no piece comes back twice, and what of it went into stock."""

from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Concat

from shop.catalogue.stock import StockMove, Why
from shop.orders.models import OrderLine
from shop.orders.returning import HOLDS, ReturnEvent, ReturnLine, ReturnRequest, ReturnState


def checks() -> Iterator[tuple[str, "QuerySet[Any]", str]]:
    """What is wrong, the rows in which it is, and the column by which people find them."""
    last = ReturnEvent.objects.filter(subject=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    differ = ReturnRequest.objects.annotate(last=Subquery(last)).exclude(last=F("state"))
    yield "history differs from the return's state", differ, "order__number"
    yield "return of nothing", ReturnRequest.objects.filter(lines=None), "order__number"
    elsewhere = ReturnLine.objects.exclude(line__order=F("request__order"))
    yield "return of another order's line", elsewhere, "request__order__number"
    held = ReturnLine.objects.filter(line=OuterRef("pk"), request__state__in=HOLDS).order_by().values("line")
    pieces = Subquery(held.annotate(sum=Sum("pieces")).values("sum"))
    many = OrderLine.objects.annotate(held=pieces).filter(held__gt=F("quantity"))
    yield "more pieces sent back than were ordered", many, "order__number"
    yield "stock moved for no such return", _moves_without_return(), "reference"


def _moves_without_return() -> "QuerySet[StockMove]":
    named = ReturnLine.objects.annotate(named=Concat(Value("return-"), Cast(F("request"), CharField())))
    back = named.filter(
        named=OuterRef("reference"),
        request__state=ReturnState.CAME_BACK,
        line__variant=OuterRef("item__variant"),
        pieces=OuterRef("change"),
    )
    return StockMove.objects.filter(~Exists(back), why=Why.CAME_BACK)
