"""The demo's certificates: two bodies that there are not, and what they granted, refused and revoked."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.accounts import demo as people
from cms.accounts.models import Notice, User
from cms.accounts.roles import Role
from cms.places.models import Province
from media.illustrations.album import Album, Wish
from shop.catalogue.models import Product
from shop.certification import services, turning
from shop.certification.bodies import add_certifier
from shop.certification.models import BodyKind, Certificate, CertifyingBody, State
from shop.enterprises import demo as enterprises

STEP = "Certificates"
FILE = Path(__file__).parent / "certificates.toml"
ISSUER = "ผู้ออกใบรับรองสมมติ (สาธิต)"


def wishes() -> Iterator[Wish]:
    """No pictures."""
    yield from ()


def said() -> dict[str, list[dict[str, Any]]]:
    """Bodies and certificates, as the file has them."""
    found: dict[str, list[dict[str, Any]]] = enterprises.read(FILE)
    return found


def count() -> int:
    """How many certificates there are."""
    return len(said()["certificate"])


def load(album: Album) -> Iterator[str]:
    """Make the bodies and the certificates that are not there yet; yields the number of each."""
    begun = timezone.now()
    certifier = User.objects.get(email=people.address(Role.CERTIFIER))
    bodies = {data["key"]: _body(data, certifier) for data in said()["body"]}
    for data in said()["certificate"]:
        one = enterprises.enterprise(data["enterprise"])
        if not Certificate.objects.filter(enterprise=one, form_key=_key(data)).exists():
            _make(data, bodies[data["body"]], certifier)
        yield data["number"]
    turning.turn(today=timezone.localdate())
    # Nobody wants fifty letters about what is there from the start.
    Notice.objects.filter(kind__startswith="certificate_", read_at=None, created_at__gte=begun).update(
        read_at=timezone.now(), mailed_at=timezone.now()
    )


def _body(data: Mapping[str, Any], certifier: User) -> CertifyingBody:
    names = {name: data[name] for name in ("name_th", "name_en")}
    body, _made = CertifyingBody.objects.get_or_create(
        province=Province.objects.get(code=data["province"]), kind=BodyKind.NETWORK, is_demo=True, **names
    )
    if not body.certifiers.filter(user=certifier).exists():
        add_certifier(body=body, user=certifier)
    return body


@transaction.atomic
def _make(data: Mapping[str, Any], body: CertifyingBody, certifier: User) -> None:
    """All of its life or nothing. What has ended was granted while it ran: the days are set back afterwards."""
    one = enterprises.enterprise(data["enterprise"])
    today = timezone.localdate()
    until = data.get("until")
    fields: dict[str, Any] = {
        "enterprise": one,
        "product": _product(one.pk, data.get("product")),
        "form_key": _key(data),
        "scheme": data["scheme"],
        "number": data["number"],
        "stars": data.get("stars"),
        "issuer": ISSUER,
        "valid_from": today + timedelta(days=data["from"]),
        "valid_until": None if until is None else today + timedelta(days=max(until, 0)),
        "is_demo": True,
    }
    state = data.get("state", State.GRANTED)
    if state in {State.ASKED, State.REFUSED}:
        member = one.memberships.select_related("user")[0].user
        asked = services.ask(actor=member, **fields)
        if state == State.REFUSED:
            services.refuse(certificate=asked, actor=certifier, reason=data["reason"])
        return
    made = services.grant_directly(actor=certifier, body=body, **fields)
    if state == State.REVOKED:
        services.revoke(certificate=made, actor=certifier, reason=data["reason"])
    elif until is not None and until < 0:
        Certificate.objects.filter(pk=made.pk).update(valid_until=today + timedelta(days=until))


def _product(enterprise: int, number: int | None) -> Product | None:
    if number is None:
        return None
    found: Product = Product.objects.filter(enterprise=enterprise).order_by("pk")[number]
    return found


def _key(data: Mapping[str, Any]) -> str:
    return f"demo {data['scheme']} {data['number']}"[:32]
