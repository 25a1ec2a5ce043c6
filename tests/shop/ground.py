"""What the tests of the showroom stand on: places, and enterprises opened and verified the way people do it."""

from typing import Any

from cms.places.models import Province
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
