"""An application that says everything staff need, for tests that hand it in."""

from cms.accounts.models import User
from cms.places.models import Subdistrict
from shop.enterprises import services
from shop.enterprises.drafts import ContactDraft, PersonDraft
from shop.enterprises.models import Document, Enterprise

KINDS = ("registration", "chair_id", "place")


def say_all(one: Enterprise, owner: User) -> Enterprise:
    """Everything but the papers."""
    place = Subdistrict.objects.filter(district__province=one.province).select_related("district").first()
    assert place is not None
    return services.edit_enterprise(
        enterprise=one,
        actor=owner,
        people=[PersonDraft("สมศรี", "ประธาน")],
        contact_ways=[ContactDraft("phone", "0899998888")],
        registration_number=f"4-40-{one.pk}",
        summary_th="เห็ดจากสวน",
        district=place.district,
        subdistrict=place,
    )


def complete(one: Enterprise, owner: User) -> Enterprise:
    """With papers whose files nobody opens."""
    say_all(one, owner)
    for kind in KINDS:
        Document.objects.create(
            enterprise=one, kind=kind, file=f"enterprises/{kind}.jpg", added_by=owner, form_key=kind
        )
    return one
