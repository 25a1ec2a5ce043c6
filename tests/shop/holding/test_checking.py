"""`manage.py shop_check` sees whatever does not add up, and nothing where all is well."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from shop.catalogue.models import StockItem, StockMove
from shop.catalogue.stock import Why
from shop.checkout.checking import problems
from shop.orders import services as orders
from shop.orders.models import Order, OrderEvent, OrderLine, Purchase, State
from shop.payments.models import Payment, PaymentEvent
from shop.payments.models import State as Paid
from tests.cast import Cast
from tests.lifecycle.flush import _lift_and_restore
from tests.shop.orders.ground import piece, place

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

Harm = Callable[[Order], object]


def found() -> set[str]:
    return {problem.what for problem in problems()}


def without_triggers(harm: Harm, order: Order) -> None:
    """As somebody with the database's own password could."""
    lift, restore = _lift_and_restore(connection)
    if connection.vendor == "postgresql":
        # Here a trigger cannot be taken from a table that this transaction has written to, only passed over.
        lift = ["SET LOCAL session_replication_role = replica"]
        restore = ["SET LOCAL session_replication_role = origin"]
    with connection.cursor() as cursor:
        for statement in lift:
            cursor.execute(statement)
        harm(order)
        for statement in restore:
            cursor.execute(statement)


def test_a_shop_in_order_has_nothing_to_tell(cast: Cast) -> None:
    open_one = place(cast)
    ended = place(cast, sold_by=open_one.enterprise, of=piece(open_one))
    orders.cancel(order=ended, by="buyer", actor=cast.owner, reason="เปลี่ยนใจ")
    out = StringIO()
    call_command("shop_check", stdout=out)
    assert out.getvalue().strip() == "Stock, orders and payments agree."


def stock_of(order: Order) -> StockItem:
    return StockItem.objects.get(variant=piece(order))


HARMS: dict[str, Harm] = {
    "stock differs from its moves": lambda o: StockItem.objects.update(available=F("available") + 1),
    "purchase without orders": lambda o: Purchase.objects.create(token="t", name="n", email="e@e.example", phone="0"),
    "order without lines": lambda o: OrderLine.objects.filter(order=o).delete(),
    "goods differ from the lines": lambda o: OrderLine.objects.filter(order=o).update(
        quantity=F("quantity") + 1, total=F("total") + F("unit_price")
    ),
    "history differs from the order's state": lambda o: Order.objects.update(state=State.TO_SEND),
    "line that took no stock": lambda o: StockMove.objects.filter(reference=o.number).delete(),
    "ended order that kept its stock": lambda o: (
        OrderEvent.objects.create(subject=o, from_state=o.state, to_state=State.CANCELLED),
        Order.objects.update(state=State.CANCELLED),
    ),
    "stock moved for no such line": lambda o: StockMove.objects.create(
        item=stock_of(o), change=-1, why=Why.ORDERED, reference="0000-0000-0000"
    ),
    "stock given back by an order that goes on": lambda o: StockMove.objects.create(
        item=stock_of(o), change=2, why=Why.GIVEN_BACK, reference=o.number
    ),
    "order without a payment": lambda o: (PaymentEvent.objects.all().delete(), Payment.objects.all().delete()),
    "payment of another amount": lambda o: Payment.objects.update(amount=1),
    "refunds differ from the payment's sum": lambda o: Payment.objects.update(state=Paid.CONFIRMED, refunded=1),
    "history differs from the payment's state": lambda o: Payment.objects.update(state=Paid.CONFIRMED),
    "ended order that still waits for money": lambda o: Order.objects.update(state=State.EXPIRED),
}


@pytest.mark.parametrize("what", HARMS)
def test_each_kind_of_harm_is_seen(cast: Cast, what: str) -> None:
    order = place(cast)
    assert found() == set()
    without_triggers(HARMS[what], order)
    assert what in found()
    with pytest.raises(CommandError):
        call_command("shop_check", stdout=StringIO())
