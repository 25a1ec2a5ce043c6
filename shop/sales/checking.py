"""What `shop_check` proves of sales off line: each that takes from stock took exactly its pieces, and gave them back."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from shop.catalogue.stock import StockMove, Why
from shop.sales.models import OfflineSale


def checks() -> Iterator[tuple[str, "QuerySet[Any]", str]]:
    """What is wrong, the rows in which it is, and the column by which people find them."""
    taking = OfflineSale.objects.filter(takes_stock=True)
    yield "sale off line that took no stock", taking.filter(~Exists(_moves(Why.SOLD, -1))), "pk"
    undone = taking.filter(withdrawn_at__isnull=False)
    yield "sale taken back that kept its stock", undone.filter(~Exists(_moves(Why.SALE_UNDONE, 1))), "pk"
    named = OfflineSale.objects.annotate(named=_reference("pk"))
    of_none = StockMove.objects.filter(~Exists(named.filter(named=OuterRef("reference"), takes_stock=True)))
    yield "stock moved for no such sale", of_none.filter(why__in=[Why.SOLD, Why.SALE_UNDONE]), "reference"
    counted = named.filter(named=OuterRef("reference"), withdrawn_at__isnull=True)
    yield "stock given back by a sale that counts", StockMove.objects.filter(Exists(counted), why=Why.SALE_UNDONE), "pk"


def _reference(key: str) -> Concat:
    return Concat(Value("sale-"), Cast(F(key), CharField()))


def _moves(why: Why, sign: int) -> "QuerySet[StockMove]":
    return StockMove.objects.annotate(of=Concat(Value("sale-"), Cast(OuterRef("pk"), CharField()))).filter(
        why=why, reference=F("of"), item__variant=OuterRef("variant"), change=OuterRef("pieces") * sign
    )
