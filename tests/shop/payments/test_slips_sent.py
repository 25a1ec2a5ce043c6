"""Buyers show slips: what is taken, what is refused beside the field, and what stays behind."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from shop.orders import links
from shop.orders import services as orders
from shop.orders.models import Order, State
from shop.payments import services, slip_reading
from shop.payments.models import Payment, Slip
from shop.payments.models import State as Paid
from shop.payments.promptpay import payload
from tests.cast import Cast
from tests.media import samples
from tests.shop.orders.ground import GUEST, now_is, payment_of, piece, place
from tests.shop.payments.slips import BANK, REFERENCE, code, picture, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def send(client: Client, order: Order, data: bytes | None = None, name: str = "slip.png", key: str = "") -> Any:
    """Post a slip as the page does."""
    here = f"/orders/{order.number}/" + (f"{key}/" if key else "")
    return client.post(f"{here}slip/", {"slip": upload(data, name)})


def stored(folder: Path) -> list[Path]:
    """Every private file there is."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.every_database
def test_a_slip_is_kept_read_and_stops_the_clock(cast: Cast, private_files: Path) -> None:
    order = place(cast)
    answer = send(cast.client("owner"), order)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/orders/{order.number}/")
    slip = Slip.objects.get()
    assert (slip.bank, slip.reference, slip.is_machine_checked) == (BANK, REFERENCE, True)
    assert (payment_of(order).state, now_is(order)) == (Paid.CLAIMED, State.PAYMENT_SENT)
    assert [path.parent.name for path in stored(private_files)] == ["slips"]


def test_a_guest_sends_a_slip_with_the_key(cast: Cast, private_files: Path) -> None:
    order = place(cast, buyer=GUEST)
    key = links.guest_key(order)
    assert send(cast.client("visitor"), order, key=key).status_code == 302
    shown = cast.client("visitor").get(f"/orders/{order.number}/{key}/").content.decode()
    assert f"/slip/{Slip.objects.get().pk}/" in shown
    assert send(cast.client("visitor"), order, key="forged.key").status_code == 404
    assert Slip.objects.count() == 1


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "HEIF"])
def test_pictures_of_every_usual_kind_are_taken_and_forget_where_they_were_made(
    cast: Cast, private_files: Path, format: str
) -> None:
    order = place(cast)
    assert send(cast.client("owner"), order, picture(code(), format=format), "slip.jpg").status_code == 302
    slip = Slip.objects.get()
    assert slip.reference == REFERENCE
    with slip.file.open() as file, Image.open(file) as kept:
        assert kept.format in {"JPEG", "PNG"}
        assert not kept.getexif()


def test_where_a_photo_was_taken_is_gone(cast: Cast, private_files: Path) -> None:
    order = place(cast)
    assert send(cast.client("owner"), order, samples.jpeg_from_a_phone(), "slip.jpg").status_code == 302
    assert samples.GPS_MAKER.encode() not in stored(private_files)[0].read_bytes()


