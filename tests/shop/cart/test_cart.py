"""A visitor's and a member's cart: put in, change, take out; what is refused changes nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from cms.delivery.page_cache import may_ask
from shop.cart import cookie
from shop.cart.models import Cart, CartLine
from shop.cart.rules import MOST_LINES, MOST_PIECES
from shop.cart.tasks import sweep
from shop.catalogue import stocking
from shop.catalogue.models import Sale, Variant
from shop.enterprises import verification
from tests.cast import Cast
from tests.shop.cart.ground import everything, fill, forged, lines, many, put, the_line
from tests.shop.ground import enterprise, product, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

NONSENSE = ["", "0", "-1", "1.5", "1000", "9" * 400, "สอง", "๐", "\x00", "<b>"]


@pytest.fixture
def mushrooms(cast: Cast) -> Variant:
    return variant(product(enterprise(cast)))


@pytest.mark.every_database
def test_a_visitor_keeps_a_cart_without_a_session(client: Client, mushrooms: Variant) -> None:
    answer = put(client, mushrooms, 2)
    assert (answer.status_code, answer["Location"]) == (302, "/cart/")
    put(client, mushrooms, "๓")
    assert lines() == {mushrooms.pk: 5}
    assert "sessionid" not in client.cookies
    kept = client.cookies[cookie.COOKIE]
    assert (kept["httponly"], kept["samesite"]) == (True, "Lax")
    assert "เห็ดนางฟ้าสด" in client.get("/cart/").content.decode()
    assert ">5<" in client.get("/cart/count/").content.decode()


@pytest.mark.every_database
def test_a_member_has_one_cart_in_every_browser(cast: Cast, mushrooms: Variant) -> None:
    put(cast.client("owner"), mushrooms, 1)
    put(cast.client("owner"), mushrooms, 1)
    assert lines(cast.owner) == {mushrooms.pk: 2}
    with pytest.raises(IntegrityError), transaction.atomic():
        Cart.objects.create(user=cast.owner)


@pytest.mark.every_database
@pytest.mark.parametrize("pieces", [0, MOST_PIECES + 1])
def test_the_database_refuses_impossible_lines(mushrooms: Variant, pieces: int) -> None:
    cart = Cart.objects.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        CartLine.objects.create(cart=cart, variant=mushrooms, quantity=pieces, price_seen=1)
    CartLine.objects.create(cart=cart, variant=mushrooms, quantity=1, price_seen=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CartLine.objects.create(cart=cart, variant=mushrooms, quantity=1, price_seen=1)


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_comes_back_beside_its_field_and_makes_no_cart(client: Client, mushrooms: Variant, typed: str) -> None:
    answer = put(client, mushrooms, typed)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"quantity"}
    assert form["quantity"].value() == typed
    assert not Cart.objects.exists()


def test_more_than_there_are_is_refused_with_the_number_there_is(client: Client, mushrooms: Variant) -> None:
    put(client, mushrooms, 8)
    before = everything()
    answer = put(client, mushrooms, 3)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "10" in html
    assert 'value="3"' in html
    assert everything() == before


def test_what_is_not_for_sale_is_refused_and_what_is_not_there_is_not_found(client: Client, cast: Cast) -> None:
    seller = enterprise(cast)
    shown = variant(product(seller, sale=Sale.DISPLAY_ONLY, name_th="ของโชว์", name_en="Shown"))
    empty = variant(product(seller, stock=0, name_th="หมดแล้ว", name_en="Sold out"))
    assert [put(client, one).status_code for one in (shown, empty)] == [409, 409]
    for nobody in ("987654321", "x", "", "-1", "9" * 30):
        assert client.post("/cart/add/", {"variant": nobody, "quantity": "1"}).status_code == 404
    assert not Cart.objects.exists()


def test_a_cart_holds_sixty_different_things(client: Client, cast: Cast) -> None:
    everyone = many(enterprise(cast), MOST_LINES + 1)
    put(client, everyone[0])
    fill(Cart.objects.get(), everyone[1:MOST_LINES])
    assert put(client, everyone[0]).status_code == 302
    assert put(client, everyone[MOST_LINES]).status_code == 409
    assert len(lines()) == MOST_LINES


def test_quantities_change_all_together_or_not_at_all(client: Client, cast: Cast, mushrooms: Variant) -> None:
    honey = variant(product(mushrooms.product.enterprise, name_en="Honey", stock=3))
    put(client, mushrooms, 2)
    put(client, honey, 1)
    first, second = (f"quantity-{the_line(one).pk}" for one in (mushrooms, honey))
    assert client.post("/cart/change/", {first: "4", second: "2"}).status_code == 302
    assert lines() == {mushrooms.pk: 4, honey.pk: 2}
    before = everything()
    for typed, status in [("abc", 422), ("4", 409), ("0", 422), ("", 422)]:
        answer = client.post("/cart/change/", {first: "1", second: typed})
        assert answer.status_code == status
        form = answer.context["form"]
        assert set(form.errors) == {second}
        assert (form[first].value(), form[second].value()) == ("1", typed)
        assert everything() == before


def test_a_line_is_taken_out_and_the_rest_stays(client: Client, mushrooms: Variant) -> None:
    honey = variant(product(mushrooms.product.enterprise, name_en="Honey"))
    put(client, mushrooms)
    put(client, honey)
    gone = the_line(mushrooms).pk
    assert client.post("/cart/change/", {"remove": gone}).status_code == 302
    assert lines() == {honey.pk: 1}
    # Once more, from another tab.
    assert client.post("/cart/change/", {"remove": gone, f"quantity-{gone}": "2"}).status_code == 302
    assert lines() == {honey.pk: 1}


@pytest.mark.every_database
def test_somebody_elses_line_is_not_there_and_stays_as_it_is(client: Client, cast: Cast, mushrooms: Variant) -> None:
    put(cast.client("owner"), mushrooms, 2)
    put(client, mushrooms, 1)
    foreign = CartLine.objects.get(cart__user=cast.owner).pk
    before = everything()
    for browser in (client, cast.client("stranger"), Client()):
        for data in ({"remove": foreign}, {f"quantity-{foreign}": "9"}):
            assert browser.post("/cart/change/", data).status_code == 404
    assert everything() == before


def test_what_changed_is_told_until_the_buyer_agrees(client: Client, cast: Cast, mushrooms: Variant) -> None:
    seller = mushrooms.product.enterprise
    honey, tea = (variant(product(seller, name_th=name, name_en=name)) for name in ("น้ำผึ้ง", "ชา"))
    put(client, mushrooms, 5)
    put(client, honey)
    put(client, tea)
    Variant.objects.filter(pk=mushrooms.pk).update(price=15_000)
    stocking.count(variant=mushrooms, available=3, actor=None)
    Variant.objects.filter(pk=tea.pk).update(is_active=False)
    before = everything()
    html = client.get("/cart/").content.decode()
    assert client.get("/checkout/")["Location"] == "/cart/"
    assert everything() == before, "looking changes nothing"
    for words in ("120", "150", "เหลือ", "3"):
        assert words in html
    client.post("/cart/change/", {"act": "accept"})
    assert lines() == {mushrooms.pk: 3, honey.pk: 1}
    assert the_line(mushrooms).price_seen == 15_000
    assert client.get("/cart/").context["view"].has_changes is False


def test_what_a_suspended_seller_sells_is_gone_from_carts(client: Client, cast: Cast, mushrooms: Variant) -> None:
    put(client, mushrooms)
    verification.suspend(enterprise=mushrooms.product.enterprise, actor=cast.moderator, reason="ตรวจสอบ")
    view = client.get("/cart/").context["view"]
    assert [change.code for line in view.lines for change in line.changes] == ["gone"]
    assert view.goods == 0


def test_a_cookie_that_we_did_not_sign_opens_no_cart(client: Client, mushrooms: Variant) -> None:
    put(client, mushrooms)
    assert forged(Client()).get("/cart/").context["view"].groups == ()
    assert put(forged(Client()), mushrooms).status_code == 302
    assert Cart.objects.count() == 2


def test_looking_never_writes(client: Client, mushrooms: Variant) -> None:
    put(client, mushrooms)
    for address in ("/cart/", "/cart/count/", "/en/cart/", "/checkout/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert [q["sql"] for q in queries if not q["sql"].startswith("SELECT")] == [], address


def test_a_cart_of_sixty_things_asks_no_oftener_than_one_of_two(client: Client, cast: Cast) -> None:
    def asked() -> int:
        client.get("/cart/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/cart/").status_code == 200
        return len(queries)

    sellers = [enterprise(cast, f"กลุ่ม {number}") for number in range(3)]
    everyone = [one for seller in sellers for one in many(seller, 20)]
    put(client, everyone[0])
    few = asked()
    fill(Cart.objects.get(), everyone[1:])
    assert len(lines()) == MOST_LINES
    assert asked() <= few
    assert few <= 14


def test_pages_are_still_kept_for_a_visitor_with_a_cart(client: Client, mushrooms: Variant) -> None:
    put(client, mushrooms)
    # The cart's page shows the message, and a browser then forgets its cookie.
    client.get("/cart/")
    del client.cookies["messages"]
    client.get("/shop/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/shop/").status_code == 200
    assert len(queries) <= 1


@pytest.mark.parametrize("path", ["cart/", "cart/count/", "checkout/", "checkout/done/x/", "orders/", "shop/desk/"])
def test_what_is_personal_is_never_asked_of_the_page_cache(path: str) -> None:
    assert not any(may_ask(RequestFactory().get(f"{prefix}{path}")) for prefix in ("/", "/en/"))


def test_the_carts_own_pages_are_kept_nowhere(client: Client, mushrooms: Variant) -> None:
    put(client, mushrooms)
    for address in ("/cart/", "/cart/count/", "/en/cart/"):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.every_database
def test_carts_that_nobody_comes_back_to_are_swept(cast: Cast, mushrooms: Variant, site: Site) -> None:
    now = timezone.now()
    old, young = (Cart.objects.create(changed_at=now - timedelta(days=days)) for days in (61, 59))
    fill(old, [mushrooms])
    mine = Cart.objects.create(user=cast.owner, changed_at=now - timedelta(days=61))
    left = Cart.objects.create(user=cast.stranger)
    type(cast.stranger).objects.filter(pk=cast.stranger.pk).update(
        left_at=now, is_active=False, name="", email="left-1@left.invalid"
    )
    assert sweep() == 2
    assert set(Cart.objects.values_list("pk", flat=True)) == {young.pk, mine.pk}
    assert left.pk
    assert sweep() == 0
