"""What tests of people may ask for."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.places.ground import ground


@pytest.fixture
def private_files(settings: Settings, tmp_path: Path) -> Path:
    """The empty folder in which private files lie in this test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media" / "private"


@pytest.fixture
def khon_kaen(db: None, private_files: Path) -> Path:
    """Khon Kaen and Chiang Mai with everything in them; returns the folder of the papers."""
    ground("40", "50")
    return private_files / "role-requests"
