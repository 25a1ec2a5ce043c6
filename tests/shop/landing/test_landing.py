"""Who looks for a province or a kind of thing lands on a page that shows what is there, and only what visitors see."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from search import memory
from search.services import raise_generation
from shop.enterprises import verification
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop.certification.ground import granted
from tests.shop.ground import category, enterprise, product, somewhere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

PROVINCE, KIND = "/shop/provinces/40/", "/shop/kinds/food/"


@pytest.fixture
def maker(cast: Cast) -> Enterprise:
    one = enterprise(cast)
    product(one)
    return one


@pytest.mark.parametrize("path", [PROVINCE, KIND])
def test_it_shows_who_makes_what(maker: Enterprise, path: str) -> None:
    shown = Client().get(path).content.decode()
    assert maker.name_th in shown
    assert "เห็ดนางฟ้าสด" in shown
    assert '"@type":"CollectionPage"' in shown


@pytest.mark.parametrize("path", [PROVINCE, KIND])
def test_a_suspended_maker_is_on_neither_page(cast: Cast, maker: Enterprise, path: str) -> None:
    Client().get(path)
    verification.suspend(enterprise=maker, actor=cast.moderator, reason="ตรวจสอบ")
    shown = Client().get(path).content.decode()
    assert maker.name_th not in shown
    assert "เห็ดนางฟ้าสด" not in shown


def test_what_comes_from_elsewhere_is_not_here(cast: Cast, maker: Enterprise) -> None:
    somewhere("40", "41")
    shown = Client().get("/shop/provinces/41/").content.decode()
    assert maker.name_th not in shown
    # Where nothing is, the way to the neighbours is shown.
    assert 'href="/shop/provinces/40/"' in shown


def test_a_certificate_is_shown_while_it_is_in_force(cast: Cast, maker: Enterprise) -> None:
    one = granted(cast, maker, maker.products.get())
    shown = Client().get(PROVINCE).content.decode()
    assert f"/shop/certificates/{one.key}/" in shown
    assert 'class="land-certificates"' in shown
    yesterday = timezone.localdate() - timedelta(days=1)
    type(one).objects.filter(pk=one.pk).update(valid_from=yesterday, valid_until=yesterday)
    assert 'class="land-certificates"' not in Client().get("/en" + PROVINCE).content.decode()


def test_every_province_can_be_chosen_and_says_how_much_comes_from_it(maker: Enterprise) -> None:
    shown = Client().get("/en/shop/provinces/").content.decode()
    assert "Khon Kaen <span>1</span>" in shown


def test_provinces_stand_as_in_a_thai_dictionary() -> None:
    for code in ("50", "52", "54", "56"):  # เชียงใหม่ ลำปาง แพร่ พะเยา
        somewhere(code)
    page = Client().get("/shop/provinces/").content.decode()
    found = sorted(("เชียงใหม่", "ลำปาง", "แพร่", "พะเยา"), key=lambda name: page.index(f">{name}"))
    assert found == ["เชียงใหม่", "พะเยา", "แพร่", "ลำปาง"]


@pytest.mark.every_database
@pytest.mark.parametrize(
    "path",
    ["/shop/provinces/99/", "/shop/provinces/x/", "/shop/provinces/%00/", "/shop/kinds/none/"],
    ids=["no-province", "no-code", "nul", "no-kind"],
)
@pytest.mark.usefixtures("remembering")
def test_what_is_no_place_and_no_kind_is_not_there_and_takes_no_room(path: str) -> None:
    somewhere("40")
    raise_generation()
    assert Client().get(path).status_code == 404
    assert not [name for name in memory._memory._kept if isinstance(name, tuple) and str(name[0]).startswith("landing")]


def test_the_sitemap_leads_there(maker: Enterprise) -> None:
    listed = Client().get("/sitemap-landing.xml").content.decode()
    assert PROVINCE in listed
    assert KIND in listed


@pytest.mark.parametrize("path", [PROVINCE, KIND, "/shop/provinces/"])
def test_the_page_asks_little(cast: Cast, maker: Enterprise, path: str, django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        product(enterprise(cast, f"กลุ่ม {number}"), category=category())
    with django_assert_max_num_queries(20):
        Client().get(path)
    with django_assert_max_num_queries(4):
        Client().get(path)
