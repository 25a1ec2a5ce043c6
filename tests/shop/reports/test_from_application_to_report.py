"""The whole market in one go: applied, verified, certified, sold by card, by slip and off line, paid back, reviewed, reported.

Every step that has a page is taken on the page; the worker's steps are taken as the worker takes them.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from shop.certification.models import Certificate
from shop.certification.models import State as Certified
from shop.checkout.checking import problems
from shop.enterprises.models import Enterprise
from shop.enterprises.models import State as Verification
from shop.orders.models import Order, State
from shop.payments import card_refunds
from shop.payments.models import PaymentTerms
from shop.reports import rules
from shop.reports.models import AnnualReport
from shop.reviews.models import Review
from shop.sales.queries import monthly
from tests.cast import Cast
from tests.media import samples
from tests.shop.applying import KINDS, say_all
from tests.shop.cart.ground import put
from tests.shop.certification.ground import body
from tests.shop.checkout.ground import buy, sends
from tests.shop.ground import enterprise, product, variant
from tests.shop.orders.ground import clock_at, payment_of
from tests.shop.payments.card_ground import COMPLETED, tell, went
from tests.shop.payments.slips import upload
from tests.shop.payments.stripe_server import Fake
from tests.shop.reviews import ground as reviews
from tests.shop.sales.ground import enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]

PRICE, SENDING = 12_000, 5_000


def applied_and_verified(cast: Cast) -> Enterprise:
    one = say_all(enterprise(cast, verified=False), cast.seller)
    desk, seller = f"/shop/desk/{one.slug}/", cast.client("seller")
    for kind in KINDS:
        paper = SimpleUploadedFile("paper.jpg", samples.jpeg())
        assert seller.post(f"{desk}documents/", {"kind": kind, "file": paper}).status_code == 302
    assert seller.post(f"{desk}submit/").status_code == 302
    staff = cast.client("moderator")
    assert staff.post(f"/admin/enterprises/{one.pk}/", {"act": "verify", "reason": ""}).status_code == 302
    one.refresh_from_db()
    assert one.state == Verification.VERIFIED
    return one


def certified(cast: Cast, one: Enterprise, made: Any) -> Certificate:
    today = timezone.localdate()
    said = {
        "scheme": "fda",
        "product": made.pk,
        "stars": "",
        "number": "40-2-01565-2-0001",
        "issuer": "สสจ.",
        "valid_from": today.isoformat(),
        "valid_until": (today + timedelta(days=300)).isoformat(),
        "form_key": "a" * 32,
        "document": SimpleUploadedFile("paper.jpg", samples.jpeg()),
    }
    by = body(cast)
    assert cast.client("seller").post(f"/shop/desk/{one.slug}/certificates/ask/", said).status_code == 302
    asked = Certificate.objects.get()
    address = f"/shop/certify/{asked.key}/"
    assert cast.client("certifier").post(address, {"act": "grant", "body": by.pk}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == Certified.GRANTED
    return asked


def bought(cast: Cast, one: Enterprise, what: Any, way: str) -> Order:
    client = cast.client("owner")
    put(client, what)
    before = set(Order.objects.values_list("pk", flat=True))
    assert buy(client, **{f"o{one.pk}-payment": way}).status_code == 302
    order: Order = Order.objects.exclude(pk__in=before).get()
    assert order.total == PRICE + SENDING
    return order


def press(cast: Cast, order: Order, **said: Any) -> None:
    address = reverse("shop_desk_order", args=[order.enterprise.slug, order.number])
    assert cast.client("seller").post(address, said).status_code == 302
    order.refresh_from_db()


def paid_by_card(cast: Cast, stripe: Fake, order: Order) -> None:
    session = went(cast, order)
    stripe.pay(session)
    # Stripe tells of everything more than once.
    for name in ("evt_1", "evt_1", "evt_2"):
        tell(COMPLETED, session, name=name)
    order.refresh_from_db()
    assert order.state == State.TO_SEND


def paid_by_slip(cast: Cast, order: Order) -> None:
    client = cast.client("owner")
    assert client.post(f"/orders/{order.number}/slip/", {"slip": upload(None, "slip.png")}).status_code == 302
    press(cast, order, act="confirm", slip=str(payment_of(order).slips.get().pk))
    assert order.state == State.TO_SEND


def sent_and_received(cast: Cast, order: Order) -> None:
    press(cast, order, act="send", carrier="Flash Express", tracking_number="TH123456789")
    assert cast.client("owner").post(f"/orders/{order.number}/received/").status_code == 302
    order.refresh_from_db()
    assert order.state == State.RECEIVED


def reported(cast: Cast, one: Enterprise) -> str:
    """After the year has ended: the month is returned, staff publish the report; what a stranger reads."""
    year = rules.fiscal_year_of(timezone.localdate())
    with clock_at(timezone.now().replace(year=year, month=11, day=20)):
        month = rules.month_before(timezone.localdate(), 2)
        page = reverse("shop_desk_monthly_return", args=[one.slug, month.year, month.month])
        said = {"wages": "7,654.32", "key": "k" * 22, "seen": "0"}
        assert cast.client("seller").post(page, said).status_code == 302
        staff = cast.client("moderator")
        assert staff.post(reverse("shop_report_drafts"), {"year": year, "of": "programme"}).status_code == 302
        draft = reverse("shop_report_draft", args=[AnnualReport.objects.get().pk])
        assert staff.post(draft, {"summary_th": "ปีแรกของตลาด", "act": "publish"}).status_code == 302
    answer = Client().get(AnnualReport.objects.get().url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_application_to_the_report(site: Site, cast: Cast, stripe: Fake) -> None:
    one = applied_and_verified(cast)
    sends(one)
    PaymentTerms.objects.create(enterprise=one, takes_card=True)
    made = product(one)
    what = variant(made)

    proof = certified(cast, one, made)
    assert proof.number in Client().get(f"/shop/certificates/{proof.key}/").content.decode()

    by_card, by_slip = bought(cast, one, what, "stripe"), bought(cast, one, what, "promptpay")
    paid_by_card(cast, stripe, by_card)
    paid_by_slip(cast, by_slip)
    for order in (by_card, by_slip):
        sent_and_received(cast, order)

    card_refunds.ask(payment=payment_of(by_card), actor=cast.seller, amount=5_000, seen=0)
    card_refunds.send_due(now=timezone.now() + timedelta(minutes=10))
    assert payment_of(by_card).refunded == 5_000

    written = {"stars": "5", "words": "กรอบ สด หวาน", "name": "มานี"}
    assert cast.client("owner").post(reviews.address(by_card), written).status_code == 302
    assert Review.objects.get().words in Client().get(f"/shop/product/{made.slug}/").content.decode()

    assert enter(cast.client("seller"), one, what=str(what.pk), quick="3").status_code == 302
    today = timezone.localdate()
    [row] = [row for row in monthly([one], today.year) if row.total]
    assert (row.online, row.offline, row.offline_pieces) == (2 * PRICE, 3 * PRICE, 3)
    assert "฿600" in cast.client("seller").get(f"/shop/desk/{one.slug}/sales/").content.decode()

    page = reported(cast, one)
    assert "ปีแรกของตลาด" in page
    # One enterprise alone: what it earned is told to nobody.
    assert not [secret for secret in ("฿600", "฿240", "฿360", "7,654.32") if secret in page]
    assert list(problems()) == []
