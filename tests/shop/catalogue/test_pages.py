"""The list and the product's page: what they show, what they cost, and that looking writes nothing."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.services import raise_generation
from shop import money
from shop.catalogue.models import Product
from shop.catalogue.services import PointDraft, VariantDraft, make_category
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop import ground
from themes.templatetags.money import baht

pytestmark = pytest.mark.django_db

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)", re.IGNORECASE)


@pytest.fixture
def maker(cast: Cast, site: object) -> Enterprise:
    return ground.enterprise(cast)


@pytest.fixture
def goods(maker: Enterprise) -> Product:
    return ground.product(maker, summary_th="สดทุกเช้า", summary_en="Fresh every morning", is_demo=True)


def html(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status
    return str(answer.content.decode())


def titles(path: str) -> list[str]:
    return [card.title for card in Client().get(path).context["cards"]]


@contextmanager
def nothing_is_written() -> Iterator[None]:
    with CaptureQueriesContext(connection) as queries:
        yield
    assert [query["sql"] for query in queries if WRITES.match(query["sql"])] == []


def test_a_product_shows_everything_about_itself_in_both_languages(maker: Enterprise) -> None:
    product = ground.product(
        maker,
        summary_th="สดทุกเช้า",
        description_th="เก็บเมื่อเช้า\n\nส่งเย็น",
        selling_points=[PointDraft("ไม่ใช้สารเคมี", "No chemicals")],
        price_source="รายงาน 000 บรรทัด 88",
        variants=[
            VariantDraft(name_th="ครึ่งกิโล", price=4_000, stock=2),
            VariantDraft(name_th="โล", price=8_000, stock=0),
        ],
    )
    thai, english = html(f"/shop/product/{product.slug}/"), html(f"/en/shop/product/{product.slug}/")
    for words in (
        "เห็ดนางฟ้าสด",
        "สดทุกเช้า",
        "ส่งเย็น",
        "ไม่ใช้สารเคมี",
        "รายงาน 000 บรรทัด 88",
        "ครึ่งกิโล",
        "฿40–฿80",
        maker.name_th,
    ):
        assert words in thai
    assert thai.count('type="radio"') == 2
    assert len(re.findall(r'type="radio"[^>]* disabled', thai)) == 1
    assert 'action="/cart/add/"' in thai
    assert "No chemicals" in english
    assert 'hreflang="th"' in english
    assert f"/shop/maker/{maker.slug}/" in thai
    assert "สินค้าสาธิต" not in thai


def test_a_demo_product_says_so_on_its_page_and_its_card(goods: Product) -> None:
    assert "สินค้าสาธิต" in html(f"/shop/product/{goods.slug}/")
    assert "สินค้าสาธิต" in html("/shop/")


def test_what_is_only_shown_offers_a_question_and_no_cart(maker: Enterprise) -> None:
    product = ground.product(maker, price=None, sale="display_only")
    page = html(f"/shop/product/{product.slug}/")
    assert "cart/add" not in page
    assert f"/shop/product/{product.slug}/ask/" in page
    assert "สอบถามราคา" in html("/shop/")


def test_what_is_sold_out_says_so_and_cannot_be_put_into_a_cart(maker: Enterprise) -> None:
    product = ground.product(maker, stock=0)
    page = html(f"/shop/product/{product.slug}/")
    assert "หมดแล้ว" in page
    assert "cart/add" not in page


def test_machines_read_the_price_and_the_stock(goods: Product) -> None:
    page = html(f"/shop/product/{goods.slug}/")
    graph = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[0])["@graph"]
    thing = next(one for one in graph if one["@type"] == "Product")
    offer = thing["offers"][0]
    assert (offer["price"], offer["priceCurrency"], offer["availability"]) == (
        "120.00",
        "THB",
        "https://schema.org/InStock",
    )


def test_the_list_narrows_by_branch_province_price_and_stock(maker: Enterprise, cast: Cast) -> None:
    food = ground.category()
    dried = make_category(name_th="แห้ง", name_en="Dried", parent=food)
    cloth = make_category(name_th="ผ้า", name_en="Cloth")
    north = ground.enterprise(cast, "กลุ่มเหนือ", province="50")
    ground.product(maker, 10_000, name_th="ก", category=food)
    ground.product(maker, 20_000, 0, name_th="ข", category=dried)
    ground.product(north, 30_000, name_th="ค", category=cloth)
    assert titles("/shop/") == ["ค", "ข", "ก"]
    assert titles("/shop/category/food/") == ["ข", "ก"]
    assert titles("/shop/category/dried/") == ["ข"]
    assert titles("/shop/?province=50") == ["ค"]
    assert titles("/shop/?from=100&to=200&sort=price") == ["ก", "ข"]
    assert titles("/shop/?from=๒๐๐") == ["ค", "ข"]
    assert titles("/shop/?in_stock=1&sort=-price") == ["ค", "ก"]
    assert titles("/shop/?sort=title") == ["ก", "ข", "ค"]
    assert titles("/shop/category/food/?province=50") == []
    assert "เอาตัวกรองออกทั้งหมด" in html("/shop/category/food/?province=50")


@pytest.mark.parametrize(
    ("query", "kept", "problem"),
    [
        ("from=abc", 'value="abc"', "1,250.50"),
        ("to=-5", 'value="-5"', "1,250.50"),
        ("from=9&to=1.234", 'value="1.234"', "1,250.50"),
        ("from=200&to=100", 'value="200"', "ต่ำกว่าราคาเริ่มต้น"),
    ],
)
def test_a_price_that_is_none_is_kept_told_and_narrows_nothing(
    goods: Product, query: str, kept: str, problem: str
) -> None:
    page = html(f"/shop/?{query}")
    assert kept in page
    assert problem in page
    assert goods.name_th in page


@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: st.text(max_size=40) | st.sampled_from(["40", "0", "1e9", "9" * 39, "-1", "price", "1", "NaN"])
            for name in ("province", "from", "to", "in_stock", "sort", "page", "category", "q")
        },
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nonsense_in_the_address_breaks_nothing(goods: Product, data: dict[str, str]) -> None:
    caches["pages"].clear()
    for path in ("/shop/", f"/shop/category/{goods.category.slug}/"):
        assert Client().get(path, data).status_code == 200
    assert Client().get("/search/", {"kind": "product", **data, "q": "เห็ด"}).status_code == 200


@pytest.mark.parametrize("path", ["/shop/category/nowhere/", "/shop/product/nothing/", "/shop/product/nothing/ask/"])
def test_what_is_not_there_answers_not_found(site: object, path: str) -> None:
    html(path, 404)
    html(f"/en{path}", 404)


def test_an_empty_shop_leads_to_the_makers(site: object) -> None:
    assert "/shop/makers/" in html("/shop/")


@pytest.mark.parametrize("path", ["/shop/", "/shop/category/food/", "/shop/product/fresh-oyster-mushrooms/"])
def test_looking_writes_nothing_and_sets_no_cookie_but_the_forms(goods: Product, path: str) -> None:
    for address in (path, f"/en{path}"):
        caches["pages"].clear()
        client = Client()
        with nothing_is_written():
            answer = client.get(address)
            client.get(address)
        assert answer.status_code == 200
        assert set(answer.cookies) <= {"csrftoken"}


def cost(path: str, *, is_first: bool) -> int:
    """How often a visit asks the database that finds no kept page: the first since a change, or a later one.

    Only the frame around every page, which another page has drawn, is in memory before the first.
    """
    raise_generation()
    Client().get("/shop/makers/" if is_first else path)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200
    return len(queries)


# Not inside a transaction, where a process remembers nothing.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("is_first", "most_list", "most_product"), [(True, 15, 13), (False, 2, 1)])
def test_however_many_products_there_are_pages_ask_as_often(
    maker: Enterprise, *, is_first: bool, most_list: int, most_product: int
) -> None:
    counted = []
    for size in (3, 12):
        for number in range(size):
            ground.product(maker, 1_000 + number, name_en=f"Thing {size} {number}")
        paths = ("/shop/", "/shop/?province=40&from=5&in_stock=1", "/shop/category/food/", "/shop/product/thing-3-1/")
        counted.append([cost(path, is_first=is_first) for path in paths])
    assert counted[0] == counted[1]
    *lists, product = counted[1]
    assert max(lists) <= most_list
    assert product <= most_product


@given(st.integers(-money.MOST, money.MOST))
def test_templates_and_code_write_amounts_alike(satang: int) -> None:
    sign = "-" if satang < 0 else ""
    assert baht(satang) == f"{sign}฿{money.baht(abs(satang))}"


@pytest.mark.parametrize("nothing", [None, "", "120", 1.5, True])
def test_what_is_no_amount_is_written_as_nothing(nothing: Any) -> None:
    assert baht(nothing) == ""
