"""Goods go back when the buyer asks in time and the seller agrees; every piece once, and everybody is told."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import Notice
from cms.lifecycle.rules import MoveNotAllowed, ReasonMissing
from shop.checkout.checking import problems
from shop.orders import links, return_photos, returns, rules, services
from shop.orders.models import Order, OrderEvent, Purchase
from shop.orders.returning import ReturnLine, ReturnPhoto, ReturnRequest
from shop.payments import services as payments
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, photo, rival, shop
from tests.shop.orders.ground import GUEST, clock_at, payment_of, piece, place

pytestmark = pytest.mark.django_db


def received(cast: Cast, **fields: Any) -> Order:
    """An order of two pieces at 120 baht that its buyer has, all the way through its states."""
    order = place(cast, sold_by=fields.pop("sold_by", None) or shop(cast), **fields)
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    services.send(order=order, actor=cast.seller, carrier="Flash Express", tracking_number="TH123456")
    services.received(order=order, actor=cast.owner)
    order.refresh_from_db()
    return order


def asked(cast: Cast, order: Order, pieces: int = 1, key: str = "key-of-a-form") -> ReturnRequest:
    """The buyer asks to send so many of its one line back."""
    line = order.lines.get()
    said: dict[str, Any] = {"reason": "broken", "words": "กล่องบุบ", "key": key}
    return returns.ask(order=order, actor=cast.owner, pieces={line.pk: pieces}, **said)


def form(order: Order, pieces: object = 1, **more: Any) -> dict[str, Any]:
    """What a browser sends."""
    return {f"pieces-{order.lines.get().pk}": pieces, "reason": "broken", "words": "บุบ", "key": "k" * 20, **more}


@pytest.fixture
def order(cast: Cast) -> Order:
    return received(cast)


@pytest.mark.every_database
def test_the_whole_way_ends_with_pieces_in_stock_and_the_refund_filled_in(cast: Cast, order: Order) -> None:
    buyer, seller = cast.client("owner"), cast.client("seller")
    address = reverse("order_return", args=[order.number])
    assert address in buyer.get(reverse("order", args=[order.number])).content.decode()
    assert buyer.post(address, form(order)).status_code == 302
    found = ReturnRequest.objects.get()
    assert f'href="{address}"' not in buyer.get(reverse("order", args=[order.number])).content.decode()
    assert "1 buyer asks" in seller.get("/en" + at(order.enterprise)).content.decode()
    page = at(order.enterprise, "return", found.pk)
    assert seller.post(page, {"act": "accept", "words": "ส่งมาที่ร้าน"}).status_code == 302
    assert "ส่งมาที่ร้าน" in buyer.get(reverse("order", args=[order.number])).content.decode()
    there = made.in_stock(piece(order))
    assert seller.post(page, {"act": "came_back", "into_stock": "1"}).status_code == 302
    assert made.in_stock(piece(order)) == there + 1
    at_desk = seller.get(at(order.enterprise, "order", order.number))
    assert at_desk.context["refund_form"]["amount"].value() == "120"
    assert at_desk.context["is_refunding"]
    assert list(problems()) == []


def test_both_sides_are_told(cast: Cast, order: Order, django_capture_on_commit_callbacks: Any) -> None:
    Notice.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        request = asked(cast, order)
    assert Notice.objects.get(recipient=cast.seller).kind == "return_asked"
    with django_capture_on_commit_callbacks(execute=True):
        returns.refuse(request=request, actor=cast.seller, words="เปิดใช้แล้ว")
    assert [message.to for message in mail.outbox if "เปิดใช้แล้ว" in str(message.body)] == [["owner@example.org"]]
    assert Notice.objects.get(recipient=cast.owner).kind == "return_refused"


@pytest.mark.parametrize("state", ["awaiting", "sent"])
def test_what_was_not_received_cannot_go_back(cast: Cast, state: str) -> None:
    order = place(cast, sold_by=shop(cast))
    if state == "sent":
        payments.confirm(payment=payment_of(order), actor=cast.seller)
        services.send(order=order, actor=cast.seller, carrier="x", tracking_number="TH123456")
    with pytest.raises(returns.MayNotReturn):
        asked(cast, order)
    buyer = cast.client("owner")
    address = reverse("order_return", args=[order.number])
    assert buyer.get(address).status_code == 302
    buyer.post(address, form(order))
    assert not ReturnRequest.objects.exists()


def test_after_seven_days_nothing_goes_back(cast: Cast, order: Order) -> None:
    at_last = OrderEvent.objects.get(subject=order, to_state="received").at + rules.RETURN_WITHIN
    with clock_at(at_last + timedelta(seconds=1)), pytest.raises(returns.MayNotReturn):
        asked(cast, order)
    with clock_at(at_last):
        asked(cast, order)


@pytest.mark.every_database
def test_the_same_form_sent_twice_asks_once(cast: Cast, order: Order) -> None:
    assert asked(cast, order) == asked(cast, order)
    assert ReturnRequest.objects.count() == 1


@pytest.mark.parametrize("pieces", ["0", "3", "-1", "x", "", "9" * 30])
def test_only_pieces_that_were_ordered_go_back(cast: Cast, order: Order, pieces: str) -> None:
    answer = cast.client("owner").post(reverse("order_return", args=[order.number]), form(order, pieces))
    assert answer.status_code == 422
    assert "บุบ" in answer.content.decode()
    assert not ReturnRequest.objects.exists()


@pytest.mark.every_database
def test_no_piece_goes_back_twice(cast: Cast, order: Order) -> None:
    first = asked(cast, order, 1)
    with pytest.raises(returns.MayNotReturn):
        asked(cast, order, 1, key="another-form-1")
    returns.accept(request=first, actor=cast.seller, words="ส่งมา")
    returns.came_back(request=first, actor=cast.seller, into_stock=False)
    with pytest.raises(returns.NotThesePieces):
        asked(cast, order, 2, key="another-form-2")
    second = asked(cast, order, 1, key="another-form-3")
    returns.refuse(request=second, actor=cast.seller, words="เปิดแล้ว")
    assert returns.pieces_left(order) == {order.lines.get().pk: 1}


def test_goods_that_are_spoilt_stay_out_of_the_stock(cast: Cast, order: Order) -> None:
    request = asked(cast, order)
    returns.accept(request=request, actor=cast.seller, words="ส่งมา")
    there = made.in_stock(piece(order))
    returns.came_back(request=request, actor=cast.seller, into_stock=False)
    assert made.in_stock(piece(order)) == there
    with pytest.raises(MoveNotAllowed):
        returns.came_back(request=request, actor=cast.seller, into_stock=True)
    assert made.in_stock(piece(order)) == there


@pytest.mark.parametrize("act", ["accept", "refuse"])
def test_an_answer_has_words(cast: Cast, order: Order, act: str) -> None:
    request = asked(cast, order)
    with pytest.raises(ReasonMissing):
        getattr(returns, act)(request=request, actor=cast.seller, words=" ")
    answer = cast.client("seller").post(at(order.enterprise, "return", request.pk), {"act": act, "words": ""})
    assert answer.status_code == 422
    request.refresh_from_db()
    assert request.state == "asked"


def test_a_guest_asks_by_their_link_and_may_keep_the_goods(cast: Cast) -> None:
    order = received(cast, buyer=GUEST)
    key = links.guest_key(order)
    guest = Client()
    assert guest.post(reverse("order_return_guest", args=[order.number, key]), form(order)).status_code == 302
    found = ReturnRequest.objects.get()
    keep = reverse("order_return_keep_guest", args=[order.number, key, found.pk])
    for _time in range(2):
        assert guest.post(keep).status_code == 302
    found.refresh_from_db()
    assert found.state == "withdrawn"


def test_pictures_are_for_buyer_and_seller_only(cast: Cast, private_files: Path, order: Order) -> None:
    address = reverse("order_return", args=[order.number])
    assert cast.client("owner").post(address, form(order, photo_1=photo())).status_code == 302
    picture = ReturnPhoto.objects.get()
    mine = reverse("order_return_photo", args=[order.number, picture.request_id, picture.pk])
    theirs = at(order.enterprise, "return_photo", picture.request_id, picture.pk)
    shown = cast.client("owner").get(mine)
    assert shown.status_code == 200
    assert "private" in shown.headers["Cache-Control"] or "no-store" in shown.headers["Cache-Control"]
    assert cast.client("seller").get(theirs).status_code == 200
    for who in ("team_mate", "stranger", "moderator"):
        assert {cast.client(who).get(one).status_code for one in (mine, theirs)} == {404}


def test_what_is_no_picture_is_told_and_leaves_nothing(cast: Cast, private_files: Path, order: Order) -> None:
    address = reverse("order_return", args=[order.number])
    refused = cast.client("owner").post(address, form(order, photo_1=photo(data=b"%PDF-1.7 no picture")))
    assert refused.status_code == 422
    assert not ReturnRequest.objects.exists()
    assert [file for file in private_files.rglob("*") if file.is_file()] == []


def test_a_refused_asking_leaves_no_file(cast: Cast, private_files: Path) -> None:
    order = place(cast, sold_by=shop(cast))
    with pytest.raises(returns.MayNotReturn):
        returns.ask(
            order=order,
            actor=cast.owner,
            pieces={order.lines.get().pk: 1},
            reason="broken",
            words="",
            photos=[photo()],
            key="k" * 20,
        )
    assert [file for file in private_files.rglob("*") if file.is_file()] == []


def test_another_sellers_return_is_not_at_ones_own_desk(cast: Cast, order: Order) -> None:
    request = asked(cast, order)
    other = rival(cast)
    client = cast.client("team_mate")
    for desk in (other, order.enterprise):
        assert client.get(at(desk, "return", request.pk)).status_code == 404
        assert client.post(at(desk, "return", request.pk), {"act": "accept", "words": "ก"}).status_code == 404
    assert order.number not in client.get(at(other, "returned")).content.decode()
    request.refresh_from_db()
    assert request.state == "asked"


def test_words_and_pictures_go_with_the_buyer(cast: Cast, private_files: Path, order: Order) -> None:
    cast.client("owner").post(reverse("order_return", args=[order.number]), form(order, photo_1=photo()))
    Purchase.objects.update(placed_at=timezone.now() - timedelta(days=4000))
    services.forget_buyers(now=timezone.now())
    assert return_photos.forget() == 1
    assert ReturnRequest.objects.get().words == ""
    assert not ReturnPhoto.objects.exists()
    assert [file for file in private_files.rglob("*") if file.is_file()] == []


@pytest.mark.every_database
def test_the_database_holds_what_was_asked(cast: Cast, order: Order) -> None:
    request = asked(cast, order)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnRequest.objects.create(order=order, reason="broken", key="another")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnRequest.objects.filter(pk=request.pk).update(reason="moon")
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        ReturnLine.objects.filter(request=request).update(pieces=2)
