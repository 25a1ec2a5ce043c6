"""The pattern pages: every part, in both languages, without findings of axe-core."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser

from tests.journeys.axe import findings
from tests.shots.sheets import SCHEMES, WIDTHS, open_page
from themes.patterns import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.urls("tests.themes.pattern_urls")]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("prefix", ["/", "/en/"])
def test_a_pattern_page_is_there_in_both_languages(client: Client, prefix: str, name: str) -> None:
    answer = client.get(f"{prefix}patterns/{name}/")
    assert answer.status_code == 200


@pytest.mark.urls("cms.urls")
def test_pattern_pages_are_for_developers_only(client: Client, site: Any) -> None:
    assert client.get("/patterns/parts/").status_code == 404


@pytest.mark.browser
def test_axe_finds_nothing_on_a_phone_in_light_or_a_desk_in_dark(live_server: Any, chromium: Browser) -> None:
    found = {}
    for name in PAGES:
        for width, scheme in zip(WIDTHS, SCHEMES, strict=True):
            page, status = open_page(chromium, f"{live_server.url}/patterns/{name}/", width, scheme)
            assert status == 200
            found[name, width, scheme] = findings(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways at {width}"
            page.context.close()
    assert not any(found.values()), found


@pytest.mark.browser
def test_the_visitors_choice_of_colours_outlives_the_page(live_server: Any, chromium: Browser) -> None:
    page, _status = open_page(chromium, f"{live_server.url}/patterns/form/", 1280, "light")
    toggle = page.locator("[data-theme-toggle]")
    toggle.click()
    assert toggle.get_attribute("aria-pressed") == "true"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.locator("[data-theme-toggle]").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme ?? ''") == ""
    page.context.close()


@pytest.mark.browser
def test_the_menu_of_a_phone_opens_by_keyboard_and_without_javascript(live_server: Any, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/patterns/form/")
    first = page.locator("#menu a").first
    assert not first.is_visible()
    page.locator(".menu-button").press("Enter")
    assert first.is_visible()
    page.keyboard.press("Escape")
    assert not first.is_visible()
    assert not page.locator("[data-theme-toggle]").is_visible()
    context.close()
