"""A browser for the tests of what visitors see."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.shots.chromium import INSTALL, browser, executable


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A running Chromium; without it the test is skipped, under CI it fails."""
    if executable() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"Chromium is missing; run: {INSTALL}")
        pytest.skip(f"Chromium is missing; run: {INSTALL}")
    # Playwright's loop runs in this thread; Django would take it for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with browser() as running:
        yield running
