"""What tests of certificates stand on: a body in Khon Kaen with its certifier, and certificates given by it."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.accounts.models import User
from cms.places.models import Province
from shop.catalogue.models import Product
from shop.certification import services
from shop.certification.bodies import add_certifier
from shop.certification.models import BodyKind, Certificate, CertifyingBody, new_key
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.media import samples
from tests.shop.ground import PROVINCE, somewhere

NUMBER = "40-2-01565-2-0001"


def body(cast: Cast, province: str = PROVINCE, *, who: str = "certifier", **fields: Any) -> CertifyingBody:
    """A body that certifies in this province, for which this member of the cast acts."""
    somewhere(province)
    made, _new = CertifyingBody.objects.get_or_create(
        province=Province.objects.get(code=province),
        name_th=fields.pop("name_th", "อบจ.ทดสอบ"),
        defaults={"name_en": "Test PAO", "kind": BodyKind.PAO, **fields},
    )
    person: User = getattr(cast, who)
    if not made.certifiers.filter(user=person).exists():
        add_certifier(body=made, user=person)
    return made


def said(**fields: Any) -> dict[str, Any]:
    """What a certificate of the FDA says, valid for a year from today."""
    today = timezone.localdate()
    return {
        "scheme": "fda",
        "number": NUMBER,
        "issuer": "สำนักงานสาธารณสุขจังหวัด",
        "stars": None,
        "valid_from": today,
        "valid_until": today + timedelta(days=365),
        **fields,
    }


def asked(cast: Cast, product: Product, **fields: Any) -> Certificate:
    """One that the seller asks for."""
    return services.ask(
        enterprise=product.enterprise,
        actor=cast.seller,
        product=product,
        form_key=fields.pop("form_key", new_key()),
        document=fields.pop("document", None),
        **said(**fields),
    )


def granted(
    cast: Cast,
    enterprise: Enterprise,
    product: Product | None = None,
    *,
    by: CertifyingBody | None = None,
    **fields: Any,
) -> Certificate:
    """One that the certifier gave by themselves."""
    more = {name: fields.pop(name) for name in ("document", "is_document_public") if name in fields}
    return services.grant_directly(
        enterprise=enterprise,
        actor=cast.certifier,
        body=by or body(cast),
        product=product,
        form_key=fields.pop("form_key", new_key()),
        **more,
        **said(**fields),
    )


def on(day: date, one: Certificate, *, until: date | None = None) -> Certificate:
    """As though it had been granted for these days: what the clock would have made of it is left to the test."""
    Certificate.objects.filter(pk=one.pk).update(valid_from=day, valid_until=until)
    one.refresh_from_db()
    return one


def upload(name: str = "paper.jpg") -> SimpleUploadedFile:
    """A photograph of a paper, as a browser sends it."""
    return SimpleUploadedFile(name, samples.jpeg(), "image/jpeg")
