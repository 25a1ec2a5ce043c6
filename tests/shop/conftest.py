"""What tests of the showroom may ask for."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def private_files(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for uploads."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media" / "private"
