"""How the demo's enterprises send and take money, and what its member has bought of the demo's seller."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cms.accounts import demo as people
from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.places.models import Subdistrict
from media.illustrations.album import Album, Wish
from shop.cart import queries as carts
from shop.cart import services as cart_services
from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.checkout.addresses import RealPlace, ThaiAddress, place_of
from shop.checkout.models import ShippingTerms
from shop.checkout.options import options_of
from shop.checkout.services import Buyer, Choice, place_order, placed_with
from shop.desk.demo.slip import slip
from shop.desk.services import set_terms
from shop.enterprises import demo as enterprises
from shop.enterprises.models import Enterprise
from shop.money import SATANG
from shop.orders import services as orders
from shop.orders.models import Order
from shop.orders.models import State as OrderState
from shop.payments import services as payments

STEP = "Terms and orders"
FOLDER = Path(__file__).parent
# Nobody's: the exchange gives out no number of zeros.
PHONE = "020000000"
SUBDISTRICT = "400101"


def wishes() -> Iterator[Wish]:
    """No pictures; the slip is drawn when it is shown."""
    yield from ()


def terms() -> dict[str, dict[str, Any]]:
    """The terms by their enterprise's key."""
    return enterprises.read(FOLDER / "terms.toml")


def bought() -> list[dict[str, Any]]:
    """The orders."""
    found: list[dict[str, Any]] = enterprises.read(FOLDER / "orders.toml")["order"]
    return found


def count() -> int:
    """How many terms and orders there are."""
    return len(terms()) + len(bought())


def load(album: Album) -> Iterator[str]:
    """Set the terms that are not set yet and place the orders that are not there; yields the key or token of each."""
    for key, said in terms().items():
        one = enterprises.enterprise(key)
        if not ShippingTerms.objects.filter(enterprise=one).exists():
            _set(one, said)
        yield key
    buyer = User.objects.get(email=people.address(Role.MEMBER))
    for data in bought():
        _go_on(_order(data, buyer), data, buyer)
        yield data["token"]


def _set(one: Enterprise, said: Mapping[str, Any]) -> None:
    cod = said.get("cod", 0) * SATANG
    free = said.get("free")
    set_terms(
        enterprise=one,
        actor=one.memberships.select_related("user")[0].user,
        account={"promptpay_id": one.promptpay_id, "promptpay_name": one.promptpay_name},
        payment={
            "takes_promptpay": True,
            "takes_cod": cod > 0,
            "cod_limit": cod,
            "cod_fee": said.get("cod_fee", 0) * SATANG,
        },
        shipping={
            "sends": said.get("sends", True),
            "flat_price": said.get("flat", 0) * SATANG,
            "free_above": free * SATANG if free is not None else None,
            "pick_up": "pick_up" in said,
            "pick_up_where": said.get("pick_up", ""),
        },
        bands={grams: price * SATANG for grams, price in said.get("bands", [])},
    )


def _order(data: Mapping[str, Any], user: User) -> Order:
    """The order of this token, placed through a cart of its own so that the member's stays theirs."""
    purchase = placed_with(data["token"])
    if purchase is None:
        cart = Cart()
        for name, number, quantity in data["wanted"]:
            wanted = Variant.objects.filter(
                product__name_en=name, product__enterprise=enterprises.enterprise(data["enterprise"])
            )
            cart = cart_services.add(cart=cart, variant_id=wanted[number].pk, quantity=quantity).cart
        purchase = place_order(
            cart=cart,
            token=data["token"],
            buyer=Buyer(name=user.name, phone=PHONE, email=user.email),
            address=ThaiAddress("1/1 หมู่บ้านสาธิต", _place()),
            choices=_choices(cart, data),
            seen={line.variant_id: (line.quantity, line.price or 0) for line in carts.view(cart).lines},
            user=user,
        )
    order: Order = purchase.orders.get()
    return order


def _choices(cart: Cart, data: Mapping[str, Any]) -> dict[int, Choice]:
    key = (data["method"], data["payment"])
    return {
        one.enterprise.pk: Choice(*key, total=one.prices[key].total, note=data["note"])
        for one in options_of(carts.view(cart))
    }


def _place() -> RealPlace:
    row = Subdistrict.objects.get(code=SUBDISTRICT)
    found = place_of(f"{row.code}-{row.postcode}")
    if found is None:
        raise LookupError(f"{SUBDISTRICT} has no postcode")
    return found


def _go_on(order: Order, data: Mapping[str, Any], buyer: User) -> None:
    """Bring the order to the state it is left in, step by step, from where it is."""
    seller = User.objects.get(email=people.address(Role.SELLER))
    until = OrderState(data["until"])
    if order.state == OrderState.AWAITING_PAYMENT:
        payments.claim(order=order, picture=slip(data["token"]), reference=None, actor=buyer)
        order.refresh_from_db()
    if order.state == OrderState.PAYMENT_SENT and until != OrderState.PAYMENT_SENT:
        payments.confirm(payment=order.payments.get(), actor=seller)
        order.refresh_from_db()
    if order.state == OrderState.TO_SEND and until == OrderState.SENT:
        orders.send(order=order, actor=seller, carrier="ขนส่งสาธิต", tracking_number="DEMO000000TH")
