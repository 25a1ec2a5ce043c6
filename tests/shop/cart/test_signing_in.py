"""What a visitor put into the cart is there after signing in."""

import pytest
from django.test import Client

from shop.cart import services
from shop.cart.models import Cart
from shop.cart.rules import MOST_LINES
from shop.catalogue.models import Variant
from tests.cast import PASSWORD, Cast
from tests.shop.cart.ground import everything, fill, lines, many, put
from tests.shop.ground import enterprise, product, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def mushrooms(cast: Cast) -> Variant:
    return variant(product(enterprise(cast)))


def sign_in(client: Client, cast: Cast) -> str:
    answer = client.post("/account/login/", {"login": cast.owner.email, "password": PASSWORD}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.every_database
def test_the_pieces_of_both_carts_are_added_up_to_what_there_is(client: Client, cast: Cast, mushrooms: Variant) -> None:
    honey = variant(product(mushrooms.product.enterprise, name_en="Honey", stock=5))
    put(cast.client("owner"), mushrooms, 3)
    put(cast.client("owner"), honey, 4)
    put(client, mushrooms, 2)
    put(client, honey, 3)
    html = sign_in(client, cast)
    assert lines(cast.owner) == {mushrooms.pk: 5, honey.pk: 5}
    assert Cart.objects.count() == 1
    assert "ตะกร้า" in html
    # The old cookie opens nothing: after signing out the browser has an empty cart.
    client.post("/account/logout/")
    assert client.get("/cart/").context["view"].groups == ()


def test_a_second_merging_changes_nothing(cast: Cast, mushrooms: Variant) -> None:
    visitor = Cart.objects.create()
    fill(visitor, [mushrooms], 2)
    assert services.merge(visitor=visitor, member=cast.owner) == 0
    before = everything()
    assert services.merge(visitor=visitor, member=cast.owner) == 0
    assert everything() == before


def test_a_members_cart_is_never_merged_into_another(cast: Cast, mushrooms: Variant) -> None:
    put(cast.client("owner"), mushrooms, 2)
    theirs = Cart.objects.get(user=cast.owner)
    services.merge(visitor=theirs, member=cast.stranger)
    assert lines(cast.owner) == {mushrooms.pk: 2}
    assert lines(cast.stranger) == {}


def test_what_a_full_cart_cannot_hold_is_left_out_and_counted(cast: Cast) -> None:
    everyone = many(enterprise(cast), MOST_LINES + 2)
    mine, visitor = Cart.objects.create(user=cast.owner), Cart.objects.create()
    fill(mine, everyone[:MOST_LINES])
    fill(visitor, everyone[MOST_LINES - 1 :])
    assert services.merge(visitor=visitor, member=cast.owner) == 2
    assert lines(cast.owner) == {
        one.pk: 2 if number == MOST_LINES - 1 else 1 for number, one in enumerate(everyone[:60])
    }
