"""Certificates as programs read them: the same proof that people see when they scan the code."""

from datetime import date
from math import ceil
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from search.api import MOST_PAGES, Code, Paging, ProvinceCode, paging
from search.refusals import NotThere
from search.shapes import Coded, absolute, api_address
from shop.catalogue.showing import PRODUCT
from shop.certification import badges, queries
from shop.certification.models import KEY_LENGTH, Certificate, Scheme
from shop.certification.proofs import Proof, proof_of
from shop.enterprises.verification import KIND as ENTERPRISE

router = Router(tags=["certificates"])
ROUTERS = [("certificates", router)]

CertificateKey = Annotated[
    str, Path(pattern=rf"^[a-z0-9]{{{KEY_LENGTH}}}$", description="The key in the address of its page.")
]


class Certified(BaseModel):
    """What is certified, or whose it is."""

    id: str
    title: str
    url: str
    api_url: str


class Body(BaseModel):
    """Who looked at it and granted it here."""

    name: str
    province: str = Field(description="Official code of two digits.")
    is_invented: bool


class CertificateShape(BaseModel):
    """One certificate. Ask again before relying on it: it may be revoked at any time."""

    id: str
    kind: Literal["certificate"]
    title: str
    url: str
    scheme: Coded
    stars: int | None = Field(description="1 to 5, of OTOP only.")
    number: str
    issuer: str = Field(description="Who issued it, as its document says.")
    holder: Certified
    product: Certified | None = Field(description="Null where the whole enterprise is certified.")
    is_product_hidden: bool = Field(description="True where it certifies a product that is not shown at present.")
    valid_from: date
    valid_until: date | None = Field(description="Null where it has no end.")
    is_valid: bool = Field(description="Whether it holds today.")
    standing: Literal["valid", "not_yet", "ended", "revoked", "replaced"]
    standing_text: str
    since: date | None = Field(description="From when it holds no more.")
    reason: str = Field(description="Why it was revoked.")
    granted_by: Body
    granted_on: date | None
    is_invented: bool = Field(description="Invented to show the shop.")


class CertificateBrief(BaseModel):
    """One certificate in a list. Ask `api_url` for all of it."""

    id: str
    title: str
    number: str
    issuer: str
    enterprise: str = Field(description="Slug of the enterprise.")
    product: str | None = Field(description="Slug of the product; null where the whole enterprise is certified.")
    valid_from: date
    valid_until: date | None
    url: str
    api_url: str


class Certificates(BaseModel):
    """One page of certificates in force, the newest first."""

    total: int
    page: int
    pages: int
    per_page: int
    next: str | None
    previous: str | None
    items: list[CertificateBrief]


class CertificateFilters(Paging):
    """What certificates are listed by."""

    scheme: Annotated[Literal[tuple(Scheme.values)] | None, Field(description="The scheme.")] = None  # type: ignore[valid-type]  # the model's choices
    province: ProvinceCode | None = None
    enterprise: Annotated[Code | None, Field(description="Slug of the enterprise.")] = None


@router.get("/", response=Certificates, summary="List certificates in force")
def list_certificates(request: HttpRequest, asked: Query[CertificateFilters]) -> dict[str, Any]:
    """The certificates that hold today, of enterprises and products that visitors see."""
    rows = queries.listed(
        today=timezone.localdate(), scheme=asked.scheme, province=asked.province, enterprise=asked.enterprise
    )
    total = rows.count()
    pages = min(max(1, ceil(total / asked.per_page)), MOST_PAGES)
    where = paging(request, page=asked.page, pages=pages, per_page=asked.per_page)
    start = (asked.page - 1) * asked.per_page
    return {"total": total, **where, "items": [_brief(one) for one in rows[start : start + asked.per_page]]}


def _brief(one: Certificate) -> dict[str, Any]:
    return {
        "id": one.key,
        "title": badges.label_of(one.scheme, one.stars),
        "number": one.number,
        "issuer": one.issuer,
        "enterprise": one.enterprise.slug,
        "product": one.product.slug if one.product else None,
        "valid_from": one.valid_from,
        "valid_until": one.valid_until,
        "url": absolute(one.url),
        "api_url": absolute(f"/api/v1/certificates/{one.key}"),
    }


@router.get("/{key}", response=CertificateShape, summary="A certificate")
def read_certificate(request: HttpRequest, key: CertificateKey) -> dict[str, Any]:
    """Whether a certificate that was granted here holds: what it certifies, who granted it, until when."""
    proof = proof_of(key, today=timezone.localdate())
    if proof is None:
        raise NotThere(_("There is nothing of this id that visitors may see."))
    return _told(proof)


def _told(proof: Proof) -> dict[str, Any]:
    one, body = proof.certificate, proof.certificate.body
    product, enterprise = proof.product, proof.enterprise
    return {
        "id": one.key,
        "kind": "certificate",
        "title": proof.label,
        "url": proof.address,
        "scheme": {"code": one.scheme, "label": one.get_scheme_display()},
        "stars": one.stars,
        "number": one.number,
        "issuer": one.issuer,
        "holder": _thing(ENTERPRISE, enterprise, reverse("shop_enterprise", args=[enterprise.slug])),
        "product": product and _thing(PRODUCT, product, reverse("shop_product", args=[product.slug])),
        "is_product_hidden": proof.is_hidden,
        "valid_from": one.valid_from,
        "valid_until": one.valid_until,
        "is_valid": proof.is_valid,
        "standing": proof.standing.value,
        "standing_text": proof.words,
        "since": proof.since,
        "reason": proof.reason,
        "granted_by": {
            "name": body.name if body else "",
            "province": body.province_id if body else "",
            "is_invented": bool(body and body.is_demo),
        },
        "granted_on": proof.granted_on,
        "is_invented": one.is_demo,
    }


def _thing(kind: str, one: Any, path: str) -> dict[str, str]:
    return {"id": str(one.pk), "title": one.name, "url": absolute(path), "api_url": api_address(kind, str(one.pk))}
