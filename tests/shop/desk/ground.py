"""A seller behind the counter, with slips to look at and orders to send."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from shop.catalogue.models import Product
from shop.checkout.models import ShippingTerms
from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments import services as payments
from shop.payments.models import Slip
from shop.payments.slip_qr import SlipReference
from tests.cast import Cast
from tests.media.samples import jpeg
from tests.shop import ground
from tests.shop.orders import ground as orders
from tests.shop.payments import slips


def shop(cast: Cast, **fields: Any) -> Enterprise:
    """A verified enterprise of `seller` that takes money and sends."""
    one = orders.seller(cast, **fields)
    ShippingTerms.objects.create(enterprise=one, flat_price=5_000)
    return one


def rival(cast: Cast) -> Enterprise:
    """Another verified enterprise, of `team_mate`."""
    return ground.enterprise(cast, "กลุ่มทอผ้าคู่แข่ง", owner="team_mate", name_en="Rival Weavers")


def at(one: Enterprise, name: str = "home", *args: object) -> str:
    """The address of one of the desk's pages."""
    return reverse(f"shop_desk_{name}", args=[one.slug, *args])


def claimed(cast: Cast, one: Enterprise, number: str = "014242082547BPM04988", *, read: bool = True) -> Order:
    """An order whose slip waits for the seller."""
    order = orders.place(cast, sold_by=one)
    reference = SlipReference("004", number) if read else None
    payments.claim(order=order, picture=slips.clean_slip(), reference=reference, actor=cast.owner)
    return order


def slip_of(order: Order) -> Slip:
    """The last slip of an order."""
    return Slip.objects.filter(payment__order=order).latest("pk")


def a_day_ago() -> Any:
    """Longer ago than pictures are put aside for."""
    return timezone.now() - timedelta(days=1, minutes=1)


def photo(name: str = "เห็ด.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    """A picture as a phone sends it."""
    return SimpleUploadedFile(name, data or jpeg(), content_type="image/jpeg")


def filled(product: Product | None = None, **said: Any) -> dict[str, Any]:
    """What a browser sends of a product's form: one variant at 120 baht, ten in stock."""
    variant = ground.variant(product) if product else None
    there = str(ground.in_stock(variant)) if variant else ""
    return {
        "name_th": "เห็ดหอมแห้ง",
        "name_en": "Dried shiitake",
        "category": str(ground.category().pk),
        "sale": "on_sale",
        "summary_th": "ตากแดดสองวัน",
        "description_th": "",
        "points_th": "ไม่ใช้สารเคมี\nเก็บได้หนึ่งปี",
        "summary_en": "",
        "description_en": "",
        "points_en": "",
        "variants-TOTAL_FORMS": "1",
        "variants-INITIAL_FORMS": "1",
        "variants-0-pk": str(variant.pk) if variant else "",
        "variants-0-seen": there,
        "variants-0-price": "120",
        "variants-0-weight": "500",
        "variants-0-stock": there or "10",
        "variants-0-is_active": "on",
        "save": "1",
        **said,
    }
