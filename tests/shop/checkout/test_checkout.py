"""Ordering on one page: guest or member, one seller or several."""

import re

import pytest
from django.core import mail
from django.core.signing import TimestampSigner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.orders.models import Order, Purchase
from shop.payments.models import Payment
from tests.cast import Cast
from tests.shop.cart.ground import fill, lines, many, put
from tests.shop.checkout.ground import BUYER, PLACE, buy, everything, filled_in, form_of, sends, stall, takes_cod
from tests.shop.ground import enterprise, in_stock, product, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def totals(order: Order) -> tuple[int, int, int, int]:
    return order.goods_total, order.shipping_price, order.payment_fee, order.total


@pytest.mark.every_database
def test_a_guest_orders_and_is_led_to_a_page_that_thanks_with_the_way_to_the_order(
    client: Client, mushrooms: Variant
) -> None:
    put(client, mushrooms, 2)
    answer = buy(client)
    assert answer.status_code == 302
    assert re.fullmatch(r"/checkout/done/[^/]+/", answer["Location"])
    purchase = Purchase.objects.get()
    order = purchase.orders.get()
    assert totals(order) == (24_000, 5_000, 0, 29_000)
    assert (purchase.user, purchase.phone, purchase.email) == (None, "0891234567", BUYER["email"])
    said = (purchase.subdistrict, purchase.district, purchase.province, purchase.postcode)
    assert said == ("ในเมือง", "เมืองขอนแก่น", "ขอนแก่น", "40000")
    assert Payment.objects.get().amount == 29_000
    assert in_stock(mushrooms) == 8
    assert lines() == {}
    page = client.get(answer["Location"])
    link = re.search(rf'href="(/orders/{order.number}/[^"]+/)"', page.content.decode())
    assert link
    assert Client().get(link[1]).status_code == 200
    assert len([letter for letter in mail.outbox if letter.to == [BUYER["email"]]]) == 1
    assert "sessionid" not in client.cookies


