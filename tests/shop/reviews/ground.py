"""Orders that were received, and reviews of them, written the way buyers do it."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from shop.catalogue.models import Product
from shop.orders import links
from shop.orders import services as orders
from shop.orders.models import Order, OrderLine
from shop.reviews import pictures, services
from shop.reviews.models import Review
from shop.reviews.pictures import Chosen
from tests.cast import Cast
from tests.media import samples
from tests.shop.orders.ground import GUEST, place

WORDS = "เห็ดสดมาก กรอบ หวาน ผัดน้ำมันหอยอร่อย"


def received(cast: Cast, *, buyer: str = "owner", **fields: Any) -> Order:
    """An order that its buyer has."""
    order = place(cast, buyer=buyer, pay="cod", **fields)
    orders.send(order=order, actor=cast.seller)
    orders.received(order=order, actor=None)
    return order


def line_of(order: Order) -> OrderLine:
    """Its one line."""
    return order.lines.select_related("variant__product", "order__purchase").get()


def reviewed(cast: Cast, *, stars: int = 5, words: str = WORDS, name: str = "", order: Order | None = None) -> Review:
    """A review that everybody sees, unless its words lead away."""
    line = line_of(order or received(cast))
    said = services.Said(stars=stars, words=words, name=name)
    return services.write(line=line, said=said, language="th", now=timezone.now())


def again(cast: Cast, product: Product, *, stars: int, words: str = WORDS) -> Review:
    """A guest's review of a product that somebody has reviewed before."""
    order = received(cast, buyer=GUEST, sold_by=product.enterprise, of=product.variants.get())
    return reviewed(cast, stars=stars, words=words, order=order)


def with_picture(cast: Cast) -> Review:
    """A review that waits, for it has a picture."""
    line = line_of(received(cast))
    one = pictures.put_aside(
        SimpleUploadedFile("a.jpg", samples.jpeg_from_a_phone()), line=line, member=None, words="เห็ดในตะกร้า"
    )
    said = services.Said(stars=4, words=WORDS, pictures=[Chosen(one.pk, "เห็ดในตะกร้า")])
    return services.write(line=line, said=said, language="th", now=timezone.now())


def address(order: Order, *, guest: bool = False) -> str:
    """Where the review of its line is written."""
    line = line_of(order)
    if guest:
        return reverse("review_line_guest", args=[order.number, links.guest_key(order), line.pk])
    return reverse("review_line", args=[order.number, line.pk])


def page_of(product: Product) -> str:
    """Where everybody reads its reviews."""
    return reverse("shop_reviews", args=[product.slug])
