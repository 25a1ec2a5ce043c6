"""Money that came to the programme by card, an account to pay out to, and payouts, for tests."""

import os
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from shop.catalogue.models import Variant
from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments import bank_accounts, paying_out
from shop.payments.balances import balance_of
from shop.payments.cards import CardRefund, Cause
from shop.payments.ledger import LedgerEntry, Payout
from shop.payments.models import Payment, Refund, RefundWay
from shop.payments.services import confirm_by_provider
from shop.payments.signals import refund_failed, refund_made
from tests.cast import Cast
from tests.shop.orders.ground import payment_of, place

# An order of 290 baht, as `place` makes it, and what the service kept of it.
TOTAL, FEE = 29_000, 1_133
ACCOUNT = "1234567890"


def by_card(cast: Cast, sold_by: Enterprise | None = None, *, of: Variant | None = None, fee: int = FEE) -> Order:
    """An order whose money the payment service has."""
    order = place(cast, pay="stripe", sold_by=sold_by, of=of)
    told(order, fee=fee)
    return order


def told(order: Order, *, fee: int = FEE) -> Payment:
    """The service says that it has the money of this order."""
    payment = payment_of(order)
    confirm_by_provider(payment=payment, at=timezone.now(), fee=fee, reference=f"pi_{order.pk}")
    return payment


@transaction.atomic
def gone_back(order: Order, amount: int) -> Refund:
    """So much went back through the service."""
    payment = payment_of(order)
    payment.refunded += amount
    payment.save()
    made = Refund.objects.create(payment=payment, amount=amount, how=RefundWay.STRIPE, paid_on=timezone.localdate())
    refund_made.send(sender=Refund, refund=made)
    return made


@transaction.atomic
def come_back(refund: Refund) -> None:
    """It did not arrive after all."""
    payment = refund.payment
    payment.refunded -= refund.amount
    payment.save()
    refund_failed.send(sender=Refund, refund=refund)


def name_account(cast: Cast, one: Enterprise, number: str = ACCOUNT) -> None:
    """The owner says where payouts go."""
    bank_accounts.set_account(enterprise=one, actor=cast.seller, bank="004", number=number, name="กลุ่มเห็ดบ้านสวน")


def pay_out(cast: Cast, one: Enterprise, amount: int, **said: Any) -> Payout:
    """Staff write down a transfer of today."""
    fields: dict[str, Any] = {
        "paid_on": timezone.localdate(),
        "reference": "T-1",
        "account": ACCOUNT,
        "key": uuid4().hex,
    }
    return paying_out.pay_out(enterprise=one, actor=cast.administrator, amount=amount, **(fields | said))


def owed(one: Enterprise) -> int:
    """What is owed now."""
    return balance_of(one).owed


def kinds(one: Enterprise) -> list[tuple[str, int]]:
    """The entries, in their order."""
    return list(LedgerEntry.objects.filter(enterprise=one).order_by("pk").values_list("kind", "amount"))


def asked_back(one: Enterprise, amount: int) -> CardRefund:
    """So much was asked back from the service, which has not answered yet."""
    payment = Payment.objects.get(order__enterprise=one)
    return CardRefund.objects.create(
        payment=payment, intent=payment.reference, amount=amount, cause=Cause.ASKED, key=uuid4().hex
    )


def long_ago(*files: Path) -> None:
    """These files were written two hours ago."""
    moment = time.time() - 7200
    for file in files:
        os.utime(file, (moment, moment))
