"""Behind the counter stand the members of the enterprise; of another's things they see and change nothing."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from shop.catalogue import asking
from shop.enterprises import services as enterprises
from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, claimed, filled, rival, shop, slip_of
from tests.shop.orders.ground import now_is

pytestmark = pytest.mark.django_db

PAGES = ("home", "orders", "products", "new_product", "enterprise", "members", "terms", "questions")


@pytest.fixture
def one(cast: Cast, private_files: Path) -> Enterprise:
    return shop(cast)


@pytest.fixture
def theirs(cast: Cast, one: Enterprise) -> Order:
    """An order of the rival, whose slip waits."""
    return claimed(cast, rival(cast))


def test_a_visitor_is_sent_to_sign_in_and_comes_back(one: Enterprise) -> None:
    for name in PAGES:
        answer = Client().get(at(one, name))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["team_mate", "stranger", "moderator", "administrator", "editor"])
def test_to_everybody_else_there_is_nothing(cast: Cast, one: Enterprise, theirs: Order, who: str) -> None:
    client = cast.client(who)
    assert [name for name in PAGES if client.get(at(one, name)).status_code != 404] == []
    assert client.post(at(one, "new_product"), filled()).status_code == 404
    assert client.post(at(one, "submit")).status_code == 404


def test_the_role_of_a_seller_alone_opens_no_desk(cast: Cast, theirs: Order) -> None:
    client = cast.client("seller")
    assert [name for name in PAGES if client.get(at(theirs.enterprise, name)).status_code != 404] == []


def test_an_order_of_another_enterprise_is_not_at_ones_own_desk(cast: Cast, one: Enterprise, theirs: Order) -> None:
    client = cast.client("seller")
    for desk in (one, theirs.enterprise):
        address = at(desk, "order", theirs.number)
        assert client.get(address).status_code == 404
        for act in ("confirm", "refuse", "send", "cancel", "returned"):
            said = {"act": act, "reason": "ก", "slip": slip_of(theirs).pk, "carrier": "Flash Express"}
            assert client.post(address, said).status_code == 404
    assert now_is(theirs) == "payment_sent"
    assert theirs.number not in client.get(at(one, "orders")).content.decode()


def test_a_slip_of_another_enterprise_is_not_shown(cast: Cast, one: Enterprise, theirs: Order) -> None:
    address = reverse("slip", args=[theirs.number, slip_of(theirs).pk])
    assert cast.client("seller").get(address).status_code == 404
    assert cast.client("team_mate").get(address).status_code == 200
    mine = claimed(cast, one, "0142420825471111")
    assert cast.client("seller").get(reverse("slip", args=[mine.number, slip_of(theirs).pk])).status_code == 404


def test_a_product_of_another_enterprise_is_not_at_ones_own_desk(cast: Cast, one: Enterprise, theirs: Order) -> None:
    product = made.product(theirs.enterprise)
    client = cast.client("seller")
    for desk in (one, theirs.enterprise):
        assert client.get(at(desk, "product", product.slug)).status_code == 404
        assert client.post(at(desk, "product", product.slug), filled(product, name_th="ของฉัน")).status_code == 404
        for act in ("publish", "withdraw", "count"):
            assert client.post(at(desk, "product_act", product.slug), {"act": act}).status_code == 404
    product.refresh_from_db()
    assert (product.name_th, product.state) == ("เห็ดนางฟ้าสด", "published")


def test_a_question_to_another_enterprise_is_not_at_ones_own_desk(cast: Cast, one: Enterprise, theirs: Order) -> None:
    product = made.product(theirs.enterprise)
    asked = asking.ask(product=product, name="ก", email="a@example.org", text="?", language="th", asked_by=None)
    client = cast.client("seller")
    for desk in (one, theirs.enterprise):
        assert client.get(at(desk, "question", asked.pk)).status_code == 404
        assert client.post(at(desk, "question", asked.pk), {"answer": "ขอโทษ"}).status_code == 404
    asked.refresh_from_db()
    assert asked.answer == ""


def test_who_was_removed_finds_nothing_from_then_on(cast: Cast, one: Enterprise) -> None:
    enterprises.add_member(enterprise=one, actor=cast.seller, user=cast.stranger, role="staff")
    client = cast.client("stranger")
    assert client.get(at(one)).status_code == 200
    enterprises.remove_member(enterprise=one, actor=cast.seller, user=cast.stranger)
    assert client.get(at(one)).status_code == 404


@pytest.mark.every_database
@pytest.mark.parametrize("number", ["\0", "0000-0000-000\0", "x" * 500])
def test_what_is_no_number_of_an_order_names_none(cast: Cast, one: Enterprise, number: str) -> None:
    for method in ("get", "post"):
        answer = getattr(cast.client("seller"), method)(at(one, "order", number))
        assert answer.status_code == 404
