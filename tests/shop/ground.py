"""What the tests of the showroom stand on: places, and enterprises opened and verified the way people do it."""

from typing import Any

from cms.places.models import Province
from shop.catalogue.models import Category, Product, StockItem, Variant
from shop.catalogue.services import VariantDraft, create_product, make_category, publish
from shop.enterprises import services
from shop.enterprises.models import Enterprise, Kind
from tests.cast import Cast
from tests.places import ground as places

PROVINCE = "40"
# A number whose last digit fits the others, of nobody.
PROMPTPAY = "0812345678"


def somewhere(*provinces: str) -> None:
    """Make sure that these provinces (Khon Kaen where none is named) are there, with everything in them."""
    wanted = provinces or (PROVINCE,)
    if Province.objects.filter(code__in=wanted).count() < len(wanted):
        places.ground(*{*wanted, *Province.objects.values_list("code", flat=True)})


def enterprise(
    cast: Cast, name: str = "กลุ่มเห็ดบ้านสวน", *, verified: bool = True, owner: str = "seller", **fields: Any
) -> Enterprise:
    """An enterprise in Khon Kaen of this member of the cast; staff let it in without an LAO where none is given."""
    province = fields.pop("province", PROVINCE)
    somewhere(province)
    said = {
        "name_th": name,
        "name_en": "Ban Suan Mushroom Group",
        "kind": Kind.COMMUNITY_ENTERPRISE,
        "promptpay_id": PROMPTPAY,
        "promptpay_name": "สมศรี ใจดี",
        "lao_exception": "" if "lao" in fields else "ในการทดสอบ",
        **fields,
    }
    one = services.open_enterprise(owner=getattr(cast, owner), province=Province.objects.get(code=province), **said)
    if verified:
        services.submit(enterprise=one, actor=getattr(cast, owner))
        services.verify(enterprise=one, actor=cast.moderator)
    return one


def category(name_en: str = "Food", name_th: str = "อาหาร", *, parent: Category | None = None) -> Category:
    """The category of this name, made with its first use."""
    found = Category.objects.filter(name_en=name_en, parent=parent).first()
    return found or make_category(name_th=name_th, name_en=name_en, parent=parent)


def product(
    enterprise: Enterprise, price: int | None = 12_000, stock: int = 10, *, published: bool = True, **fields: Any
) -> Product:
    """A product of one variant, on sale for 120 baht, ten in stock, published, unless something else is said.

    `variants` in place of `price` and `stock` gives it others.
    """
    made = create_product(
        enterprise=enterprise,
        actor=None,
        **{
            "category": fields.pop("category", None) or category(),
            "name_th": "เห็ดนางฟ้าสด",
            "name_en": "Fresh oyster mushrooms",
            "variants": [VariantDraft(price=price, stock=stock)],
            **fields,
        },
    )
    return publish(product=made, actor=None) if published else made


def variant(product: Product, number: int = 0) -> Variant:
    """The product's first variant, or the one of this number from 0."""
    found: Variant = product.variants.order_by("sort_order", "pk")[number]
    return found


def in_stock(variant: Variant) -> int:
    """How many there are now, by the database."""
    return int(StockItem.objects.get(variant=variant).available)
