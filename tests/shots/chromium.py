"""The browser that tests and pictures share: Debian's Chromium, driven by Playwright, with nothing of its own going out."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

INSTALL = "apt-get install chromium fonts-noto-core fonts-thai-tlwg"
# The same engine without windows comes first: a new page costs it a fifth of the processor's time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Where Chromium is, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A fresh Chromium with a profile of its own. Raises RuntimeError with the command that installs it."""
    path = executable()
    if path is None:
        raise RuntimeError(f"Chromium is not installed; run: {INSTALL}")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield running
        finally:
            running.close()
