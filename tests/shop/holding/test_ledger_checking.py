"""`manage.py shop_check` proves the ledger: whatever is corrupted in it, or beside it, is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F, QuerySet

from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments.ledger import Kind, LedgerEntry, Payout
from shop.payments.models import Payment, Refund, RefundFailure
from tests.cast import Cast
from tests.shop.ground import enterprise
from tests.shop.holding.test_checking import found, without_triggers
from tests.shop.payments import till

pytestmark = [pytest.mark.django_db, pytest.mark.every_database, pytest.mark.usefixtures("private_files")]

Harm = Callable[[Order], object]


def entries(kind: Kind) -> "QuerySet[Any]":
    return LedgerEntry.objects.filter(kind=kind)


HARMS: dict[str, Harm] = {
    "paid to the programme without a sale in the ledger": lambda o: entries(Kind.SALE).delete(),
    "fee that the ledger does not know": lambda o: entries(Kind.FEE).delete(),
    "refund that the ledger does not know": lambda o: entries(Kind.REFUND).delete(),
    "refund that came back and the ledger does not know": lambda o: RefundFailure.objects.create(
        refund=Refund.objects.get()
    ),
    "payout that the ledger does not know": lambda o: entries(Kind.PAYOUT).delete(),
    "sale in the ledger that was not paid so": lambda o: entries(Kind.SALE).update(amount=F("amount") + 1),
    "fee in the ledger that was not kept so": lambda o: Payment.objects.update(fee=F("fee") + 1),
    "refund in the ledger that was not made so": lambda o: Refund.objects.update(amount=F("amount") + 1),
    "entry of another amount than its payout": lambda o: Payout.objects.update(amount=F("amount") + 1),
    "entry of an order of somebody else": lambda o: entries(Kind.SALE).update(
        enterprise=Enterprise.objects.exclude(pk=o.enterprise_id).get()
    ),
    "balance that is not what came less what went": lambda o: entries(Kind.SALE).delete(),
}


@pytest.mark.parametrize("what", HARMS)
def test_each_kind_of_harm_to_the_ledger_is_seen(cast: Cast, what: str) -> None:
    order = till.by_card(cast)
    till.name_account(cast, order.enterprise)
    till.gone_back(order, 9_000)
    enterprise(cast, "อีกกลุ่ม", owner="stranger")
    till.pay_out(cast, order.enterprise, 100)
    assert found() == set()
    without_triggers(HARMS[what], order)
    assert what in found()
