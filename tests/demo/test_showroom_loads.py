"""The showroom's demo comes in through the services, once, and what a visitor and the seller see of it."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from cms.accounts import demo as people
from cms.accounts.models import Notice, User
from cms.accounts.roles import Role
from cms.blocks.demo.bricks import read
from cms.operations.demo_steps import demo_steps
from cms.places.models import Lao
from media.illustrations.album import Album
from shop.catalogue.models import Category, Product, StockMove
from shop.checkout.checking import problems
from shop.enterprises.models import ContactWay, Enterprise
from shop.enterprises.queries import enterprises_of
from shop.orders.models import Order
from tests.demo.test_content import ROOT
from tests.places import ground

FILES = sorted((ROOT / "cms/lao/demo").glob("*.th.toml"))


@pytest.fixture
def ready(db: None, settings: Settings, tmp_path: Path) -> None:
    """The demo's people, the places it names, and the LAOs of its profiles; no pictures."""
    settings.VAR = tmp_path
    laos = [read(file) for file in FILES]
    ground.ground(*{data["province"] for data in laos})
    people.load()
    for data in laos:
        names = ("key", "type", "name_th", "name_en")
        Lao.objects.create(province_id=data["province"], **{name: data[name] for name in names})


def load() -> None:
    """All steps, as the command takes them."""
    for step in demo_steps():
        assert len(list(step.load(Album()))) == step.count()


def counts() -> list[int]:
    """How much there is of what a second load might make again."""
    return [model.objects.count() for model in (Enterprise, Product, Category, Order, StockMove, Notice, User)]


def test_the_steps_are_found_by_their_name_and_taken_from_below_upwards() -> None:
    assert [step.__name__ for step in demo_steps()] == [  # type: ignore[attr-defined]  # they are modules
        "shop.enterprises.demo",
        "shop.catalogue.demo",
        "shop.certification.demo",
        "shop.sales.demo",
        "shop.payments.demo",
        "shop.desk.demo",
        "shop.reviews.demo",
        "shop.reports.demo",
    ]


@pytest.mark.every_database
def test_loaded_twice_is_loaded_once(ready: None) -> None:
    load()
    before = counts()
    load()

    assert counts() == before
    assert before[:2] == [20, 80]
    assert list(problems()) == []
    own = Order.objects.exclude(purchase__token__startswith="demo-review-")
    assert {order.state for order in own} == {"payment_sent", "to_send", "sent"}
    assert {order.purchase.user for order in own} == {User.objects.get(email=people.address(Role.MEMBER))}
    seller = User.objects.get(email=people.address(Role.SELLER))
    assert enterprises_of(seller).count() >= 2
    assert set(own.values_list("enterprise", flat=True)) <= set(enterprises_of(seller).values_list("pk", flat=True))
    assert not Enterprise.objects.filter(is_demo=False).exists()
    assert not Product.objects.filter(is_demo=False).exists()
    assert not Notice.objects.filter(kind__startswith="enterprise_", read_at=None).exists()


def test_pages_label_what_is_invented_and_publish_no_way_that_was_not_chosen(ready: None, client: Client) -> None:
    load()
    enterprise = Enterprise.objects.get(registration_number="DEMO-0004")
    product = Product.objects.get(enterprise=enterprise, name_en="Stingless bee box with its queen")

    page = client.get(f"/shop/product/{product.slug}/").content.decode()
    assert "สินค้าสาธิต" in page
    assert "1,500" in page
    assert product.price_source in page
    seller = client.get(f"/shop/maker/{enterprise.slug}/").content.decode()
    assert "สาธิต" in seller
    assert "https://bees.example.com" in seller
    hidden = ContactWay.objects.filter(enterprise=enterprise, is_published=False)
    assert {way.value for way in hidden} == {"stinglessbees@demo.example", "@sathit-chanrong"}
    for text in (page, seller):
        assert "@sathit-" not in text
        assert "@demo.example" not in text
        assert enterprise.promptpay_id not in text
