"""What buyers and sellers are told of reviews and surveys."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.accounts.services import notify
from cms.accounts.tasks import send_mail
from shop.enterprises.queries import members_to_tell
from shop.orders import links
from shop.orders.models import Order
from shop.reviews.models import Review

_MOST = 120


def tell_members(review: Review) -> None:
    """Tell the members of the enterprise that there is a review; on the site only, for nothing is urgent."""
    product = review.product
    for member in members_to_tell(product.enterprise):
        with override(member.language):
            url = reverse("shop_desk_reviews", args=[product.enterprise.slug])
        notify(
            recipient=member,
            kind="review_written",
            text_th=f"มีรีวิวใหม่ของ {_short(product.name_th)}: {review.stars} ดาว",
            text_en=f"A new review of {_short(product.name_en)}: {review.stars} stars",
            url=url,
            mail=False,
        )


def tell_author(review: Review) -> None:
    """Tell the buyer that the seller answered: as a member on the site and by mail, as a guest by mail."""
    order, product = review.line.order, review.product
    with override(order.purchase.language):
        url = reverse("shop_reviews", args=[product.slug])
    _tell(
        order,
        kind="review_answered",
        text_th=f"ผู้ขายตอบรีวิวของคุณเรื่อง {_short(product.name_th)}",
        text_en=f"The seller answered your review of {_short(product.name_en)}",
        url=url,
        template="emails/review_answered.txt",
        context={"product": product, "review": review},
    )


def ask(order: Order, url_of: dict[str, str]) -> None:
    """Ask the buyer how satisfied they were; `url_of` is the address of the form by language."""
    _tell(
        order,
        kind="survey",
        text_th=f"คุณพอใจกับสินค้าจาก {_short(order.seller_th)} แค่ไหน ตอบ 4 ข้อ ใช้เวลาหนึ่งนาที",
        text_en=f"How satisfied are you with what came from {_short(order.seller_en)}? Four questions, one minute",
        url=url_of[order.purchase.language],
        template="emails/survey.txt",
        context={"order": order},
    )


def _tell(
    order: Order, *, kind: str, text_th: str, text_en: str, url: str, template: str, context: dict[str, Any]
) -> None:
    purchase = order.purchase
    if not links.has_guest(order) and purchase.user is not None:
        notify(recipient=purchase.user, kind=kind, text_th=text_th, text_en=text_en, url=url)
        return
    if purchase.erased_at is not None or not purchase.email:
        return
    with override(purchase.language):
        greeting = _("Dear %(name)s,") % {"name": purchase.name}
        body = render_to_string(template, {**context, "greeting": greeting, "url": settings.SITE_URL + url})
    subject = text_en if purchase.language == "en" else text_th
    send_mail.enqueue(" ".join(subject.split()), body.strip() + "\n", [purchase.email])


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _MOST else f"{plain[:_MOST]}…"
