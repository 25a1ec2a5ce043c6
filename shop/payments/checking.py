"""Proves that the ledger agrees with payments, refunds and payouts; `manage.py shop_check` finds this module by name."""

from collections.abc import Iterator
from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shop.enterprises.models import Enterprise
from shop.payments.cards import Attempt, AttemptState, CardRefund, CardRefundState
from shop.payments.ledger import FROM_PROGRAMME, TO_PROGRAMME, Kind, LedgerEntry, Payout
from shop.payments.models import Payment, Refund, State


def checks() -> Iterator[tuple[str, "QuerySet[Any]", str]]:
    """What is wrong, the rows in which it is, and the column by which people find them."""
    entries = LedgerEntry.objects.all()
    yield (
        "paid to the programme without a sale in the ledger",
        _without(came(), Kind.SALE, F("amount")),
        "order__number",
    )
    yield "fee that the ledger does not know", _without(came().filter(fee__gt=0), Kind.FEE, -F("fee")), "order__number"
    yield "refund that the ledger does not know", _refunds_without(), "payment__order__number"
    yield "refund that came back and the ledger does not know", _refunds_back_without(), "payment__order__number"
    paid = LedgerEntry.objects.filter(kind=Kind.PAYOUT, payout=OuterRef("pk"), amount=-OuterRef("amount"))
    yield "payout that the ledger does not know", Payout.objects.filter(~Exists(paid)), "reference"
    sold = Q(payment__state=State.CONFIRMED, payment__gateway__in=TO_PROGRAMME)
    yield (
        "sale in the ledger that was not paid so",
        entries.filter(kind=Kind.SALE).exclude(sold, amount=F("payment__amount")),
        "pk",
    )
    yield (
        "fee in the ledger that was not kept so",
        entries.filter(kind=Kind.FEE).exclude(sold, amount=-F("payment__fee")),
        "pk",
    )
    back = Q(refund__how__in=FROM_PROGRAMME, payment=F("refund__payment"), amount=-F("refund__amount"))
    yield "refund in the ledger that was not made so", entries.filter(kind=Kind.REFUND).exclude(back), "pk"
    yield "entry of another amount than its payout", _beside_payouts(), "pk"
    strangers = entries.exclude(payment=None).exclude(payment__order__enterprise=F("enterprise"))
    yield "entry of an order of somebody else", strangers, "pk"
    other = Attempt.objects.filter(state=AttemptState.PAID).exclude(intent=F("payment__reference"))
    yield "paid page of other money than the payment's", other, "payment__order__number"
    yield "money that Stripe sent back and nobody wrote down", _gone_unwritten(), "payment__order__number"
    yield "balance that is not what came less what went", _sums(), "slug"


def _gone_unwritten() -> "QuerySet[CardRefund]":
    """Refunds that Stripe made of the money that paid an order; a second payment's is in nobody's books."""
    done = CardRefund.objects.filter(state=CardRefundState.SUCCEEDED, refund=None)
    return done.filter(intent=F("payment__reference"))


def came() -> "QuerySet[Payment]":
    """Payments whose money came to the programme."""
    return Payment.objects.filter(state=State.CONFIRMED, gateway__in=TO_PROGRAMME)


def went() -> "QuerySet[Refund]":
    """Refunds that left the programme's account."""
    return Refund.objects.filter(how__in=FROM_PROGRAMME)


def _without(payments: "QuerySet[Payment]", kind: Kind, amount: Any) -> "QuerySet[Any]":
    theirs = LedgerEntry.objects.filter(kind=kind, payment=OuterRef("pk"))
    entry = theirs.order_by().values("amount")[:1]
    # None is no amount; nothing is none that was paid or kept.
    return payments.annotate(entered=Coalesce(Subquery(entry), 0)).exclude(entered=amount)


def _refunds_without() -> "QuerySet[Any]":
    entry = LedgerEntry.objects.filter(kind=Kind.REFUND, refund=OuterRef("pk"), amount=-OuterRef("amount"))
    return went().filter(~Exists(entry))


def _refunds_back_without() -> "QuerySet[Any]":
    entry = LedgerEntry.objects.filter(kind=Kind.ADJUSTMENT, refund=OuterRef("pk"), amount=OuterRef("amount"))
    return went().filter(~Exists(entry), failure__isnull=False)


def _beside_payouts() -> "QuerySet[Any]":
    right = Q(kind=Kind.PAYOUT, amount=-F("payout__amount")) | Q(kind=Kind.ADJUSTMENT, amount=F("payout__amount"))
    return LedgerEntry.objects.exclude(payout=None).exclude(right, enterprise=F("payout__enterprise"))


def _sums() -> "QuerySet[Any]":
    """Enterprises whose ledger is another sum than that over payments, refunds and payouts, each counted by itself."""
    entries = LedgerEntry.objects.filter(enterprise=OuterRef("pk"))
    corrected = entries.filter(kind=Kind.ADJUSTMENT)
    payments = came().filter(order__enterprise=OuterRef("pk"))
    refunds = went().filter(payment__order__enterprise=OuterRef("pk"))
    payouts = Payout.objects.filter(enterprise=OuterRef("pk"))
    due = (
        _sum(payments, "order__enterprise", "amount")
        - _sum(payments, "order__enterprise", "fee")
        - _sum(refunds, "payment__order__enterprise", "amount")
        - _sum(payouts, "enterprise", "amount")
        + _sum(corrected, "enterprise", "amount")
    )
    enterprises = Enterprise.objects.annotate(entered=_sum(entries, "enterprise", "amount"), due=due)
    wrong: QuerySet[Any] = enterprises.exclude(entered=F("due"))
    return wrong


def _sum(rows: "QuerySet[Any]", group: str, field: str) -> Coalesce:
    total = rows.order_by().values(group).annotate(total=Sum(field)).values("total")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), 0)
