"""A paid order gets its receipt."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import override

from cms.lifecycle.services import lock
from shop.enterprises.models import ContactKind, Enterprise
from shop.orders.models import Order
from shop.receipts.models import Receipt


@transaction.atomic
def issue(*, order: Order, at: datetime) -> Receipt:
    """Number the receipt of an order that is paid; the second time it is the first one's.

    The enterprise is locked after order and payment, so that no number is given twice and none is left out.
    """
    enterprise = Enterprise.objects.get(pk=order.enterprise_id)
    lock(enterprise)
    there = Receipt.objects.filter(order=order).first()
    if there is not None:
        return there
    year = timezone.localtime(at).year
    last = Receipt.objects.filter(enterprise=enterprise, year=year).aggregate(last=Max("serial"))["last"] or 0
    return Receipt.objects.create(
        order=order,
        enterprise=enterprise,
        year=year,
        serial=last + 1,
        issued_at=at,
        seller_registration=enterprise.registration_number,
        seller_address=_address(enterprise),
    )


def _address(enterprise: Enterprise) -> str:
    """The address to visit that it shows to everybody; without one, the place where it is."""
    shown = enterprise.contact_ways.filter(kind=ContactKind.ADDRESS, is_published=True).first()
    if shown is not None:
        return str(shown.value)
    places = (enterprise.subdistrict, enterprise.district, enterprise.province)
    with override("th"):
        return " ".join(place.full_name for place in places if place is not None)
