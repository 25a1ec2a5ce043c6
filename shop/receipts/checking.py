"""Proves that every paid order has its receipt, and that no number was left out."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet, Subquery

from shop.payments.models import Payment
from shop.payments.models import State as Paid
from shop.receipts.models import Receipt


def checks() -> Iterator[tuple[str, "QuerySet[Any]", str]]:
    """See shop.checkout.checking."""
    paid = Payment.objects.filter(state=Paid.CONFIRMED)
    numbered = Exists(Receipt.objects.filter(order=OuterRef("order")))
    yield "paid order without a receipt", paid.exclude(numbered), "order__number"
    paid_for = Exists(paid.filter(order=OuterRef("order")))
    yield "receipt of an order that is not paid", Receipt.objects.exclude(paid_for), "order__number"
    yield "receipt of another seller", Receipt.objects.exclude(enterprise=F("order__enterprise")), "order__number"
    yield "numbers of receipts left out", _after_a_gap(), "order__number"


def _after_a_gap() -> "QuerySet[Any]":
    """The last receipt of each book in which there are fewer than its number says."""
    same = Receipt.objects.filter(enterprise=OuterRef("enterprise"), year=OuterRef("year")).order_by()
    book: Any = same.values("enterprise", "year")
    last, many = book.annotate(last=Max("serial")).values("last"), book.annotate(many=Count("pk")).values("many")
    rows: Any = Receipt.objects.all()
    found: QuerySet[Any] = rows.annotate(last=Subquery(last), many=Subquery(many))
    return found.filter(serial=F("last")).exclude(many=F("last"))
