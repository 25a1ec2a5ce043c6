"""axe-core finds nothing on any page type, in either language, by light or by dark."""

from collections.abc import Callable
from itertools import product
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.journeys import buying
from tests.journeys.axe import findings
from tests.journeys.house import House
from tests.shots.subjects import discover

# Every page type of the sitemap is found by itself; a new type without a sample here fails the first test.
TYPES = (
    "home",
    "about",
    "standard",
    "contact",
    "story-index",
    "story",
    "academy-index",
    "course",
    "lesson",
    "research-index",
    "programme",
    "result",
    "lao-index",
    "lao-profile",
    "join",
    "api",
    "search",
    "search-empty",
    "sign-in",
    "sign-up",
    "not-found",
    "shop",
    "shop-category",
    "product",
    "ask",
    "maker",
    "makers",
    "cart",
)
# Those of Kalyanamitr are looked at in one language.
KALYANAMITR = (
    *(f"kalyanamitr{name}" for name in ("", "-results", "-map", "-province", "-ranking", "-ranking-by", "-risers")),
    *("indicator-sets", "indicator-set", "organisation", "friends", "organisation-print", "compare"),
)


@pytest.fixture(scope="module")
def samples(house: House) -> dict[str, dict[str, str]]:
    """A path of each page type in each language."""
    return {subject.name: subject.paths for subject in discover(house.url)}


def test_every_page_type_has_a_sample(samples: dict[str, dict[str, str]]) -> None:
    assert set(samples) == {*TYPES, *KALYANAMITR}


@pytest.mark.parametrize(("name", "language"), [*product(TYPES, ("th", "en")), *product(KALYANAMITR, ("th",))])
def test_axe_finds_nothing(
    visit: Callable[..., Page], samples: dict[str, dict[str, str]], name: str, language: str
) -> None:
    page = visit(color_scheme="light", reduced_motion="reduce")
    page.goto(quote(samples[name][language], safe="/%?=&"))
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert findings(page, colours_only=True) == []


@pytest.mark.parametrize("name", ["home", "story", "lesson", "result", "lao-index"])
def test_axe_finds_nothing_on_a_phone(
    visit: Callable[..., Page], samples: dict[str, dict[str, str]], name: str
) -> None:
    page = visit(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page.goto(quote(samples[name]["th"], safe="/%?=&"))
    page.get_by_role("button", name="เมนู").first.click()
    assert findings(page) == []


def test_axe_finds_nothing_on_a_form_with_errors(
    visit: Callable[..., Page], samples: dict[str, dict[str, str]]
) -> None:
    page = visit()
    page.goto(quote(samples["contact"]["th"], safe="/%"))
    page.locator("main form button[type=submit]").click()
    assert page.locator("main [aria-invalid=true]").count() > 0
    assert findings(page) == []


def test_axe_finds_nothing_from_the_cart_to_the_order(
    visit: Callable[..., Page], samples: dict[str, dict[str, str]]
) -> None:
    page = visit(viewport=buying.PHONE, reduced_motion="reduce")
    page.goto(samples["product"]["th"])
    buying.put_into_the_cart(page)
    assert findings(page) == []
    buying.go_to_the_checkout(page)
    page.locator("button[name=act][value=place]").click()
    assert page.locator("main [aria-invalid=true]").count() > 0
    assert findings(page) == []
    buying.say_who_and_where(page, address="axe@example.org")
    page.locator("input[value=promptpay]").check()
    buying.order_now(page)
    assert findings(page) == []
    page.get_by_role("link", name="ชำระเงิน").click()
    page.wait_for_url("**/orders/**")
    assert findings(page) == []


def test_axe_finds_nothing_while_one_assesses(signed_in: Callable[..., Page]) -> None:
    for role in ("lao_officer", "researcher"):
        page = signed_in(role, viewport={"width": 360, "height": 740}, reduced_motion="reduce")
        page.goto("/kalyanamitr/assess/")
        assert findings(page) == []
        page.locator(".assess-card a.button").last.click()
        page.wait_for_url("**/assess/*/")
        whole = page.url
        # Of the whole and a sheet, with everything opened; a state beside an answer is said in a colour of its own.
        for address in (whole, f"{whole}B1/"):
            page.goto(address)
            page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
            assert findings(page) == []
            page.emulate_media(color_scheme="dark")
            assert findings(page, colours_only=True) == []
            page.emulate_media(color_scheme="light")