BAD = {
    "a program": b"MZ" + b"\x00" * 500,
    "html": samples.HTML,
    "svg": samples.SVG,
    "pdf": samples.PDF,
    "huge": samples.bomb(),
    "cut off": picture(code())[:400],
    "empty": b"",
    "moving": samples.moving("GIF"),
    "a script in a picture": samples.jpeg() + b"<script>alert(1)</script>",
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_picture_is_refused_beside_the_field(cast: Cast, private_files: Path, case: str) -> None:
    order = place(cast)
    answer = send(cast.client("owner"), order, BAD[case])
    assert answer.status_code == 422
    assert answer.context["slip_form"].errors["slip"]
    assert 'class="errorlist"' in answer.content.decode()
    assert (Slip.objects.count(), stored(private_files)) == (0, [])
    assert (payment_of(order).state, now_is(order)) == (Paid.WAITING, State.AWAITING_PAYMENT)


@pytest.mark.parametrize("sent", [{}, {"slip": ""}, {"slip": "text"}])
def test_no_file_at_all_is_a_message(cast: Cast, private_files: Path, sent: dict[str, str]) -> None:
    order = place(cast)
    answer = cast.client("owner").post(f"/orders/{order.number}/slip/", sent)
    assert (answer.status_code, now_is(order)) == (422, State.AWAITING_PAYMENT)


@pytest.mark.every_database
def test_a_slip_is_good_for_one_payment_only(cast: Cast, private_files: Path) -> None:
    first = place(cast)
    second = place(cast, sold_by=first.enterprise, of=piece(first), buyer="stranger")
    assert send(cast.client("owner"), first).status_code == 302
    again = send(cast.client("stranger"), second)
    assert again.status_code == 422
    assert "สลิปนี้เคยถูกใช้แล้ว" in again.content.decode()
    assert (Slip.objects.count(), len(stored(private_files))) == (1, 1)
    assert (payment_of(second).state, now_is(second)) == (Paid.WAITING, State.AWAITING_PAYMENT)


@pytest.mark.every_database
def test_a_slip_that_was_sent_back_may_be_shown_again_for_the_same_payment(cast: Cast, private_files: Path) -> None:
    order = place(cast)
    send(cast.client("owner"), order)
    services.refuse(payment=payment_of(order), actor=cast.seller, reason="เงินยังไม่เข้า")
    shown = cast.client("owner").get(f"/orders/{order.number}/").content.decode()
    assert "เงินยังไม่เข้า" in shown
    assert "ผู้ขายยืนยันสลิปล่าสุดของคุณไม่ได้" in shown
    other = place(cast, sold_by=order.enterprise, of=piece(order))
    assert send(cast.client("owner"), other).status_code == 422
    assert send(cast.client("owner"), order).status_code == 302
    assert (Slip.objects.count(), payment_of(order).state) == (1, Paid.CLAIMED)


@pytest.mark.parametrize("text", ["", "https://example.org/", payload("0812345678", 29_000)])
def test_a_slip_without_a_banks_code_is_taken_and_marked(cast: Cast, private_files: Path, text: str) -> None:
    order = place(cast)
    client = cast.client("owner")
    assert send(client, order, picture(text)).status_code == 302
    assert not Slip.objects.get().is_machine_checked
    shown = client.get(f"/orders/{order.number}/").content.decode()
    assert "ยังไม่ได้ตรวจด้วยเครื่อง" in shown
    assert ("ไม่ใช่คิวอาร์ของสลิปธนาคาร" in shown) == bool(text)
    assert ("ไม่พบคิวอาร์ของธนาคาร" in shown) == (not text)


def test_two_slips_without_a_code_are_two_slips(cast: Cast, private_files: Path) -> None:
    order = place(cast)
    other = place(cast, sold_by=order.enterprise, of=piece(order))
    for one in (order, other):
        assert send(cast.client("owner"), one, picture()).status_code == 302
    assert Slip.objects.count() == 2


@pytest.mark.every_database
def test_a_slip_that_comes_too_late_does_no_harm(cast: Cast, private_files: Path) -> None:
    order = place(cast)
    assert order.pay_by
    orders.expire(order=order, now=order.pay_by)
    answer = send(cast.client("owner"), order)
    assert (answer.status_code, now_is(order)) == (422, State.EXPIRED)
    assert "ไม่ได้รอการชำระเงินแล้ว" in answer.content.decode()
    assert (Slip.objects.count(), stored(private_files)) == (0, [])


def test_a_slip_sent_twice_is_one(cast: Cast, private_files: Path) -> None:
    order = place(cast)
    assert [send(cast.client("owner"), order).status_code for _time in range(2)] == [302, 422]
    assert (Slip.objects.count(), len(stored(private_files))) == (1, 1)


def test_the_picture_is_read_outside_every_transaction(
    cast: Cast, private_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = place(cast)
    seen: list[str] = []
    monkeypatch.setattr(services, "_claim", lambda *_args: seen.append("transaction"))
    read = slip_reading.read

    def noted(data: bytes) -> slip_reading.Reading:
        seen.append("read")
        return read(data)

    monkeypatch.setattr(slip_reading, "read", noted)
    send(cast.client("owner"), order)
    assert seen == ["read", "transaction"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), name=st.text(max_size=80), kind=st.text(max_size=30))
def test_whatever_is_uploaded_is_no_error(cast: Cast, private_files: Path, data: bytes, name: str, kind: str) -> None:
    order = Order.objects.first() or place(cast)
    file = SimpleUploadedFile("x", data, content_type="image/png")
    file.name, file.content_type = name or "x", kind
    answer = cast.client("owner").post(f"/orders/{order.number}/slip/", {"slip": file})
    assert answer.status_code == 422
    assert Payment.objects.get(order=order).state == Paid.WAITING
