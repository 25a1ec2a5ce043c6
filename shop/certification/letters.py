"""What members of enterprises and certifiers are told of certificates. Stored in both languages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import override

from cms.accounts.models import User
from cms.accounts.services import notify
from shop.certification.models import Certificate
from shop.enterprises.queries import members_to_tell
from themes.templatetags.thai_dates import thai_date

_MOST_OF_A_REASON = 200


def tell(reader: User, kind: str, words: dict[str, Any]) -> None:
    """One person."""
    notify(recipient=reader, kind=kind, **words)


def tell_members(certificate: Certificate, kind: str, words: dict[str, Any]) -> None:
    """Everybody who acts for its enterprise."""
    for member in members_to_tell(certificate.enterprise):
        tell(member, kind, words)


def asked(one: Certificate) -> dict[str, Any]:
    """To those who certify in the area."""
    th, en = _names(one)
    return _said(
        f"{one.enterprise.name_th} ขอให้รับรอง {th}",
        f"{one.enterprise.name_en} asks you to certify: {en}",
        "shop_certify_one",
        one.key,
    )


def granted(one: Certificate) -> dict[str, Any]:
    """To the holder."""
    th, en = _names(one)
    return _said(f"ได้รับการรับรองแล้ว: {th}", f"Certified: {en}", "shop_certificate", one.key)


def refused(one: Certificate, reason: str) -> dict[str, Any]:
    """To the holder."""
    th, en = _names(one)
    why = _short(reason)
    return _of_desk(one, f"ไม่ได้รับการรับรอง: {th} เพราะ {why}", f"Not certified: {en}, because {why}")


def revoked(one: Certificate, reason: str) -> dict[str, Any]:
    """To the holder."""
    th, en = _names(one)
    why = _short(reason)
    return _of_desk(one, f"การรับรองถูกเพิกถอน: {th} เพราะ {why}", f"Certificate revoked: {en}, because {why}")


def nears_end(one: Certificate) -> dict[str, Any]:
    """To the holder, a month before."""
    th, en = _names(one)
    return _of_desk(
        one,
        f"ใบรับรองจะหมดอายุวันที่ {_day(one, 'th')}: {th} เตรียมต่ออายุแล้วส่งใบใหม่ได้ที่นี่",
        f"A certificate ends on {_day(one, 'en')}: {en}. Renew it, and send the new one here",
    )


def ended(one: Certificate) -> dict[str, Any]:
    """To the holder, when it is over."""
    th, en = _names(one)
    return _of_desk(
        one,
        f"ใบรับรองหมดอายุแล้ว: {th} ผู้ซื้อไม่เห็นเครื่องหมายนี้แล้ว",
        f"A certificate has ended: {en}. Buyers do not see it any more",
    )


def _names(one: Certificate) -> tuple[str, str]:
    """What is certified, in Thai and in English."""
    named = []
    for language in ("th", "en"):
        with override(language):
            named.append(f"{one.get_scheme_display()} · {one.product or one.enterprise}")
    return named[0], named[1]


def _day(one: Certificate, language: str) -> str:
    with override(language):
        return str(thai_date(one.valid_until))


def _of_desk(one: Certificate, th: str, en: str) -> dict[str, Any]:
    return _said(th, en, "shop_desk_certificates", one.enterprise.slug)


def _said(th: str, en: str, name: str, argument: str) -> dict[str, Any]:
    with override("th"):
        return {"text_th": th, "text_en": en, "url": reverse(name, args=[argument])}


def _short(reason: str) -> str:
    plain = " ".join(reason.split())
    return plain if len(plain) <= _MOST_OF_A_REASON else f"{plain[:_MOST_OF_A_REASON]}…"
