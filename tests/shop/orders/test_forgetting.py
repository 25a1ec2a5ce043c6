"""What is kept of a purchase, for how long, and what an account that leaves changes."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from cms.accounts.services import leave
from shop.checkout.checking import problems
from shop.orders import links, services
from shop.orders.models import Order, Purchase
from shop.payments import services as payments
from shop.payments import tasks
from shop.payments.models import Slip
from shop.payments.slip_qr import SlipReference
from tests.cast import Cast
from tests.shop.orders.ground import payment_of, piece, place
from tests.shop.payments.slips import BANK, REFERENCE, clean_slip

pytestmark = [pytest.mark.django_db]
KEEP = timedelta(days=1827)


@pytest.mark.every_database
def test_an_account_that_leaves_breaks_no_order(cast: Cast) -> None:
    order = place(cast)
    leave(user=cast.owner)
    order.refresh_from_db()
    assert (order.purchase.name, order.purchase.user) == ("มานี มีนา", cast.owner)
    assert order.purchase.user is not None
    assert (order.purchase.user.name, order.purchase.user.left_at is None) == ("", False)
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    assert list(problems()) == []


@pytest.mark.every_database
def test_old_purchases_forget_who_bought_and_keep_what_was_sold(
    cast: Cast, private_files: Path, settings: Settings
) -> None:
    now = timezone.now()
    old = place(cast, placed_at=now - KEEP - timedelta(days=1))
    Order.objects.filter(pk=old.pk).update(note="ฝากป้าข้างบ้าน", tracking_number="EX1")
    reference = SlipReference(BANK, REFERENCE)
    payments.claim(order=old, picture=clean_slip(), reference=reference, actor=cast.owner)
    young = place(cast, sold_by=old.enterprise, of=piece(old), placed_at=now - KEEP + timedelta(days=1))
    assert services.forget_buyers(now=now) == 1
    assert services.forget_buyers(now=now) == 0
    forgotten = Purchase.objects.get(orders=old)
    personal = {"name", "email", "phone", "address_line", "subdistrict_code", "subdistrict", "district", "postcode"}
    assert {getattr(forgotten, field) for field in personal} == {""}
    assert (forgotten.user, forgotten.province, forgotten.erased_at) == (None, "", now)
    old.refresh_from_db()
    assert (old.note, old.tracking_number, old.total) == ("", "", 29_000)
    assert Purchase.objects.get(orders=young).name == "มานี มีนา"
    assert len(list(private_files.rglob("*.png"))) == 1
    assert (tasks.forget_slips(), tasks.forget_slips()) == (1, 0)
    slip = Slip.objects.get()
    assert (slip.file.name, slip.reference) == ("", REFERENCE)
    assert list(private_files.rglob("*.png")) == []
    assert list(problems()) == []


def test_a_forgotten_buyer_gets_no_mail_and_no_page(cast: Cast) -> None:
    order = place(cast, buyer="", placed_at=timezone.now() - KEEP - timedelta(days=1))
    key = links.guest_key(order)
    services.forget_buyers(now=timezone.now())
    mail.outbox.clear()
    order = Order.objects.get(pk=order.pk)
    services.cancel(order=order, by="seller", actor=cast.seller, reason="เก่าเกินไป")
    assert mail.outbox == []
    assert cast.client("visitor").get(f"/orders/{order.number}/{key}/").status_code == 410


@pytest.mark.every_database
@pytest.mark.parametrize("change", [{"name": ""}, {"email": ""}, {"erased_at": "now"}])
def test_the_database_knows_no_purchase_that_is_half_erased(cast: Cast, change: dict[str, object]) -> None:
    order = place(cast)
    change = {field: timezone.now() if value == "now" else value for field, value in change.items()}
    with pytest.raises(IntegrityError, match="filled_in_or_erased"), transaction.atomic():
        Purchase.objects.filter(orders=order).update(**change)


def test_a_slip_that_no_row_names_is_swept_and_others_stay(cast: Cast, private_files: Path) -> None:
    order = place(cast)
    payments.claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    lost = private_files / "slips" / "lost.jpg"
    lost.write_bytes(b"x")
    other = private_files / "originals" / "picture.jpg"
    other.parent.mkdir()
    other.write_bytes(b"x")
    assert tasks.sweep_slips() == 0
    hours_ago = (timezone.now() - timedelta(hours=2)).timestamp()
    for path in private_files.rglob("*.*"):
        os.utime(path, (hours_ago, hours_ago))
    assert tasks.sweep_slips() == 1
    assert not lost.exists()
    assert other.exists()
    assert Slip.objects.get().file.storage.exists(str(Slip.objects.get().file.name))
