"""A site with its sections in both languages, and somebody who writes pages below them."""

from pathlib import Path

import pytest
from pytest_django import Settings
from wagtail.models import Site

from tests.pages.press import Press


@pytest.fixture(autouse=True)
def media_root(settings: Settings, tmp_path: Path) -> Path:
    """Files of one test are never seen by another."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def press(site: Site) -> Press:
    """Writes and publishes pages; see `tests.pages.press`."""
    return Press(site)
