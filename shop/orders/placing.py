"""An order comes into the world: the checkout calls this, inside its one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from cms.accounts.models import User
from cms.lifecycle.services import begin
from shop.enterprises.models import Enterprise
from shop.orders import numbers
from shop.orders.models import Order, OrderEvent, OrderLine, Purchase, State


@dataclass(frozen=True, slots=True)
class Goods:
    """So many of one variant, as it is called and priced at this moment: satang and grams of one piece."""

    variant_id: int
    name_th: str
    name_en: str
    unit_price: int
    quantity: int
    weight: int
    sku: str = ""

    @property
    def total(self) -> int:
        """Satang for all of them."""
        return self.unit_price * self.quantity


@transaction.atomic
def open_order(
    *,
    purchase: Purchase,
    enterprise: Enterprise,
    goods: Sequence[Goods],
    shipping_method: str,
    shipping_price: int,
    pick_up_where: str = "",
    payment_method: str,
    payment_fee: int,
    pays_before_sending: bool,
    note: str = "",
    actor: User | None = None,
) -> Order:
    """Freeze what one enterprise sells in this purchase, and begin the order's history.

    Where money comes first there is a deadline. Stock and payment are the caller's, in the same transaction.
    """
    goods_total = sum(item.total for item in goods)
    order = Order.objects.create(
        purchase=purchase,
        enterprise=enterprise,
        number=numbers.new(),
        state=State.AWAITING_PAYMENT if pays_before_sending else State.TO_SEND,
        seller_th=enterprise.name_th,
        seller_en=enterprise.name_en,
        shipping_method=shipping_method,
        shipping_price=shipping_price,
        pick_up_where=pick_up_where,
        payment_method=payment_method,
        payment_fee=payment_fee,
        goods_total=goods_total,
        note=note,
        total=goods_total + shipping_price + payment_fee,
        placed_at=purchase.placed_at,
        pay_by=_deadline(purchase, pays_before_sending),
    )
    OrderLine.objects.bulk_create(_line(order, item) for item in goods)
    begin(subject=order, events=OrderEvent, actor=actor)
    return order


def _deadline(purchase: Purchase, pays_before_sending: bool) -> datetime | None:
    return purchase.placed_at + timedelta(hours=settings.ORDER_PAY_HOURS) if pays_before_sending else None


def _line(order: Order, item: Goods) -> OrderLine:
    return OrderLine(
        order=order,
        variant_id=item.variant_id,
        name_th=item.name_th,
        name_en=item.name_en,
        sku=item.sku,
        unit_price=item.unit_price,
        quantity=item.quantity,
        weight=item.weight,
        total=item.total,
    )
