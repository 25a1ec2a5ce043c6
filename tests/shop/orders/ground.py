"""Orders for tests, placed the way the checkout does it: lines frozen, stock taken, a payment begun, everybody told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from unittest import mock
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from shop.catalogue import stocking
from shop.catalogue.models import Variant
from shop.enterprises.models import Enterprise
from shop.orders import letters
from shop.orders.models import Order, Purchase
from shop.orders.placing import Goods, open_order
from shop.payments.gateways import gateway
from shop.payments.models import Payment, PaymentTerms
from tests.cast import Cast
from tests.shop.ground import enterprise, product, variant

GUEST = ""
GUESTS_EMAIL = "guest@example.com"
PHONE = "0891112222"
STREET = "99/1 หมู่ 4 ถนนมิตรภาพ"


def seller(cast: Cast, **fields: Any) -> Enterprise:
    """An enterprise that takes PromptPay, and up to 5,000 baht on delivery for 20 baht."""
    one = enterprise(cast, **fields)
    PaymentTerms.objects.create(enterprise=one, takes_cod=True, cod_fee=2_000, cod_limit=500_000)
    return one


def purchase(cast: Cast, buyer: str = "owner", **fields: Any) -> Purchase:
    """A purchase of this member of the cast, or of a guest."""
    said = {
        "token": uuid4().hex,
        "user": getattr(cast, buyer) if buyer else None,
        "name": "มานี มีนา",
        "email": f"{buyer}@example.org" if buyer else GUESTS_EMAIL,
        "phone": PHONE,
        "address_line": STREET,
        "subdistrict_code": "400101",
        "subdistrict": "ในเมือง",
        "district": "เมืองขอนแก่น",
        "province": "ขอนแก่น",
        "postcode": "40000",
        "placed_at": timezone.now(),
        **fields,
    }
    return Purchase.objects.create(**said)


def goods(one: Variant, quantity: int = 2) -> Goods:
    """So many of a variant, at its price."""
    assert one.price is not None
    return Goods(one.pk, one.product.name_th, one.product.name_en, one.price, quantity, one.weight)


def place(
    cast: Cast,
    *,
    buyer: str = "owner",
    pay: str = "promptpay",
    sold_by: Enterprise | None = None,
    of: Variant | None = None,
    quantity: int = 2,
    within: Purchase | None = None,
    **fields: Any,
) -> Order:
    """An order of two pieces at 120 baht and 50 baht of shipping, by PromptPay unless something else is said."""
    sold_by = sold_by or seller(cast)
    of = of or variant(product(sold_by))
    way = gateway(pay)
    with transaction.atomic():
        bought = within or purchase(cast, buyer, **fields)
        order = open_order(
            purchase=bought,
            enterprise=sold_by,
            goods=[goods(of, quantity)],
            shipping_method="parcel",
            shipping_price=5_000,
            payment_method=pay,
            payment_fee=way.fee(enterprise=sold_by, amount=29_000),
            pays_before_sending=way.pays_before_sending,
            actor=bought.user,
        )
        stocking.take(items={of.pk: quantity}, reference=order.number, actor=bought.user)
        way.begin(order=order)
        letters.announce(purchase=bought)
    return order


def payment_of(order: Order) -> Payment:
    """The one payment of an order, as the database has it."""
    return Payment.objects.get(order=order)


def piece(order: Order) -> Variant:
    """The variant of the order's one line."""
    return order.lines.get().variant


def now_is(order: Order) -> str:
    """Where the order stands, by the database."""
    return str(Order.objects.values_list("state", flat=True).get(pk=order.pk))


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Within, it is this moment for whoever asks Django."""
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield
