"""The results page as a visitor meets it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(stories: Shelf, laos: Shelf, site: Site) -> Shelf:
    """Two stories and an LAO about coffee."""
    stories.put("1", "กาแฟบนดอย", "ชุมชนคั่วกาแฟเอง <script>alert(1)</script>", facets={"province": ("50",)})
    stories.put("2", "กาแฟริมน้ำ", facets={"province": ("40",)})
    laos.put("1", "เทศบาลเมืองกาแฟ", facets={"province": ("50",)})
    return stories


def test_results_show_kinds_counts_filters_and_marks(client: Client, shelf: Shelf) -> None:
    page = client.get("/search/", {"q": "กาแฟ"}).content.decode()
    assert "<mark>กาแฟ</mark>" in page
    assert 'href="/story/1/"' in page
    assert 'kind=story"' in page
    assert 'value="50">เชียงใหม่ (2)</option>' in page
    assert "<script>alert(1)" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_kind_and_place_narrow(client: Client, shelf: Shelf) -> None:
    page = client.get("/search/", {"q": "กาแฟ", "kind": "story", "province": "50"}).content.decode()
    assert 'href="/story/1/"' in page
    assert 'href="/story/2/"' not in page
    assert 'href="/lao/1/"' not in page
    assert '<option value="50" selected>' in page


def test_english_has_its_own_address_and_says_what_is_thai(client: Client, shelf: Shelf) -> None:
    response = client.get("/en/search/", {"q": "กาแฟ"})
    page = response.content.decode()
    assert '<html lang="en">' in page
    assert '<h2 class="result-title" lang="th">' in page


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "ไม่มีแน่นอนqqq"}, {"q": '"', "kind": "ghost", "page": "x"}])
def test_who_finds_nothing_is_shown_ways_in(client: Client, shelf: Shelf, query: dict[str, str]) -> None:
    response = client.get("/search/", query)
    assert response.status_code == 200
    assert 'href="/story/2/"' in response.content.decode()


def test_nothing_in_a_place_leads_to_everywhere(client: Client, shelf: Shelf) -> None:
    page = client.get("/search/", {"q": "กาแฟ", "province": "90"}).content.decode()
    assert "empty-title" in page
    assert 'href="?q=%E0%B8%81%E0%B8%B2%E0%B9%81%E0%B8%9F"' in page


@pytest.mark.parametrize("page", ["0", "-1", "x", "๒", "999999999", "2"])
def test_any_page_number_gives_an_answer(client: Client, shelf: Shelf, page: str) -> None:
    assert client.get("/search/", {"q": "กาแฟ", "page": page}).status_code == 200


def test_looking_writes_nothing_and_opens_no_session(client: Client, shelf: Shelf) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/search/", {"q": "กาแฟ"})
    # PostgreSQL is told for this one question how alike titles must be, inside a savepoint of the test's transaction.
    asides = {"SAVEPOINT", "SET", "RELEASE"} if connection.vendor == "postgresql" else set()
    asked = [word for query in queries if (word := query["sql"].split()[0]) not in asides]
    assert set(asked) <= {"SELECT", "WITH"}
    assert len(asked) <= 15 + bool(asides)
    assert not response.cookies
    assert client.post("/search/", {"q": "กาแฟ"}).status_code == 405


def test_typed_words_are_kept_and_harmless(client: Client, shelf: Shelf) -> None:
    page = client.get("/search/", {"q": '"><img src=x onerror=1>'}).content.decode()
    assert "<img src=x" not in page
    assert "&quot;&gt;&lt;img src=x onerror=1&gt;" in page


@pytest.mark.every_database
def test_a_place_that_no_database_could_hold_does_not_narrow(client: Client, shelf: Shelf) -> None:
    answer = client.get("/search/", {"q": "กาแฟ", "province": "5\0", "region": "\0", "kind": "\0"})
    assert answer.status_code == 200
    assert 'href="/story/1/"' in answer.content.decode()


def test_products_with_price_and_stock_are_narrowed_by_them(client: Client, goods: Shelf, site: Site) -> None:
    goods.put("1", "กาแฟคั่ว", price=12_000, in_stock=True, facets={"mark": ("from",), "category": ("food",)})
    goods.put("2", "กาแฟดิบ", price=8_050, in_stock=False)

    def page(**query: str) -> str:
        return client.get("/search/", {"q": "กาแฟ", "kind": "product", **query}).content.decode()

    everything = page()
    assert "เริ่มต้น</small> ฿120" in everything
    assert "฿80.50" in everything
    assert "หมดแล้ว" in everything
    assert 'name="from"' in everything
    assert "/product/2/" not in page(**{"from": "100"})
    assert "/product/1/" not in page(to="๑๐๐")
    assert "/product/2/" not in page(in_stock="1")
    wrong = page(**{"from": "<b>"})
    assert 'value="&lt;b&gt;"' in wrong
    assert "/product/2/" in wrong


def test_price_fields_are_not_offered_where_no_products_are_looked_at(client: Client, shelf: Shelf) -> None:
    assert 'name="from"' not in client.get("/search/", {"q": "กาแฟ", "kind": "story"}).content.decode()
