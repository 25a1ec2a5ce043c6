"""Buying in tests: sellers that send, carts that are filled, and the page filled in the way a browser does it."""

from typing import Any

from django.test import Client

from shop.catalogue.models import Variant
from shop.catalogue.stock import StockItem
from shop.checkout.models import ShippingTerms, WeightBand
from shop.enterprises.models import Enterprise
from shop.orders.models import Order, OrderLine, Purchase
from shop.payments.models import PaymentTerms
from tests.cast import Cast
from tests.shop.cart.ground import everything as everything_in_carts
from tests.shop.ground import enterprise, product, variant
from tests.shop.holding.browser import forms_of

# A subdistrict of Khon Kaen with its postcode.
PLACE = "400101-40000"
BUYER = {
    "name": "สมหญิง ใจเย็น",
    "phone": "089 123 4567",
    "email": "buyer@example.com",
    "address_line": "99/1 หมู่ 4",
    "words": "40000",
    "place": PLACE,
}


def sends(seller: Enterprise, price: int = 5_000, bands: dict[int, int] | None = None, **fields: Any) -> Enterprise:
    """Let it send for so many satang."""
    terms = ShippingTerms.objects.create(enterprise=seller, flat_price=price, **fields)
    WeightBand.objects.bulk_create(
        WeightBand(terms=terms, up_to=up_to, price=cost) for up_to, cost in (bands or {}).items()
    )
    return seller


def takes_cod(seller: Enterprise, fee: int = 2_000, limit: int = 500_000) -> Enterprise:
    """Let it take cash on delivery."""
    said = {"takes_cod": True, "cod_fee": fee, "cod_limit": limit}
    PaymentTerms.objects.update_or_create(enterprise=seller, defaults=said)
    return seller


def stall(cast: Cast, name: str = "กลุ่มเห็ดบ้านสวน", **fields: Any) -> Variant:
    """Mushrooms at 120 baht, ten of them, of a seller who sends for 50 and takes PromptPay and cash (fee 20)."""
    return variant(product(takes_cod(sends(enterprise(cast, name))), **fields))


def form_of(html: str) -> dict[str, str]:
    """What the checkout's form would send as it stands."""
    return next(form.values for form in forms_of(html) if "key" in form.values)


def filled_in(client: Client, **changes: str) -> dict[str, str]:
    """The checkout's form as this browser gets it, filled in."""
    answer = client.get("/checkout/")
    assert answer.status_code == 200, answer
    return {**form_of(answer.content.decode()), **BUYER, "act": "place", **changes}


def buy(client: Client, **changes: str) -> Any:
    """Fill in and order."""
    return client.post("/checkout/", filled_in(client, **changes))


def everything() -> list[tuple[Any, ...]]:
    """Carts, orders and stock: the same before and after what changes nothing."""
    return [
        *everything_in_carts(),
        *Purchase.objects.order_by("pk").values_list("pk", "token"),
        *Order.objects.order_by("pk").values_list("pk", "state", "total"),
        *OrderLine.objects.order_by("pk").values_list("pk", "quantity"),
        *StockItem.objects.order_by("pk").values_list("pk", "available"),
    ]
