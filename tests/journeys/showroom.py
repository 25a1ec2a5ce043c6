"""What the journeys buy: two verified enterprises that send and take money, made through the services."""

from typing import Any

from cms.accounts.models import User
from cms.places.models import Province
from media.services import add_photo
from search.services import browse
from shop.catalogue.models import Category
from shop.catalogue.services import PointDraft, VariantDraft, create_product, make_category, publish
from shop.desk.services import set_terms
from shop.enterprises import services
from shop.enterprises.models import Enterprise, Kind
from tests.media.samples import encoded, picture

# Who sells, by the role of the demo's people; the enterprise's English name gives its address.
MUSHROOMS, WEAVERS = "seller", "community_representative"
PROMPTPAY: dict[str, Any] = {"promptpay_id": "0812345678", "promptpay_name": "สมศรี ใจดี"}


def load_showroom() -> None:
    """Two enterprises, of which the first has a story, with a product each."""
    food = make_category(name_th="อาหาร", name_en="Food")
    cloth = make_category(name_th="ผ้า", name_en="Cloth")
    story = browse(kind="story", per_page=1).hits[0].key
    mushrooms = _enterprise(MUSHROOMS, "วิสาหกิจเห็ดบ้านสวนเดินทาง", "Journey Mushrooms", story_key=story)
    _product(mushrooms, food, "เห็ดหอมแห้งเดินทาง", "Journey dried shiitake", 12_000)
    weavers = _enterprise(WEAVERS, "กลุ่มทอผ้าเดินทาง", "Journey Weavers")
    _product(weavers, cloth, "ผ้าขาวม้าเดินทาง", "Journey loincloth", 25_000)


def _person(role: str) -> User:
    return User.objects.get(email=f"{role.replace('_', '-')}@demo.example")


def _enterprise(role: str, name_th: str, name_en: str, **more: Any) -> Enterprise:
    owner = _person(role)
    one = services.open_enterprise(
        owner=owner,
        name_th=name_th,
        name_en=name_en,
        kind=Kind.COMMUNITY_ENTERPRISE,
        province=Province.objects.get(code="40"),
        lao_exception="ในการทดสอบ",
        **PROMPTPAY,
        **more,
    )
    set_terms(
        enterprise=one,
        actor=owner,
        account=PROMPTPAY,
        payment={"takes_promptpay": True, "takes_cod": True, "cod_fee": 2_000, "cod_limit": 500_000},
        shipping={"sends": True, "flat_price": 5_000, "free_above": None, "pick_up": False, "pick_up_where": ""},
        bands={},
    )
    services.submit(enterprise=one, actor=owner)
    return services.verify(enterprise=one, actor=_person("moderator"))


def _product(enterprise: Enterprise, category: Category, name_th: str, name_en: str, price: int) -> None:
    photo = add_photo(title=name_th, description=name_th, image=encoded("JPEG", picture(1200, 900)))
    made = create_product(
        enterprise=enterprise,
        actor=None,
        category=category,
        name_th=name_th,
        name_en=name_en,
        summary_th="ทำด้วยมือในชุมชน",
        variants=[VariantDraft(price=price, stock=20, weight=300)],
        photos=[photo],
        selling_points=[PointDraft("ทำในชุมชน", "Made in the community")],
    )
    publish(product=made, actor=None)
