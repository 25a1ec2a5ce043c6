"""What happens to a certificate: asked for, granted, refused, revoked. The enterprise is locked before its certificate.

The document has passed the door for uploads and is stored before a transaction begins: a bucket is a network away.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.lifecycle.services import begin, lock, move
from shop.catalogue.models import Product
from shop.certification import letters, queries, rules, showing
from shop.certification.models import (
    MOVES,
    Certificate,
    CertificateEvent,
    CertificateTurn,
    CertifyingBody,
    State,
    Turn,
)
from shop.enterprises.models import Enterprise
from shop.enterprises.models import State as Verification
from shop.enterprises.queries import may_act_for

SAID = ("scheme", "number", "issuer", "stars", "valid_from", "valid_until")
MOST_WAITING = 20


class NotTheirs(PermissionDenied):
    """It is outside their area, of their own enterprise, or asked for by themselves."""


class NotVerified(ValidationError):
    """Only what a verified enterprise makes is certified."""


class EndedAlready(ValidationError):
    """The document ran out before today."""


class InForceAlready(ValidationError):
    """The same number is in force for the same thing, and ends no earlier."""


class TooManyWaiting(ValidationError):
    """More questions of one enterprise than a certifier can answer."""


def ask(
    *,
    enterprise: Enterprise,
    actor: User,
    form_key: str,
    product: Product | None = None,
    document: File[bytes] | None = None,
    **said: Any,
) -> Certificate:
    """A member asks those who certify in its area; they are told. The same form sent twice asks once.

    `said` has the fields of SAID. Raises ValidationError by field, NotVerified, EndedAlready, TooManyWaiting, NotTheirs
    for who is no member; then neither a row nor a file stays.
    """
    if not may_act_for(actor, enterprise):
        raise NotTheirs
    with _stored(document) as name, transaction.atomic():
        lock(enterprise)
        if present := _sent_before(enterprise, form_key):
            return present
        if Certificate.objects.filter(enterprise=enterprise, state=State.ASKED).count() >= MOST_WAITING:
            words = _("%(number)s of your certificates wait already. Please let them be looked at first.")
            raise TooManyWaiting(words, code="too_many", params={"number": MOST_WAITING})
        one = _made(enterprise, product, actor, form_key, name, said)
        for reader in queries.certifiers_to_tell(enterprise):
            letters.tell(reader, "certificate_asked", letters.asked(one))
    return one


def grant_directly(
    *,
    enterprise: Enterprise,
    actor: User,
    body: CertifyingBody,
    form_key: str,
    product: Product | None = None,
    document: File[bytes] | None = None,
    is_document_public: bool = False,
    **said: Any,
) -> Certificate:
    """A certifier grants what nobody asked for here, such as what was given on paper. Sent twice it is granted once.

    Raises as `ask` and `grant` do.
    """
    _refuse_others(actor, body, enterprise)
    with _stored(document) as name, transaction.atomic():
        lock(enterprise)
        if present := _sent_before(enterprise, form_key):
            return present
        one = _made(enterprise, product, actor, form_key, name, said)
        _grant(one, actor, body, is_document_public=is_document_public)
    return one


@transaction.atomic
def grant(
    *, certificate: Certificate, actor: User, body: CertifyingBody, is_document_public: bool = False
) -> Certificate:
    """A certifier has looked at it: visitors see it from the day it begins. Its members are told.

    Raises NotTheirs, MoveNotAllowed, NotVerified, EndedAlready, InForceAlready.
    """
    lock(certificate.enterprise)
    _refuse_others(actor, body, certificate.enterprise)
    if certificate.made_by_id == actor.pk:
        raise NotTheirs
    _grant(certificate, actor, body, is_document_public=is_document_public)
    return certificate


@transaction.atomic
def refuse(*, certificate: Certificate, actor: User, reason: str) -> Certificate:
    """A certifier does not grant it, and says why; its members are told. Raises NotTheirs, MoveNotAllowed, ReasonMissing."""
    lock(certificate.enterprise)
    if not queries.bodies_for(actor, certificate.enterprise):
        raise NotTheirs
    move(subject=certificate, to=State.REFUSED, lifecycle=MOVES, events=CertificateEvent, actor=actor, reason=reason)
    letters.tell_members(certificate, "certificate_refused", letters.refused(certificate, reason))
    return certificate


@transaction.atomic
def revoke(*, certificate: Certificate, actor: User, reason: str) -> Certificate:
    """It holds no more from this transaction on, and its page says why. Raises NotTheirs, MoveNotAllowed, ReasonMissing."""
    lock(certificate.enterprise)
    if not queries.may_revoke(actor, certificate):
        raise NotTheirs
    lock(certificate)
    was_current = certificate.is_current
    if certificate.state == State.GRANTED:
        # A revoked one cannot be the current one; the move says whether it may be revoked at all.
        Certificate.objects.filter(pk=certificate.pk).update(is_current=False)
    move(subject=certificate, to=State.REVOKED, lifecycle=MOVES, events=CertificateEvent, actor=actor, reason=reason)
    letters.tell_members(certificate, "certificate_revoked", letters.revoked(certificate, reason))
    if was_current:
        showing.show(certificate)
    else:
        showing.raise_generation()
    return certificate


def make_current(certificate: Certificate) -> None:
    """From now on this is the one in force under its number, in the caller's transaction. Raises InForceAlready."""
    for present in same_number(certificate).filter(is_current=True):
        if _ends_no_later(certificate, present):
            words = _("This number is certified already, and that certificate ends no earlier.")
            raise InForceAlready({"number": ValidationError(words, code="in_force")})
        Certificate.objects.filter(pk=present.pk).update(is_current=False)
    certificate.is_current = True
    certificate.save(update_fields=["is_current"])
    CertificateTurn.objects.create(certificate=certificate, turn=Turn.BEGAN)


