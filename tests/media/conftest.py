"""Pictures and documents to test with, in a folder of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from media import services
from media.models import File, Photo
from tests.media import samples


@pytest.fixture(autouse=True)
def media_root(settings: Settings, tmp_path: Path) -> Path:
    """Files of one test are never seen by another."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def add_photo(root: object) -> Callable[..., Photo]:
    """Adds a picture of 640 × 480; what is given takes the place of what is usual."""

    def add(**fields: object) -> Photo:
        usual = {"title": "ทุ่งนา", "description": "ทุ่งนาตอนเช้า", "image": samples.jpeg()}
        return services.add_photo(**{**usual, **fields})  # type: ignore[arg-type]  # a test's shorthand

    return add


@pytest.fixture
def photo(add_photo: Callable[..., Photo]) -> Photo:
    """A private picture."""
    return add_photo()


@pytest.fixture
def document(root: object) -> File:
    """A private text of 26 bytes."""
    return services.add_file(title="ตัวอักษร", content=b"abcdefghijklmnopqrstuvwxyz", filename="ตัวอักษร.txt")
