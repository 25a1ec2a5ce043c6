"""Orders of the demo that were paid by card, and a payout: invented, no payment service was asked for anything."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.accounts import demo as people
from cms.accounts.models import User
from cms.accounts.roles import Role
from media.illustrations.album import Album, Wish
from shop.catalogue import stocking
from shop.catalogue.models import Variant
from shop.enterprises import demo as enterprises
from shop.enterprises.models import Enterprise, MemberRole
from shop.money import SATANG
from shop.orders.models import Order, Purchase
from shop.orders.placing import Goods, open_order
from shop.payments import bank_accounts, paying_out, services
from shop.payments.gateways import gateway
from shop.payments.ledger import Payout

STEP = "Card payments and payouts"
FOLDER = Path(__file__).parent
PICK_UP = "pick_up"
# Nobody's: the exchange gives out no number of zeros.
PHONE = "020000000"


def wishes() -> Iterator[Wish]:
    """No pictures."""
    yield from ()


def said() -> dict[str, Any]:
    """What the file says."""
    return enterprises.read(FOLDER / "cards.toml")


def count() -> int:
    """How many orders and payouts there are."""
    found = said()
    return len(found["order"]) + len(found["payout"])


def load(album: Album) -> Iterator[str]:
    """Place the orders that are not there and pay out what is not; yields the token or reference of each."""
    found = said()
    buyer = User.objects.get(email=people.address(Role.MEMBER))
    for data in found["order"]:
        if not Purchase.objects.filter(token=data["token"]).exists():
            _paid(data, found, buyer)
        yield data["token"]
    for data in found["payout"]:
        one = enterprises.enterprise(data["enterprise"])
        if not Payout.objects.filter(enterprise=one, reference=data["reference"]).exists():
            _paid_out(one, data, found["account"])
        yield data["reference"]


@transaction.atomic
def _paid(data: Mapping[str, Any], found: Mapping[str, Any], buyer: User) -> None:
    order = _order(data, found, buyer)
    services.confirm_by_provider(
        payment=order.payments.get(), at=timezone.now(), fee=data["fee"], reference=f"invented-{data['token']}"
    )


def _order(data: Mapping[str, Any], found: Mapping[str, Any], buyer: User) -> Order:
    one = enterprises.enterprise(data["enterprise"])
    name, number, quantity = data["wanted"]
    variants = Variant.objects.filter(product__name_en=name, product__enterprise=one).select_related("product")
    wanted = variants.order_by("sort_order", "pk")[number]
    goods = Goods(wanted.pk, wanted.product.name_th, wanted.product.name_en, wanted.price or 0, quantity, wanted.weight)
    purchase = Purchase.objects.create(
        token=data["token"], user=buyer, name=buyer.name, email=buyer.email, phone=PHONE, placed_at=timezone.now()
    )
    order = open_order(
        purchase=purchase,
        enterprise=one,
        goods=[goods],
        shipping_method=PICK_UP,
        shipping_price=0,
        pick_up_where=found["where"],
        payment_method="stripe",
        payment_fee=0,
        pays_before_sending=True,
        note=found["note"],
        actor=buyer,
    )
    stocking.take(items={wanted.pk: quantity}, reference=order.number, actor=buyer)
    gateway("stripe").begin(order=order)
    return order


def _paid_out(one: Enterprise, data: Mapping[str, Any], account: list[str]) -> None:
    owner = one.memberships.filter(role=MemberRole.OWNER).select_related("user").order_by("pk")[0].user
    bank, number, name = account
    bank_accounts.set_account(enterprise=one, actor=owner, bank=bank, number=number, name=name)
    paying_out.pay_out(
        enterprise=one,
        actor=User.objects.get(email=people.address(Role.ADMINISTRATOR)),
        amount=data["amount"] * SATANG,
        paid_on=timezone.localdate(),
        reference=data["reference"],
        account=number,
        key=hashlib.sha256(data["reference"].encode()).hexdigest()[: paying_out.KEY_LENGTH],
    )
