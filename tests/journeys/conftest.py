"""A browser and a running site for the journeys; see `tests.journeys.house`."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.house import House, open_house
from tests.shots import chromium

PATIENCE = 30_000  # milliseconds


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey is marked; `tests.scheduling` lets all of them run in one process, for they share one site."""
    for item in items:
        if "tests/journeys/" in str(item.path).replace(os.sep, "/"):
            item.add_marker(pytest.mark.browser)


# Not for the whole session: while Playwright runs, Django refuses to touch a database in this thread.
@pytest.fixture(scope="package")
def chrome() -> Iterator[Browser]:
    """Chromium; where it is missing, the journeys are skipped with the command that installs it, and fail under CI."""
    if chromium.executable() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"Chromium is missing: {chromium.INSTALL}")
        pytest.skip(f"Chromium is missing: {chromium.INSTALL}")
    with chromium.browser() as browser:
        yield browser


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The running site."""
    own = tmp_path_factory.mktemp("journeys")
    # Under xdist the base folder is each process's own; what stands above it is shared.
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with open_house(shared, own) as running:
        yield running


@pytest.fixture
def visit(chrome: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """Opens a fresh browser window for somebody: `visit()`, `visit(java_script_enabled=False)`."""
    opened: list[BrowserContext] = []

    def open_window(**options: object) -> Page:
        context = chrome.new_context(base_url=house.url, locale="th-TH", **options)  # type: ignore[arg-type]  # Playwright's own options
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context.new_page()

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def signed_in(visit: Callable[..., Page], house: House) -> Callable[..., Page]:
    """Opens a window in which the demo person of this role has signed in: `signed_in("editor")`."""

    def sign_in(role: str, **options: object) -> Page:
        page = visit(**options)
        page.goto("/account/login/")
        page.fill("input[name=login]", f"{role.replace('_', '-')}@demo.example")
        page.fill("input[name=password]", house.password)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    return sign_in
