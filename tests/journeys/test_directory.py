"""A visitor filters the LAO directory with nothing but a keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import House

MOST_STEPS = 200


def tab_to(page: Page, what: str) -> None:
    """Press Tab until the focus is on what this selector names."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", what):
            return
    raise AssertionError(f"Tab never came to {what}")


def province_with_laos(house: House) -> tuple[str, int]:
    """A province of which the registry has the most LAOs, and how many."""
    query = """
        SELECT province.name_th, count(*) FROM places_lao lao
        JOIN places_province province ON province.code = lao.province_id
        GROUP BY province.code ORDER BY count(*) DESC, province.code LIMIT 1"""
    name, count = house.rows(query)[0]
    return str(name), int(count)


@pytest.mark.parametrize("with_javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_visitor_chooses_a_province_on_the_map_by_keyboard_and_lets_it_go_again(
    visit: Callable[..., Page], house: House, with_javascript: bool
) -> None:
    name, count = province_with_laos(house)
    page = visit(java_script_enabled=True if with_javascript else False)  # noqa: SIM210  # reads as the test is named
    page.goto("/lao/")
    everything = page.locator(".lao-row").count()
    if with_javascript:
        tab_to(page, f'.tile-map a[title^="{name} ("]')
    else:
        # Without JavaScript nothing can be asked of the page, so the focus is put where Tab would bring it.
        page.locator(f'.tile-map a[title^="{name} ("]').focus()
    expect(page.locator(":focus")).to_have_class("tile has-some")
    page.keyboard.press("Enter")
    expect(page.locator(".tile[aria-current=true]")).to_have_attribute("title", f"{name} ({count})")
    expect(page.locator(".lao-row")).to_have_count(count)
    expect(page.locator(".lao-row .card-meta").first).to_contain_text(name)
    assert "province=" in page.url
    if with_javascript:
        # The focus stays where it was, so a second press lets the province go.
        expect(page.locator(":focus")).to_have_attribute("aria-current", "true")
        page.keyboard.press("Enter")
    else:
        page.locator(".tile[aria-current=true]").focus()
        page.keyboard.press("Enter")
    expect(page.locator(".tile[aria-current=true]")).to_have_count(0)
    expect(page.locator(".lao-row")).to_have_count(everything)


def test_a_visitor_narrows_the_list_with_the_form_by_keyboard(visit: Callable[..., Page], house: House) -> None:
    page = visit()
    page.goto("/lao/")
    everything = page.locator(".lao-row").count()
    tab_to(page, "details.filters > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#filter-type")
    page.keyboard.press("ArrowDown")
    tab_to(page, "form[data-directory] button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator(".lao-chosen .chip").first).to_be_visible()
    assert "type=" in page.url
    assert page.locator(".lao-row").count() <= everything
    expect(page.locator("[data-announce]")).to_have_text(page.locator("#count").inner_text())
    page.go_back()
    expect(page.locator(".lao-row")).to_have_count(everything)


def test_the_first_tab_leads_past_the_header(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/lao/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip-link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
