"""What the members of an enterprise, and staff, are told of it. Stored in both languages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import override

from shop.enterprises.models import Enterprise

# The desk stands above this room, so its address is not asked for by name.
DESK = "/shop/desk/"
_MOST_OF_A_REASON = 250


def submitted(enterprise: Enterprise) -> dict[str, Any]:
    """To staff."""
    return {
        "text_th": f"วิสาหกิจ {enterprise.name_th} รอการตรวจยืนยัน",
        "text_en": f"{enterprise.name_en} waits for verification",
        "url": reverse("enterprise_admin", args=[enterprise.pk]),
    }


def verified(enterprise: Enterprise) -> dict[str, Any]:
    """To members."""
    return {
        "text_th": f"{enterprise.name_th} ผ่านการตรวจยืนยันแล้ว ทุกคนเห็นหน้าของคุณได้",
        "text_en": f"{enterprise.name_en} is verified, and everybody can see its page",
        "url": page_of(enterprise),
    }


def sent_back(enterprise: Enterprise, reason: str) -> dict[str, Any]:
    """To members."""
    why = _short(reason)
    return {
        "text_th": f"{enterprise.name_th} ถูกส่งกลับให้แก้ไข: {why}",
        "text_en": f"{enterprise.name_en} was sent back to you: {why}",
        "url": DESK,
    }


def suspended(enterprise: Enterprise, reason: str) -> dict[str, Any]:
    """To members."""
    why = _short(reason)
    return {
        "text_th": f"{enterprise.name_th} ถูกระงับชั่วคราว: {why}",
        "text_en": f"{enterprise.name_en} is suspended: {why}",
        "url": DESK,
    }


def reinstated(enterprise: Enterprise) -> dict[str, Any]:
    """To members."""
    return {
        "text_th": f"{enterprise.name_th} กลับมาเผยแพร่แล้ว",
        "text_en": f"{enterprise.name_en} can be seen again",
        "url": page_of(enterprise),
    }


def joined(enterprise: Enterprise) -> dict[str, Any]:
    """To a new member."""
    return {
        "text_th": f"คุณเป็นสมาชิกของ {enterprise.name_th} แล้ว",
        "text_en": f"You are now a member of {enterprise.name_en}",
        "url": DESK,
    }


def invited(enterprise: Enterprise, url: str) -> dict[str, Any]:
    """To somebody with an account, with the link that is theirs alone."""
    return {
        "text_th": f"คุณได้รับเชิญเป็นสมาชิกของ {enterprise.name_th} กดเพื่อตอบรับภายใน 7 วัน",
        "text_en": f"You are invited to become a member of {enterprise.name_en}. Open this to accept within 7 days",
        "url": url,
    }


def page_of(enterprise: Enterprise) -> str:
    """The address of its public page, in Thai."""
    with override("th"):
        return reverse("shop_enterprise", args=[enterprise.slug])


def _short(reason: str) -> str:
    plain = " ".join(reason.split())
    return plain if len(plain) <= _MOST_OF_A_REASON else f"{plain[:_MOST_OF_A_REASON]}…"
