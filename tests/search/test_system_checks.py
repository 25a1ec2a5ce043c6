"""A wrong installation is told before the site starts."""

from types import SimpleNamespace
from typing import Any

from search.checks import check_backend, source_errors
from tests.search.shelf import Shelf


def test_an_unknown_engine_is_named_with_what_is_accepted(settings: Any) -> None:
    settings.SEARCH_BACKEND = "lucene"
    assert [(error.id, "sqlite, postgres, null" in error.msg) for error in check_backend(None)] == [
        ("search.E001", True)
    ]


def test_an_engine_of_another_database_is_refused(settings: Any) -> None:
    settings.SEARCH_BACKEND = "sqlite" if "postgres" in settings.DATABASES["default"]["ENGINE"] else "postgres"
    assert [error.id for error in check_backend(None)] == ["search.E002"]


def test_the_engine_in_use_passes() -> None:
    assert check_backend(None) == []


def test_a_source_without_kind_or_label_is_named() -> None:
    assert [error.id for error in source_errors([SimpleNamespace(kind="story", label="")])] == ["search.E004"]


def test_two_sources_of_one_kind_are_refused() -> None:
    assert [error.id for error in source_errors([Shelf("story"), Shelf("story"), Shelf("lao")])] == ["search.E005"]
