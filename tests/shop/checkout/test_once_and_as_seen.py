"""One form places one purchase, and nothing that the buyer was not shown."""

import re
from functools import partial
from unittest import mock

import pytest
from django.test import Client
from pytest_django import Settings

from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.checkout import services
from shop.checkout.addresses import ThaiAddress, place_of
from shop.checkout.models import ShippingTerms
from shop.orders.models import Order, Purchase
from tests.cast import Cast
from tests.shop.cart.ground import fill, put
from tests.shop.checkout.ground import BUYER, PLACE, buy, everything, filled_in, form_of, stall
from tests.shop.ground import in_stock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.mark.every_database
def test_a_form_sent_again_places_nothing_more_and_leads_to_the_same_purchase(
    client: Client, mushrooms: Variant
) -> None:
    put(client, mushrooms)
    filled = filled_in(client)
    first = client.post("/checkout/", filled)
    second = client.post("/checkout/", filled)
    # Much later, with other things in the cart and in the form, and from the page that the browser still has.
    put(client, mushrooms, 3)
    before = everything()
    third = client.post("/checkout/", {**filled, "name": "", f"o{mushrooms.product.enterprise_id}-payment": "cod"})
    assert everything() == before
    assert Purchase.objects.count() == Order.objects.count() == 1
    numbers = {
        re.findall(r"/orders/([0-9A-Z-]{14})/", client.get(answer["Location"]).content.decode())[0]
        for answer in (first, second, third)
    }
    assert numbers == {Order.objects.get().number}


@pytest.mark.every_database
def test_one_form_that_comes_at_once_through_two_carts_places_one_purchase(cast: Cast, mushrooms: Variant) -> None:
    carts = [Cart.objects.create(), Cart.objects.create(user=cast.owner)]
    for cart in carts:
        fill(cart, [mushrooms])
    place = place_of(PLACE)
    assert place
    order = partial(
        services.place_order,
        token="one-and-the-same",
        buyer=services.Buyer("สมหญิง", "0891234567", "buyer@example.com"),
        address=ThaiAddress("99", place),
        choices={mushrooms.product.enterprise_id: services.Choice("parcel", "promptpay", 17_000)},
        seen={mushrooms.pk: (1, 12_000)},
    )
    first = order(cart=carts[0])
    before = everything()
    # The second one looked before the first was there, so that only the database's own rule is left.
    with mock.patch.object(services, "placed_with", side_effect=[None, first]):
        assert order(cart=carts[1]) == first
    assert everything() == before


def test_a_form_whose_key_we_did_not_make_places_nothing_and_keeps_what_was_typed(
    client: Client, mushrooms: Variant
) -> None:
    put(client, mushrooms)
    before = everything()
    for key in ("", "x", "abc:def", "\x00", "ก" * 300, "9" * 5000):
        answer = buy(client, key=key)
        assert answer.status_code == 409
        assert BUYER["name"] in answer.content.decode()
    assert everything() == before


@pytest.mark.every_database
def test_two_buyers_of_the_last_piece_get_it_once_and_the_other_is_told(cast: Cast) -> None:
    last = stall(cast, stock=1)
    first, second = Client(), Client()
    put(first, last)
    put(second, last)
    forms = [filled_in(first), filled_in(second)]
    assert first.post("/checkout/", forms[0]).status_code == 302
    before = everything()
    answer = second.post("/checkout/", forms[1])
    assert answer.status_code == 409
    assert "หมด" in answer.content.decode()
    assert everything() == before
    assert in_stock(last) == 0


def test_a_price_that_moved_is_told_and_nothing_is_ordered_until_the_buyer_agrees(
    client: Client, mushrooms: Variant
) -> None:
    put(client, mushrooms)
    filled = filled_in(client)
    Variant.objects.filter(pk=mushrooms.pk).update(price=13_000)
    before = everything()
    answer = client.post("/checkout/", filled)
    assert answer.status_code == 409
    assert "ราคาเปลี่ยนจาก 120 เป็น 130 บาท" in answer.content.decode()
    assert everything() == before
    client.post("/cart/change/", {"act": "accept"})
    assert buy(client).status_code == 302
    assert Order.objects.get().goods_total == 13_000


def test_a_cart_changed_in_another_tab_is_told(client: Client, mushrooms: Variant) -> None:
    put(client, mushrooms)
    filled = filled_in(client)
    put(client, mushrooms, 2)
    before = everything()
    answer = client.post("/checkout/", filled)
    assert answer.status_code == 409
    assert everything() == before
    # What is shown now can be ordered: with the name that was typed, and the new total.
    again = {**filled, **form_of(answer.content.decode())}
    assert again["name"] == BUYER["name"]
    assert client.post("/checkout/", {**again, "place": PLACE}).status_code == 302
    assert Order.objects.get().goods_total == 36_000


def test_a_cheaper_total_written_into_the_form_is_not_believed(client: Client, mushrooms: Variant) -> None:
    put(client, mushrooms)
    seen = f"o{mushrooms.product.enterprise_id}-seen-parcel-promptpay"
    before = everything()
    for changes in (
        {seen: "1"},
        {seen: ""},
        {seen: "9" * 400},
        {f"line-{mushrooms.pk}": "1x1"},
        {f"line-{mushrooms.pk}": "x"},
        {f"line-{mushrooms.pk}": "9x12000"},
        {"line-987654321": "1x1"},
    ):
        assert buy(client, **changes).status_code == 409, changes
    assert everything() == before


def test_a_price_of_sending_that_moved_is_told_on_the_page_itself(client: Client, mushrooms: Variant) -> None:
    put(client, mushrooms)
    filled = filled_in(client)
    ShippingTerms.objects.update(flat_price=6_000)
    answer = client.post("/checkout/", filled)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "170" in html
    assert "180" in html
    assert not Order.objects.exists()


def test_so_many_orders_from_one_side_are_enough(client: Client, mushrooms: Variant, settings: Settings) -> None:
    settings.ORDERS_AN_HOUR = 1
    put(client, mushrooms)
    assert buy(client).status_code == 302
    put(client, mushrooms)
    before = everything()
    answer = buy(client)
    assert answer.status_code == 429
    assert BUYER["name"] in answer.content.decode()
    assert everything() == before