def same_number(certificate: Certificate) -> Any:
    """Other certificates of the same scheme and number for the same thing."""
    rows = Certificate.objects.filter(
        scheme=certificate.scheme, number=certificate.number, enterprise=certificate.enterprise_id
    )
    return rows.filter(product=certificate.product_id).exclude(pk=certificate.pk)


def _grant(one: Certificate, actor: User, body: CertifyingBody, *, is_document_public: bool) -> None:
    lock(one)
    today = timezone.localdate()
    _refuse_unfit(one.enterprise, one.valid_until, today)
    one.body, one.is_document_public = body, bool(is_document_public and one.document)
    one.save(update_fields=["body", "is_document_public"])
    move(subject=one, to=State.GRANTED, lifecycle=MOVES, events=CertificateEvent, actor=actor)
    try:
        with transaction.atomic():
            if one.valid_from <= today:
                make_current(one)
    except IntegrityError:
        raise InForceAlready(_("This number is certified already."), code="in_force") from None
    letters.tell_members(one, "certificate_granted", letters.granted(one))
    # Last: it raises the generation number, whose row stays locked on PostgreSQL.
    showing.show(one)


def _made(
    enterprise: Enterprise, product: Product | None, actor: User, form_key: str, name: str, said: dict[str, Any]
) -> Certificate:
    """The row of a certificate that waits. Raises ValidationError by field."""
    if product is not None and product.enterprise_id != enterprise.pk:
        raise ValidationError({"product": ValidationError(_("This product is not theirs."), code="not_theirs")})
    fields = rules.judge({name: said.get(name) for name in SAID}, has_product=product is not None)
    _refuse_unfit(enterprise, fields["valid_until"], timezone.localdate())
    one = Certificate(
        enterprise=enterprise,
        product=product,
        made_by=actor,
        form_key=form_key,
        document=name,
        is_demo=bool(said.get("is_demo", False)),
        **fields,
    )
    one.full_clean(exclude=["document"])
    one.save()
    begin(subject=one, events=CertificateEvent, actor=actor)
    return one


def _sent_before(enterprise: Enterprise, form_key: str) -> Certificate | None:
    found: Certificate | None = Certificate.objects.filter(enterprise=enterprise, form_key=form_key).first()
    return found


def _refuse_others(actor: User, body: CertifyingBody, enterprise: Enterprise) -> None:
    if body.pk not in {one.pk for one in queries.bodies_for(actor, enterprise)}:
        raise NotTheirs


def _refuse_unfit(enterprise: Enterprise, until: date | None, today: date) -> None:
    if enterprise.state != Verification.VERIFIED:
        raise NotVerified(_("Only a verified enterprise and what it makes are certified."), code="not_verified")
    if until is not None and until < today:
        words = _("This certificate has ended already. Send the one that is valid now.")
        raise EndedAlready({"valid_until": ValidationError(words, code="ended")})


def _ends_no_later(one: Certificate, present: Certificate) -> bool:
    if present.valid_until is None:
        return True
    return one.valid_until is not None and one.valid_until <= present.valid_until


@contextmanager
def _stored(document: File[bytes] | None) -> Iterator[str]:
    """The name under which the document lies; it goes again where the block raises, or nobody named it."""
    if document is None:
        yield ""
        return
    field: Any = Certificate._meta.get_field("document")
    document.seek(0)
    name = field.storage.save(field.generate_filename(Certificate(), document.name or "document"), document)
    try:
        yield name
    except Exception:
        field.storage.delete(name)
        raise
    if not Certificate.objects.filter(document=name).exists():
        field.storage.delete(name)
