"""What the programme owes: sums over the ledger, one query however many orders there are."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shop.enterprises.models import Enterprise
from shop.payments.cards import ON_ITS_WAY, CardRefund
from shop.payments.ledger import Kind, LedgerEntry


@dataclass(frozen=True, slots=True)
class Balance:
    """Satang of an enterprise's money that came to the programme's account, each sum without a sign.

    `payouts` are those that stand; one that was taken back counts for nothing. `adjustments` are all other corrections,
    less than nothing where they are to the enterprise's loss. `owed` is what is left to pay out: below nothing where
    more went back to buyers than was left.
    """

    sales: int = 0
    fees: int = 0
    refunds: int = 0
    payouts: int = 0
    owed: int = 0
    adjustments: int = 0


# A payout or refund that was taken back is as if it had not been.
_SUMS: dict[str, Q] = {
    "sales": Q(kind=Kind.SALE),
    "fees": Q(kind=Kind.FEE),
    "refunds": Q(refund__isnull=False),
    "payouts": Q(payout__isnull=False),
    "adjustments": Q(kind=Kind.ADJUSTMENT, refund=None, payout=None),
}
_TAKEN = ("fees", "refunds", "payouts")


def balance_of(enterprise: Enterprise) -> Balance:
    """The balance of one enterprise."""
    return summed(LedgerEntry.objects.filter(enterprise=enterprise))


def on_its_way_back(enterprise: Enterprise) -> int:
    """Satang that buyers were promised back and that have not left yet: they are owed no more, and nobody is paid them."""
    rows = CardRefund.objects.filter(
        payment__order__enterprise=enterprise, state__in=ON_ITS_WAY, intent=F("payment__reference")
    )
    return int(rows.aggregate(sum=Sum("amount"))["sum"] or 0)


def summed(entries: "QuerySet[LedgerEntry]") -> Balance:
    """The sums over these entries."""
    sums = {name: Coalesce(Sum("amount", filter=which), 0) for name, which in _SUMS.items()}
    found: dict[str, int] = entries.order_by().aggregate(owed=Coalesce(Sum("amount"), 0), **sums)
    return Balance(**{name: -int(amount) if name in _TAKEN else int(amount) for name, amount in found.items()})


def with_balances(enterprises: "QuerySet[Enterprise]") -> "QuerySet[Any]":
    """These enterprises, each with `owed` and, as the ledger signs them, `sum_sales`, `sum_fees` and so on."""
    theirs = LedgerEntry.objects.filter(enterprise=OuterRef("pk")).order_by().values("enterprise")
    sums = {f"sum_{name}": _sum(theirs.filter(which)) for name, which in _SUMS.items()}
    found: QuerySet[Any] = enterprises.annotate(**sums, owed=_sum(theirs))
    return found


def _sum(entries: "QuerySet[Any]") -> Coalesce:
    return Coalesce(Subquery(entries.annotate(sum=Sum("amount")).values("sum"), output_field=BigIntegerField()), 0)