@pytest.mark.every_database
def test_one_purchase_holds_one_order_for_each_seller(client: Client, cast: Cast, mushrooms: Variant) -> None:
    honey = stall(cast, "กลุ่มผึ้ง", name_th="น้ำผึ้ง", name_en="Honey", price=30_000)
    put(client, mushrooms)
    put(client, honey, 2)
    theirs = honey.product.enterprise_id
    answer = buy(client, **{f"o{theirs}-payment": "cod", f"o{theirs}-note": "ห่อดี ๆ นะครับ"})
    first, second = Purchase.objects.get().orders.order_by("enterprise_id")
    assert totals(first) == (12_000, 5_000, 0, 17_000)
    assert totals(second) == (60_000, 5_000, 2_000, 67_000)
    assert (second.state, second.note) == ("to_send", "ห่อดี ๆ นะครับ")
    html = client.get(answer["Location"]).content.decode()
    assert first.number in html
    assert second.number in html
    assert "฿840" in html


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "ก\x00ข"}, "name"),
        ({"phone": "12"}, "phone"),
        ({"email": "nobody"}, "email"),
        ({"address_line": ""}, "address_line"),
        ({"address_line": "x" * 201}, "address_line"),
        ({"place": ""}, "words"),
        ({"place": "400101-10800"}, "words"),
        ({"place": "999999-40000"}, "words"),
        ({"words": "10800"}, "words"),
        ({"words": ""}, "words"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_the_rest_is_kept(
    client: Client, mushrooms: Variant, changes: dict[str, str], field: str
) -> None:
    put(client, mushrooms)
    before = everything()
    answer = buy(client, **changes)
    assert answer.status_code == 422
    form = answer.context["counter"].buyer
    assert set(form.errors) == {field}
    for name in {"name", "phone", "email", "address_line", "words"}:
        assert form[name].value() == {**BUYER, **changes}[name]
    assert everything() == before


@pytest.mark.parametrize("field", ["shipping", "payment"])
@pytest.mark.parametrize("value", ["", "rocket", "pick_up", "stripe", "\x00"])
def test_a_way_that_is_not_offered_is_refused(client: Client, mushrooms: Variant, field: str, value: str) -> None:
    put(client, mushrooms)
    answer = buy(client, **{f"o{mushrooms.product.enterprise_id}-{field}": value})
    assert answer.status_code == 422
    assert not Order.objects.exists()


def test_a_button_finds_places_without_a_script_and_places_nothing(client: Client, mushrooms: Variant) -> None:
    put(client, mushrooms)
    before = everything()
    filled = filled_in(client, act="find", words="ในเมือง", place="", email="half@")
    answer = client.post("/checkout/", filled)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{PLACE}"' in html
    assert 'value="half@"' in html
    assert "has-error" not in html
    assert everything() == before


def test_cash_on_delivery_has_its_limit_and_it_counts_the_sending(client: Client, cast: Cast) -> None:
    seller = takes_cod(sends(enterprise(cast)), limit=14_000)
    put(client, variant(product(seller)))
    cod = f"o{seller.pk}-payment"
    assert 'value="cod"' not in client.get("/checkout/").content.decode()
    assert buy(client, **{cod: "cod"}).status_code == 422
    takes_cod(seller, limit=17_000)
    assert buy(client, **{cod: "cod"}).status_code == 302


def test_what_is_picked_up_is_not_paid_on_delivery(client: Client, cast: Cast) -> None:
    seller = takes_cod(sends(enterprise(cast), pick_up=True, pick_up_where="ตลาดเช้า"))
    put(client, variant(product(seller)))
    before = everything()
    picked_up = {f"o{seller.pk}-payment": "cod", f"o{seller.pk}-shipping": "pick_up"}
    answer = buy(client, **picked_up)
    assert answer.status_code == 422
    assert "ไม่มีใครนำไปส่งถึงบ้าน" in answer.content.decode()
    assert everything() == before
    assert buy(client, **picked_up | {f"o{seller.pk}-payment": "promptpay"}).status_code == 302


def test_who_picks_everything_up_gives_no_address(client: Client, cast: Cast) -> None:
    seller = sends(enterprise(cast), sends=False, pick_up=True, pick_up_where="ตลาดเช้า วันเสาร์")
    put(client, variant(product(seller)))
    html = client.get("/checkout/").content.decode()
    assert 'name="address_line"' not in html
    assert buy(client, address_line="", words="", place="").status_code == 302
    order = Order.objects.get()
    assert (order.shipping_method, order.shipping_price, order.pick_up_where) == ("pick_up", 0, "ตลาดเช้า วันเสาร์")
    assert (order.purchase.address_line, order.purchase.subdistrict_code) == ("", "")


def test_from_whom_nothing_can_be_ordered_the_goods_stay_in_the_cart_and_the_page_says_why(
    client: Client, cast: Cast, mushrooms: Variant
) -> None:
    silent = variant(product(enterprise(cast, "ยังไม่ตั้งค่าส่ง"), name_en="Silent"))
    heavy = variant(product(sends(enterprise(cast, "ของหนัก"), bands={400: 3_000}), name_en="Heavy"))
    for one in (mushrooms, silent, heavy):
        put(client, one)
    html = client.get("/checkout/").content.decode()
    assert "ร้านนี้ยังไม่ได้ตั้งค่าการจัดส่ง" in html
    assert "0.4" in html
    assert buy(client).status_code == 302
    assert lines() == {silent.pk: 1, heavy.pk: 1}
    assert Order.objects.get().enterprise == mushrooms.product.enterprise
    assert client.get("/checkout/").status_code == 200
    assert client.post("/checkout/", {**BUYER, "act": "place"}).status_code == 409


def test_a_member_finds_what_they_filled_in_last_time(cast: Cast, mushrooms: Variant) -> None:
    owner = cast.client("owner")
    put(owner, mushrooms)
    first = form_of(owner.get("/checkout/").content.decode())
    assert (first["name"], first["email"]) == (cast.owner.name, cast.owner.email)
    assert buy(owner).status_code == 302
    assert Purchase.objects.get().user == cast.owner
    put(owner, mushrooms)
    form = form_of(owner.get("/checkout/").content.decode())
    assert (form["name"], form["phone"], form["place"]) == (BUYER["name"], "0891234567", PLACE)
    assert owner.post("/checkout/", {**form, "act": "place"}).status_code == 302
    # Nobody else finds it.
    stranger = cast.client("stranger")
    put(stranger, mushrooms)
    assert "0891234567" not in stranger.get("/checkout/").content.decode()


def test_the_page_that_thanks_opens_with_its_key_only_and_a_members_for_the_member_only(
    client: Client, cast: Cast, mushrooms: Variant
) -> None:
    owner = cast.client("owner")
    put(owner, mushrooms)
    place = buy(owner)["Location"]
    assert owner.get(place).status_code == 200
    assert cast.client("stranger").get(place).status_code == 404
    assert client.get(place)["Location"].startswith("/account/login/")
    put(client, mushrooms)
    guests = buy(client)["Location"]
    assert Client().get(guests).status_code == 200
    token = Purchase.objects.get(user=None).token
    forged = TimestampSigner(salt="another", sep=".").sign(token)
    for key in (forged, token, "x", guests.split("/")[3][:-1] + "_", str(Purchase.objects.latest("pk").pk)):
        assert client.get(f"/checkout/done/{key}/").status_code == 404


def test_an_empty_cart_leads_back_to_the_cart_and_an_order_of_nothing_is_told(client: Client) -> None:
    assert client.get("/checkout/")["Location"] == "/cart/"
    assert client.post("/checkout/", BUYER).status_code == 409


def test_the_page_asks_no_oftener_for_sixty_things_of_three_sellers(client: Client, cast: Cast) -> None:
    def asked() -> int:
        client.get("/checkout/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/checkout/").status_code == 200
        return len(queries)

    sellers = [takes_cod(sends(enterprise(cast, f"กลุ่ม {number}"), bands={10**6: 5})) for number in range(3)]
    everyone = [one for seller in sellers for one in many(seller, 20)]
    put(client, everyone[0])
    few = asked()
    fill(Cart.objects.get(), everyone[1:])
    assert asked() <= few
    assert few <= 14
