"""What came to the programme is owed, entry by entry, and no entry is ever changed."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from shop.checkout.checking import problems
from shop.orders.models import Order
from shop.payments import services as payments
from shop.payments.balances import Balance, balance_of
from shop.payments.ledger import AccountChange, Kind, LedgerEntry, Payout
from tests.cast import Cast
from tests.shop.orders.ground import payment_of, piece, place
from tests.shop.payments import till

pytestmark = [pytest.mark.django_db, pytest.mark.every_database, pytest.mark.usefixtures("private_files")]


def test_a_sale_by_card_is_owed_less_what_the_service_kept(cast: Cast) -> None:
    order = till.by_card(cast)
    assert till.kinds(order.enterprise) == [(Kind.SALE, till.TOTAL), (Kind.FEE, -till.FEE)]
    assert balance_of(order.enterprise) == Balance(sales=29_000, fees=1_133, owed=27_867)


def test_what_is_told_twice_stands_once_and_a_fee_of_nothing_not_at_all(cast: Cast) -> None:
    order = till.by_card(cast, fee=0)
    till.told(order, fee=0)
    assert till.kinds(order.enterprise) == [(Kind.SALE, till.TOTAL)]


def test_what_goes_straight_to_the_seller_is_owed_by_nobody(cast: Cast) -> None:
    by_slip = place(cast)
    payments.confirm(payment=payment_of(by_slip), actor=cast.seller)
    place(cast, pay="cod", sold_by=by_slip.enterprise, of=piece(by_slip))
    assert balance_of(by_slip.enterprise) == Balance()


def test_a_refund_is_taken_off_and_one_that_came_back_is_owed_again(cast: Cast) -> None:
    order = till.by_card(cast)
    back = till.gone_back(order, 9_000)
    assert balance_of(order.enterprise) == Balance(sales=29_000, fees=1_133, refunds=9_000, owed=18_867)
    till.come_back(back)
    assert balance_of(order.enterprise) == Balance(sales=29_000, fees=1_133, owed=27_867)


@transaction.atomic
def told_and_died(order: Order) -> None:
    till.told(order)
    raise ZeroDivisionError


def test_where_the_transaction_ends_badly_nothing_is_owed(cast: Cast) -> None:
    order = place(cast, pay="stripe")
    with pytest.raises(ZeroDivisionError):
        told_and_died(order)
    assert till.kinds(order.enterprise) == []
    assert list(problems()) == []


WRONG: dict[str, dict[str, Any]] = {
    "shop_ledger_sign_fits_kind": {"kind": Kind.SALE, "amount": -1},
    "shop_ledger_about_its_kind": {"kind": Kind.PAYOUT, "amount": -1},
    "shop_ledger_adjustment_says_why": {"kind": Kind.ADJUSTMENT, "amount": 1},
    "shop_ledger_one_sale_a_payment": {"kind": Kind.SALE, "amount": 1},
    "shop_ledger_one_fee_a_payment": {"kind": Kind.FEE, "amount": -1},
}


@pytest.mark.parametrize("name", WRONG)
def test_the_database_refuses_what_cannot_be(cast: Cast, name: str) -> None:
    order = till.by_card(cast)
    said = WRONG[name]
    payment = payment_of(order) if said["kind"] in {Kind.SALE, Kind.FEE} else None
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        LedgerEntry.objects.create(enterprise=order.enterprise, payment=payment, **said)
    assert name in str(refused.value) or "payment_id" in str(refused.value)
    assert len(till.kinds(order.enterprise)) == 2


@pytest.mark.parametrize("model", [LedgerEntry, Payout, AccountChange], ids=["entry", "payout", "account"])
def test_nothing_written_is_changed_or_taken_away(cast: Cast, model: Any) -> None:
    order = till.by_card(cast)
    till.name_account(cast, order.enterprise)
    till.pay_out(cast, order.enterprise, 100)
    before = list(model.objects.values())
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(enterprise=order.enterprise)
    with pytest.raises(DatabaseError), transaction.atomic():
        # Past Django's own protection, which would be asked first.
        model.objects.all()._raw_delete("default")
    assert list(model.objects.values()) == before
