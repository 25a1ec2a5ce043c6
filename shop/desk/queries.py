"""What waits at the desk of one enterprise. Every reading is bounded and asks nothing in a loop."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from media.queries import photos_by_id, rendition_url
from shop.catalogue.low_stock import running_low
from shop.catalogue.models import Product, ProductPhoto, Question, Variant
from shop.enterprises.models import Enterprise
from shop.orders import numbers
from shop.orders.models import Order, OrderLine, State
from shop.orders.returning import ReturnRequest, ReturnState
from shop.payments.gateways.base import terms_of
from shop.payments.models import Slip
from shop.payments.models import State as Paid

AT_ONCE = 20
PRODUCTS_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """An order in which the seller has something to do, with its lines and the slip to look at."""

    order: Order
    lines: list[OrderLine]
    slip: Slip | None


@dataclass(frozen=True, slots=True)
class Offered:
    """A product as the desk lists it; `picture` is the address of its first picture, private ones included."""

    product: Product
    variants: list[Variant]
    picture: str


def waiting(enterprise: Enterprise) -> tuple[list[Waiting], list[Waiting]]:
    """The slips to look at and the orders to send, the oldest AT_ONCE of each, in three queries."""
    mine = Order.objects.filter(enterprise=enterprise).order_by("placed_at", "pk")
    first = [mine.filter(state=state).values("pk")[:AT_ONCE] for state in (State.PAYMENT_SENT, State.TO_SEND)]
    orders = list(mine.filter(Q(pk__in=first[0]) | Q(pk__in=first[1])).select_related("purchase"))
    found = with_lines(orders)
    return (
        [one for one in found if one.order.state == State.PAYMENT_SENT],
        [one for one in found if one.order.state == State.TO_SEND],
    )


def with_lines(orders: Iterable[Order]) -> list[Waiting]:
    """These orders with their lines and the slips that wait for an answer; two queries."""
    listed = list(orders)
    lines: dict[int, list[OrderLine]] = {}
    for line in OrderLine.objects.filter(order__in=listed):
        lines.setdefault(line.order_id, []).append(line)
    open_slips = Slip.objects.filter(payment__order__in=listed, payment__state=Paid.CLAIMED, refused_at=None)
    slips = {slip.payment.order_id: slip for slip in open_slips.select_related("payment").order_by("pk")}
    return [Waiting(order, lines.get(order.pk, []), slips.get(order.pk)) for order in listed]


def counts(enterprise: Enterprise) -> dict[str, int]:
    """How many orders the enterprise has in each state, and in all under ""."""
    rows = Order.objects.filter(enterprise=enterprise).order_by().values_list("state").annotate(number=Count("pk"))
    by_state = dict(rows)
    return {**by_state, "": sum(by_state.values())}


def orders_of(enterprise: Enterprise, state: str = "") -> QuerySet[Order]:
    """Its orders, the latest first, those of one state where one is named."""
    mine = Order.objects.filter(enterprise=enterprise).select_related("purchase").order_by("-placed_at", "-pk")
    return mine.filter(state=state) if state in State.values else mine


def order_called(enterprise: Enterprise, number: str) -> Order | None:
    """Its order of this number; None where it is another's or nobody's."""
    if not re.fullmatch(numbers.PATTERN, number):
        # Such as a NUL, which PostgreSQL takes in no question.
        return None
    mine = Order.objects.select_related("purchase__user", "enterprise")
    return mine.filter(enterprise=enterprise, number=number).first()


def products_of(enterprise: Enterprise) -> QuerySet[Product]:
    """Its products in whatever state, the latest first."""
    first = ProductPhoto.objects.filter(product=OuterRef("pk")).order_by("sort_order", "pk").values("photo")[:1]
    mine: QuerySet[Product] = Product.objects.filter(enterprise=enterprise).annotate(first_photo=Subquery(first))
    return mine.order_by("-created_at", "-pk")


def offered(enterprise: Enterprise, products: Iterable[Product]) -> list[Offered]:
    """These rows of `products_of` with what is offered of each; three queries."""
    listed = list(products)
    for product in listed:
        product.enterprise = enterprise
    variants: dict[int, list[Variant]] = {}
    rows = Variant.objects.filter(product__in=listed, is_active=True).select_related("stock")
    for variant in rows.order_by("sort_order", "pk"):
        variants.setdefault(variant.product_id, []).append(variant)
    pictures = thumbs(enterprise, [getattr(product, "first_photo", None) for product in listed])
    return [
        Offered(product, variants.get(product.pk, []), pictures.get(getattr(product, "first_photo", None) or 0, ""))
        for product in listed
    ]


def thumbs(enterprise: Enterprise, photos: Iterable[int | None]) -> dict[int, str]:
    """Addresses of small pictures by primary key: the public one, else the desk's own; one query."""
    wanted = [key for key in photos if key]
    public = photos_by_id(wanted)
    return {
        key: (rendition_url(public[key], "thumb", "webp") if key in public else "")
        or reverse("shop_desk_picture", args=[enterprise.slug, key])
        for key in wanted
    }


def product_called(enterprise: Enterprise, slug: str) -> Product | None:
    """Its product of this address; None where it is another's or nobody's."""
    product: Product | None = Product.objects.filter(enterprise=enterprise, slug=slug).first()
    if product is not None:
        product.enterprise = enterprise
    return product


def questions_of(enterprise: Enterprise) -> QuerySet[Question]:
    """What was asked about its products: unanswered first, then the latest."""
    mine = Question.objects.filter(product__enterprise=enterprise).select_related("product")
    return mine.order_by(F("answered_at").desc(nulls_first=True), "-asked_at", "-pk")


def waits(enterprise: Enterprise) -> dict[str, int]:
    """How many `questions` and `returns` wait for an answer, and of how many products little is left (`low`); one query."""
    asked = Question.objects.filter(answered_at=None, product__enterprise=OuterRef("pk"))
    back = ReturnRequest.objects.filter(state=ReturnState.ASKED, order__enterprise=OuterRef("pk"))
    counted = Enterprise.objects.filter(pk=enterprise.pk).annotate(
        questions=_number(asked, "product__enterprise"),
        returns=_number(back, "order__enterprise"),
        low=_number(running_low(enterprise), "enterprise"),
    )
    return {name: number or 0 for name, number in counted.values("questions", "returns", "low")[0].items()}


def _number(rows: "QuerySet[Any]", by: str) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(number=Count("pk")).values("number"))


def lacks(enterprise: Enterprise) -> list[str]:
    """What has to be said before anybody can buy: how parcels are sent, and how money is taken."""
    terms = terms_of(enterprise)
    takes_money = terms.takes_cod or (terms.takes_promptpay and enterprise.promptpay_id)
    missing = [] if hasattr(enterprise, "shipping_terms") else [_("Say how you send, so that people can buy.")]
    return missing if takes_money else [*missing, _("Say how you take money, so that people can buy.")]
