"""The pages whose answers are kept."""

from pathlib import Path

import pytest
from pytest_django import Settings
from wagtail.models import Site

from tests.pages.press import Press


@pytest.fixture
def press(site: Site, settings: Settings, tmp_path: Path) -> Press:
    """Writes and publishes pages, with a folder of its own for their files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Press(site)
