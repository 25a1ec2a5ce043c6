"""What buyers and sellers are told, in whose language, and what is never told."""

import pytest
from django.core import mail
from django.urls import resolve

from cms.accounts.models import Notice
from cms.accounts.services import leave
from shop.orders import letters, services
from shop.orders.models import Order
from shop.payments import services as payments
from tests.accounts.mailbox import latest_to, link_in
from tests.cast import Cast
from tests.shop.orders.ground import (
    GUEST,
    GUESTS_EMAIL,
    PHONE,
    STREET,
    payment_of,
    piece,
    place,
    purchase,
    seller,
)
from tests.shop.payments.slips import clean_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]


def told(kind: str) -> set[str]:
    """Who has a notice of this kind."""
    return set(Notice.objects.filter(kind=kind).values_list("recipient__email", flat=True))


def test_the_buyer_of_a_paid_order_reads_of_every_step(cast: Cast) -> None:
    order = place(cast, language="en")
    steps = [str(latest_to("owner@example.org").body)]
    payments.claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    steps.append(str(latest_to("owner@example.org").body))
    payments.refuse(payment=payment_of(order), actor=cast.seller, reason="ยอดไม่ตรง")
    steps.append(str(latest_to("owner@example.org").body))
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    steps.append(str(latest_to("owner@example.org").body))
    services.send(order=order, actor=cast.seller, carrier="EMS", tracking_number="EX123TH")
    steps.append(str(latest_to("owner@example.org").body))
    services.received(order=order, actor=cast.owner)
    steps.append(str(latest_to("owner@example.org").body))
    assert len(set(steps)) == 6
    assert all(order.number in step and f"/en/orders/{order.number}/" in step for step in steps)
    assert "฿290" in steps[0]
    assert "ยอดไม่ตรง" in steps[2]
    assert "EX123TH" in steps[4]


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_ending_is_told_in_the_language_of_the_purchase(cast: Cast, language: str) -> None:
    cancelled = place(cast, language=language)
    sold_by, of = cancelled.enterprise, piece(cancelled)
    services.cancel(order=cancelled, by="seller", actor=cast.seller, reason="ของหมดอายุ")
    letter = latest_to("owner@example.org")
    assert "ของหมดอายุ" in str(letter.body)
    assert ("เรียน" in str(letter.body)) == (language == "th")
    expired = place(cast, sold_by=sold_by, of=of, language=language)
    assert expired.pay_by
    services.expire(order=expired, now=expired.pay_by)
    back = place(cast, sold_by=sold_by, of=of, pay="cod", language=language)
    services.send(order=back, actor=cast.seller)
    services.returned(order=back, actor=cast.seller, reason="ไม่มีผู้รับ")
    bodies = [str(message.body) for message in mail.outbox if message.to == ["owner@example.org"]]
    assert any(expired.number in body for body in bodies)
    assert any(back.number in body and "ไม่มีผู้รับ" in body for body in bodies)


def test_no_mail_names_a_telephone_or_an_address(cast: Cast) -> None:
    order = place(cast)
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    services.send(order=order, actor=cast.seller)
    secrets = (PHONE, STREET, order.enterprise.promptpay_id, cast.seller.email, "seller@")
    for message in mail.outbox:
        assert not [secret for secret in secrets if secret in str(message.body) + str(message.subject)]


def test_a_purchase_from_two_sellers_is_told_in_one_mail(cast: Cast) -> None:
    bought = purchase(cast, GUEST)
    first = place(cast, within=bought)
    mail.outbox.clear()
    other = seller(cast, name="กลุ่มผ้าไหม", owner="team_mate")
    second = place(cast, within=bought, sold_by=other)
    letter = latest_to(GUESTS_EMAIL)
    assert len([message for message in mail.outbox if message.to == [GUESTS_EMAIL]]) == 1
    assert first.number in str(letter.body)
    assert second.number in str(letter.body)


def test_a_guests_mail_opens_the_order_without_signing_in(cast: Cast) -> None:
    order = place(cast, buyer=GUEST)
    path = link_in(latest_to(GUESTS_EMAIL))
    answer = cast.client("visitor").get(path)
    assert (answer.status_code, order.number in answer.content.decode()) == (200, True)


def test_a_buyer_who_left_the_platform_still_reaches_what_they_ordered(cast: Cast) -> None:
    order = place(cast)
    leave(user=cast.owner)
    services.cancel(order=Order.objects.get(pk=order.pk), by="seller", actor=cast.seller, reason="ของหมดอายุ")
    path = link_in(latest_to("owner@example.org"))
    answer = cast.client("visitor").get(path)
    assert (answer.status_code, order.number in answer.content.decode()) == (200, True)


def test_members_of_the_enterprise_are_told_what_they_have_to_do_and_nobody_else(cast: Cast) -> None:
    assert cast.stranger
    order = place(cast)
    place(cast, sold_by=order.enterprise, of=piece(order), pay="cod")
    assert (told("order_placed"), told("order_to_send")) == ({"seller@example.org"}, {"seller@example.org"})
    payments.claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    assert told("order_slip") == {"seller@example.org"}
    other = place(cast, sold_by=order.enterprise, of=piece(order))
    services.cancel(order=other, by="buyer", actor=cast.owner, reason="เปลี่ยนใจ")
    assert told("order_cancelled") == {"seller@example.org"}
    said = " ".join(f"{notice.text_th} {notice.text_en}" for notice in Notice.objects.all())
    assert not [secret for secret in (PHONE, STREET, "owner@example.org", "มานี") if secret in said]


def test_a_sellers_notice_leads_to_the_order_at_their_desk(cast: Cast) -> None:
    order = place(cast)
    notice = Notice.objects.get(kind=letters.PLACED.kind)
    assert resolve(notice.url).kwargs == {"slug": order.enterprise.slug, "number": order.number}


def test_nobody_is_told_of_what_was_undone(cast: Cast) -> None:
    order = place(cast)
    payments.claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    mail.outbox.clear()
    with pytest.raises(services.MayNotCancel):
        services.cancel(order=order, by="buyer", actor=cast.owner, reason="x")
    assert mail.outbox == []
