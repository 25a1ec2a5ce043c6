"""Reading certificates, and who may decide about them. Whatever is in force is asked by a day, never by a stored word."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cms.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.models import State as ProductState
from shop.certification.models import (
    Certificate,
    CertificateEvent,
    CertificateTurn,
    Certifier,
    CertifyingBody,
    State,
    Turn,
)
from shop.enterprises.models import Enterprise
from shop.enterprises.models import State as Verification
from shop.enterprises.queries import may_act_for

# Staff see every certificate and may revoke it; granting is for certifying bodies.
MAY_KEEP = "shop_certification.change_certificate"
MOST = 200
MOST_TOLD = 50


def in_force_on(today: date) -> Q:
    """What is granted and runs on this day."""
    runs = Q(valid_from__lte=today) & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))
    return Q(state=State.GRANTED, is_current=True) & runs


def in_force(
    *, enterprise: Enterprise | None = None, products: Collection[Product | int] = (), today: date
) -> list[Certificate]:
    """The certificates that visitors may rely on today, at most MOST, those with most stars and of the latest end first.

    Of an enterprise: its own and those of all it makes. Of products: theirs. Of neither: none. What a suspended enterprise
    has is nowhere. One query, with enterprise, product and body.
    """
    whose = Q(product__in=products) if products else Q(pk__in=())
    if enterprise is not None:
        whose |= Q(enterprise=enterprise)
    elif not products:
        return []
    rows = Certificate.objects.filter(whose, in_force_on(today), enterprise__state=Verification.VERIFIED)
    ordered = rows.select_related("enterprise", "product", "body").order_by(
        F("stars").desc(nulls_last=True), "scheme", F("valid_until").desc(nulls_first=True), "pk"
    )
    return list(ordered[:MOST])


def counted(enterprises: Collection[Enterprise | int] | QuerySet[Enterprise], year: int) -> int:
    """How many certificates of these enterprises and their products ran on a day of this calendar year (CE) at least.

    What was revoked before the year began does not count; what was asked for or refused never does. One query.
    """
    return counted_between(enterprises, date(year, 1, 1), date(year, 12, 31))


def counted_between(enterprises: Collection[Enterprise | int] | QuerySet[Enterprise], first: date, last: date) -> int:
    """The same for those that ran on a day from `first` to `last`, both in it. One query."""
    ran = Q(valid_from__lte=last) & (Q(valid_until__isnull=True) | Q(valid_until__gte=first))
    revoked = CertificateEvent.objects.filter(subject=OuterRef("pk"), to_state=State.REVOKED, at__date__lt=first)
    rows = Certificate.objects.filter(ran, enterprise__in=enterprises, state__in=(State.GRANTED, State.REVOKED))
    return int(rows.filter(~Exists(revoked)).count())


def listed(
    *, today: date, scheme: str | None = None, province: str | None = None, enterprise: str | None = None
) -> QuerySet[Certificate]:
    """The certificates in force of what visitors see, narrowed by scheme, province and enterprise's slug; the newest first."""
    seen = Q(product__isnull=True) | Q(product__state=ProductState.PUBLISHED)
    rows: QuerySet[Certificate] = Certificate.objects.filter(
        seen, in_force_on(today), enterprise__state=Verification.VERIFIED
    )
    asked = {"scheme": scheme, "enterprise__province": province, "enterprise__slug": enterprise}
    narrowed = rows.filter(**{name: code for name, code in asked.items() if code is not None})
    return narrowed.select_related("enterprise", "product").order_by("-valid_from", "-pk")


def proven(key: str) -> Certificate | None:
    """The certificate of this key as its public page tells of it: granted once, of an enterprise that visitors see."""
    rows = Certificate.objects.filter(state__in=(State.GRANTED, State.REVOKED), enterprise__state=Verification.VERIFIED)
    related = ("enterprise__province", "product__enterprise", "body__province", "body__lao")
    return rows.select_related(*related).filter(key=key).first()


def ended_by(certificate: Certificate) -> CertificateEvent | None:
    """The event that revoked or refused it."""
    ends = certificate.events.filter(to_state__in=(State.REVOKED, State.REFUSED))
    return ends.order_by("-pk").first()


