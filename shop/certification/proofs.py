"""All that the public page of a certificate says, and programs read: the same words for people and machines."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.catalogue.models import Product
from shop.certification import badges, queries
from shop.certification.models import Certificate, State
from shop.enterprises.models import Enterprise
from shop.enterprises.pages import crumbs
from themes.heads import Head, absolute, head
from themes.templatetags.thai_dates import thai_date


class Standing(StrEnum):
    """Whether a certificate holds on a day."""

    VALID = "valid"
    NOT_YET = "not_yet"
    ENDED = "ended"
    REVOKED = "revoked"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Proof:
    """One certificate as everybody may know it on one day.

    `product` is None where it certifies the whole enterprise, or where visitors do not see the product (`is_hidden`).
    `since` is the day from which it holds no more; `reason` why it was revoked. `newer` is the address of the one that took
    its place.
    """

    certificate: Certificate
    label: str
    enterprise: Enterprise
    product: Product | None
    is_hidden: bool
    standing: Standing
    words: str
    since: date | None
    reason: str
    granted_on: date | None
    newer: str
    address: str
    breadcrumbs: list[tuple[str, str]]
    seo: Head

    @property
    def is_valid(self) -> bool:
        """Whether a buyer may rely on it today."""
        return self.standing == Standing.VALID


def proof_of(key: str, *, today: date) -> Proof | None:
    """The proof of the certificate that has this key; None where visitors see none. At most five queries."""
    one = queries.proven(key)
    if one is None:
        return None
    product = one.product if one.product is not None and one.product.is_visible else None
    standing = standing_of(one, today)
    revoked = queries.ended_by(one) if standing == Standing.REVOKED else None
    granted = queries.granted_by(one)
    since = _since(one, standing, timezone.localdate(revoked.at) if revoked else None)
    newer = queries.in_place_of(one) if standing == Standing.REPLACED else None
    label = badges.label_of(one.scheme, one.stars)
    above = [*crumbs(), (one.enterprise.name, reverse("shop_enterprise", args=[one.enterprise.slug]))]
    return Proof(
        certificate=one,
        label=label,
        enterprise=one.enterprise,
        product=product,
        is_hidden=one.product_id is not None and product is None,
        standing=standing,
        words=_words(one, standing, since),
        since=since,
        reason=revoked.reason if revoked else "",
        granted_on=timezone.localdate(granted.at) if granted else None,
        newer=newer.url if newer else "",
        address=absolute(one.url),
        breadcrumbs=above,
        seo=_head(one, label, product, above),
    )


def standing_of(one: Certificate, today: date) -> Standing:
    """Whether it holds on this day."""
    if one.state == State.REVOKED:
        return Standing.REVOKED
    if one.valid_until is not None and one.valid_until < today:
        return Standing.ENDED
    if one.valid_from > today:
        return Standing.NOT_YET
    return Standing.VALID if one.is_current or not queries.has_begun(one) else Standing.REPLACED


def _since(one: Certificate, standing: Standing, revoked_on: date | None) -> date | None:
    if standing == Standing.REVOKED:
        return revoked_on
    if standing == Standing.ENDED and one.valid_until is not None:
        return one.valid_until + timedelta(days=1)
    return None


def _words(one: Certificate, standing: Standing, since: date | None) -> str:
    match standing:
        case Standing.VALID if one.valid_until is None:
            return _("Valid, without end")
        case Standing.VALID:
            return _("Valid until %(date)s") % {"date": thai_date(one.valid_until)}
        case Standing.NOT_YET:
            return _("Not valid yet: it begins on %(date)s") % {"date": thai_date(one.valid_from)}
        case Standing.ENDED:
            return _("No longer valid since %(date)s: its time is over") % {"date": thai_date(since)}
        case Standing.REVOKED:
            return _("No longer valid since %(date)s: it was revoked") % {"date": thai_date(since)}
        case Standing.REPLACED:
            return _("No longer valid: a newer certificate took its place")


def _head(one: Certificate, label: str, product: Product | None, above: list[tuple[str, str]]) -> Head:
    title = _("Certificate: %(what)s, %(whose)s") % {"what": label, "whose": product or one.enterprise}
    thing: dict[str, Any] = {
        "@type": "Certification",
        "name": label,
        "certificationIdentification": one.number,
        "issuedBy": {"@type": "Organization", "name": one.issuer},
        "validFrom": one.valid_from.isoformat(),
    }
    if one.valid_until is not None:
        thing["expires"] = one.valid_until.isoformat()
    return head(title=title, path=one.url, description=title, breadcrumbs=above, things=[thing])
