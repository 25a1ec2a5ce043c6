"""A wish list keeps what visitors see, goes along at sign-in, and tells nobody else."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from shop.catalogue.models import Product
from shop.enterprises import verification
from shop.wishes import services
from shop.wishes.models import Wish
from tests.cast import PASSWORD, Cast
from tests.shop.ground import enterprise, product, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

LIST, CHANGE = "/shop/wishes/", "/shop/wishes/change/"


def goods(cast: Cast, **fields: Any) -> Product:
    """A visible product of one variant in stock."""
    made = product(enterprise(cast, **fields))
    variant(made)
    return made


def keep(client: Client, one: Product, act: str = "keep") -> None:
    answer = client.post(CHANGE, {"product": one.pk, "act": act, "next": f"/shop/product/{one.slug}/"})
    assert answer.status_code == 302
    assert answer["Location"] == f"/shop/product/{one.slug}/"


@pytest.mark.parametrize("who", ["", "owner"])
def test_what_is_kept_is_found_again_and_can_be_bought_and_taken_off(cast: Cast, who: str) -> None:
    client = cast.client(who) if who else Client()
    one = goods(cast)
    keep(client, one)
    keep(client, one)
    shown = client.get(LIST).content.decode()
    assert shown.count(one.name_th) >= 1
    assert 'action="/cart/add/"' in shown
    assert "Take it off my list" in client.get(f"/en/shop/wishes/button/?product={one.pk}").content.decode()
    assert Wish.objects.count() == (1 if who else 0)
    keep(client, one, "drop")
    assert one.name_th not in client.get(LIST).content.decode()


def test_a_visitors_list_becomes_the_members_and_nobody_elses(cast: Cast) -> None:
    client, one = Client(), goods(cast)
    keep(client, one)
    keep(cast.client("stranger"), goods(cast))
    client.post("/account/login/", {"login": cast.owner.email, "password": PASSWORD})
    assert [wish.product for wish in Wish.objects.filter(user=cast.owner)] == [one]
    assert one.name_th in client.get(LIST).content.decode()
    # The next who signs in in this browser has none of it.
    client.post("/account/logout/")
    client.post("/account/login/", {"login": cast.seller.email, "password": PASSWORD})
    assert not Wish.objects.filter(user=cast.seller).exists()


def test_what_visitors_do_not_see_cannot_be_kept_and_shows_nothing_of_itself(cast: Cast) -> None:
    hidden = product(enterprise(cast), published=False)
    for client in (Client(), cast.client("owner")):
        assert client.post(CHANGE, {"product": hidden.pk}).status_code == 404
        assert client.get(f"/shop/wishes/button/?product={hidden.pk}").status_code == 404
    one = goods(cast)
    client = cast.client("owner")
    keep(client, one)
    verification.suspend(enterprise=one.enterprise, actor=cast.moderator, reason="ตรวจสอบ")
    shown = client.get(LIST).content.decode()
    assert one.name_th not in shown
    assert "ไม่มีจำหน่ายแล้ว" in shown
    keep(client, one, "drop")
    assert not Wish.objects.exists()


def test_a_lower_price_is_told(cast: Cast) -> None:
    one = goods(cast)
    client = cast.client("owner")
    keep(client, one)
    Wish.objects.update(price_seen=20_000)
    assert "฿80" in client.get(LIST).content.decode()


@pytest.mark.parametrize("said", [{}, {"product": "x"}, {"product": "9" * 40}, {"product": "\x00"}, {"product": "-1"}])
def test_nonsense_is_nothing(cast: Cast, said: dict[str, str]) -> None:
    for client in (Client(), cast.client("owner")):
        assert client.post(CHANGE, said).status_code == 404
        assert client.get("/shop/wishes/button/", said).status_code == 404


def test_nobody_is_led_away_from_the_site(cast: Cast) -> None:
    one = goods(cast)
    for place in ("https://example.com/", "//example.com/", "javascript:x", "\\\\example.com"):
        answer = Client().post(CHANGE, {"product": one.pk, "next": place})
        assert answer["Location"] == LIST


def test_a_forged_cookie_is_an_empty_list(cast: Cast) -> None:
    client, one = Client(), goods(cast)
    client.cookies["wishes"] = f"{one.pk}:forged"
    assert one.name_th not in client.get(LIST).content.decode()


def test_a_list_is_never_longer_than_it_may_be(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_WISHES", 1)
    first, second = goods(cast), goods(cast)
    services.wish(user=cast.owner, product_id=first.pk)
    with pytest.raises(services.ListFull):
        services.wish(user=cast.owner, product_id=second.pk)
    assert services.take_over(user=cast.owner, products=[second.pk]) == 0
    assert Wish.objects.count() == 1


@pytest.mark.every_database
def test_the_database_keeps_a_product_once(cast: Cast) -> None:
    one = goods(cast)
    services.wish(user=cast.owner, product_id=one.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.create(user=cast.owner, product=one)


def test_seen_lately_shows_what_visitors_see_in_the_order_of_the_browser(cast: Cast) -> None:
    hidden, first, second = product(enterprise(cast), published=False), goods(cast), goods(cast)
    answer = Client().get(f"/shop/seen/?p={second.pk}.{hidden.pk}.{first.pk}.x.{'9' * 30}")
    shown = answer.content.decode()
    assert shown.index(f"/{second.slug}/") < shown.index(f"/{first.slug}/")
    assert f"/{hidden.slug}/" not in shown
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


def test_the_list_asks_little_of_the_database(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.client("owner")
    for _ in range(4):
        keep(client, goods(cast))
    client.get(LIST)
    with django_assert_max_num_queries(15):
        client.get(LIST)