def granted_by(certificate: Certificate) -> CertificateEvent | None:
    """The event that granted it."""
    return certificate.events.filter(to_state=State.GRANTED).first()


def has_begun(certificate: Certificate) -> bool:
    """Whether it was the one in force once."""
    return CertificateTurn.objects.filter(certificate=certificate, turn=Turn.BEGAN).exists()


def in_place_of(certificate: Certificate) -> Certificate | None:
    """The one in force under its scheme and number for the same thing."""
    rows = Certificate.objects.filter(
        scheme=certificate.scheme, number=certificate.number, enterprise=certificate.enterprise_id, is_current=True
    )
    return rows.filter(product=certificate.product_id).exclude(pk=certificate.pk).first()


def of_enterprise(enterprise: Enterprise) -> QuerySet[Certificate]:
    """All that an enterprise ever asked for or was granted, the newest first, for its members."""
    rows: QuerySet[Certificate] = Certificate.objects.filter(enterprise=enterprise)
    return rows.select_related("product", "body").order_by("-made_at", "-pk")


def bodies_of(user: Any) -> list[CertifyingBody]:
    """The certifying bodies for which this person acts."""
    if not user.is_authenticated or not user.is_active:
        return []
    rows = CertifyingBody.objects.filter(certifiers__user=user, is_active=True)
    return list(rows.select_related("province", "lao").order_by("name_th", "pk")[:MOST_TOLD])


def covers(body: CertifyingBody, enterprise: Enterprise) -> bool:
    """Whether the body certifies where the enterprise is."""
    if not body.is_active or body.province_id != enterprise.province_id:
        return False
    return body.lao_id is None or body.lao_id == enterprise.lao_id


def area(bodies: Sequence[CertifyingBody], *, path: str = "") -> Q:
    """Enterprises (`path` leads to them) where one of these bodies certifies."""
    found = Q(pk__in=())
    for body in bodies:
        within = Q(**{f"{path}province": body.province_id})
        if body.lao_id is not None:
            within &= Q(**{f"{path}lao": body.lao_id})
        found |= within
    return found


def in_reach(user: User) -> QuerySet[Certificate]:
    """The certificates that this person sees as a certifier, or as staff; the oldest question first.

    Those of an enterprise for which they act themselves are not among them: two pairs of eyes.
    """
    rows: QuerySet[Certificate] = Certificate.objects.select_related("enterprise__province", "product", "body")
    if not user.has_perm(MAY_KEEP):
        bodies = bodies_of(user)
        own = Q(enterprise__memberships__user=user)
        rows = rows.filter(area(bodies, path="enterprise__") | Q(body__in=bodies)).exclude(own)
    return rows.order_by("made_at", "pk")


def bodies_for(user: User, enterprise: Enterprise) -> list[CertifyingBody]:
    """The bodies in whose name this person may certify this enterprise; none for their own."""
    if may_act_for(user, enterprise):
        return []
    return [body for body in bodies_of(user) if covers(body, enterprise)]


def may_revoke(user: User, certificate: Certificate) -> bool:
    """Whether this person may take it back: who acts for the body that granted it, or staff; never a member."""
    if may_act_for(user, certificate.enterprise):
        return False
    return user.has_perm(MAY_KEEP) or certificate.body_id in {body.pk for body in bodies_of(user)}


def may_see_document(user: Any, certificate: Certificate) -> bool:
    """Whether this person may open the document though it is not public."""
    if may_act_for(user, certificate.enterprise):
        return True
    return bool(user.is_authenticated and user.is_active and in_reach(user).filter(pk=certificate.pk).exists())


def certifiers_to_tell(enterprise: Enterprise) -> list[User]:
    """The active people who may decide about this enterprise; at most MOST_TOLD."""
    bodies = CertifyingBody.objects.filter(province=enterprise.province_id, is_active=True)
    bodies = bodies.filter(Q(lao__isnull=True) | Q(lao=enterprise.lao_id))
    people = User.objects.filter(pk__in=Certifier.objects.filter(body__in=bodies).values("user"), is_active=True)
    members = enterprise.memberships.values("user")
    return list(people.exclude(pk__in=members).order_by("pk")[:MOST_TOLD])
