"""A site that would give private files away does not start."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.urls import NoReverseMatch, reverse
from PIL import features
from pytest_django import Settings

from media import checks
from media.validation import FILE_BYTES, PHOTO_BYTES, PHOTO_EXTENSIONS


def found(tag: str) -> set[str]:
    return {message.id or "" for message in run_checks(tags=[tag]) if (message.id or "").startswith("media.")}


def test_the_project_as_it_is_has_nothing_to_complain_of() -> None:
    assert found("files") | found("urls") == set()


def test_uploads_inside_the_static_files_are_an_error(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    assert found("files") == {"media.E004"}


def test_a_pillow_without_avif_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    assert found("files") == {"media.E001"}


def test_a_storage_that_knows_no_ranges_is_an_error(settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES, "public": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    assert found("files") == {"media.E005"}


def test_wagtails_own_ways_to_files_are_closed() -> None:
    for name, args in (("wagtailimages_serve", ("a", "1", "b")), ("wagtaildocs_serve", (1, "a"))):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=args)


@pytest.mark.urls("wagtail.documents.urls")
def test_wagtails_own_way_to_documents_is_an_error_where_it_is_open() -> None:
    assert [problem.id for problem in checks.open_doors(None)] == ["media.E006"]


def test_wagtails_screens_say_the_bounds_that_hold(settings: Settings) -> None:
    assert tuple(settings.WAGTAILIMAGES_EXTENSIONS) == PHOTO_EXTENSIONS
    assert settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE == PHOTO_BYTES
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == FILE_BYTES
