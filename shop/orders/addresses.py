"""The address of a purchase as a Thai writes it on a parcel."""

from shop.orders.models import Purchase

_BANGKOK = "10"


def address_of(purchase: Purchase) -> list[str]:
    """The lines below the name: house and street, then the places from small to large; none where it is picked up.

    A parcel is read by Thai postmen, so it is in Thai in every language. In Bangkok subdistrict and district have names
    of their own kind, and the province needs no word before it.
    """
    if not purchase.address_line:
        return []
    if purchase.subdistrict_code.startswith(_BANGKOK):
        smaller, larger, province = "แขวง", "เขต", ""
    else:
        smaller, larger, province = "ตำบล", "อำเภอ", "จังหวัด"
    return [
        purchase.address_line,
        f"{smaller}{purchase.subdistrict} {larger}{purchase.district}",
        f"{province}{purchase.province} {purchase.postcode}",
    ]
