"""A slip is for its buyer, the seller and staff; to everybody else it is not there."""

from pathlib import Path

import pytest

from shop.orders import links
from shop.payments.models import Slip
from shop.payments.services import claim
from tests.cast import PEOPLE, Cast
from tests.shop.orders.ground import GUEST, piece, place, seller
from tests.shop.payments.slips import clean_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "private_files")]


def test_of_all_people_only_buyer_seller_and_staff_see_it(cast: Cast) -> None:
    order = place(cast)
    claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    seller(cast, name="กลุ่มผ้าไหม", owner="team_mate")
    address = f"/orders/{order.number}/slip/{Slip.objects.get().pk}/"
    may = {who for who in PEOPLE if cast.client(who).get(address).status_code == 200}
    assert may == {"owner", "seller", "moderator", "administrator"}
    assert {cast.client(who).get(address).status_code for who in set(PEOPLE) - may} == {404}
    assert cast.client("visitor").get(address).headers["Location"].startswith("/account/login/")


def test_it_is_served_as_a_private_picture(cast: Cast) -> None:
    order = place(cast)
    claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    answer = cast.client("owner").get(f"/orders/{order.number}/slip/{Slip.objects.get().pk}/")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"].startswith("private")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.getvalue().startswith(b"\x89PNG")


def test_a_guest_sees_their_own_and_no_other(cast: Cast) -> None:
    order = place(cast, buyer=GUEST)
    other = place(cast, buyer=GUEST, sold_by=order.enterprise, of=piece(order))
    for one in (order, other):
        claim(order=one, picture=clean_slip(), reference=None, actor=None)
    mine, foreign = Slip.objects.get(payment__order=order).pk, Slip.objects.get(payment__order=other).pk
    here = f"/orders/{order.number}/{links.guest_key(order)}/slip"
    visitor = cast.client("visitor")
    assert visitor.get(f"{here}/{mine}/").status_code == 200
    assert visitor.get(f"{here}/{foreign}/").status_code == 404
    assert visitor.get(f"/orders/{order.number}/forged.key/slip/{mine}/").status_code == 404
    assert cast.client("seller").get(f"/orders/{order.number}/slip/{foreign}/").status_code == 404


def test_a_slip_whose_file_is_gone_is_not_there(cast: Cast, private_files: Path) -> None:
    order = place(cast)
    claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    slip = Slip.objects.get()
    slip.file.storage.delete(str(slip.file.name))
    assert cast.client("owner").get(f"/orders/{order.number}/slip/{slip.pk}/").status_code == 404


def test_the_code_to_pay_is_for_the_buyer_while_there_is_something_to_pay(cast: Cast) -> None:
    order = place(cast)
    cod = place(cast, sold_by=order.enterprise, of=piece(order), pay="cod")
    client = cast.client("owner")
    answer = client.get(f"/orders/{order.number}/code.png")
    assert (answer.status_code, answer.content[:4]) == (200, b"\x89PNG")
    assert f"promptpay-{order.number}.png" in answer.headers["Content-Disposition"]
    assert client.get(f"/orders/{cod.number}/code.png").status_code == 404
    assert cast.client("seller").get(f"/orders/{order.number}/code.png").status_code == 404
    claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    assert client.get(f"/orders/{order.number}/code.png").status_code == 404
