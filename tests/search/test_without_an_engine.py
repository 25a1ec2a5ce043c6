"""A site without an engine still lists what it has."""

from typing import Any

import pytest

from search.services import browse, find, generation
from tests.search.shelf import Shelf


@pytest.fixture(autouse=True)
def no_engine(settings: Any) -> None:
    """The null engine."""
    settings.SEARCH_BACKEND = "null"


def test_words_find_nothing(stories: Shelf) -> None:
    stories.put("1", "กาแฟ")
    results = find("กาแฟ", locale="th")
    assert (results.total, results.hits, results.kinds) == (0, (), ())


def test_lists_and_filters_work(stories: Shelf) -> None:
    stories.put("1", "กาแฟ", facets={"province": ("50",)})
    stories.put("2", "ผ้า", facets={"province": ("40",)})
    assert [hit.key for hit in browse("story", {"province": "50"}, locale="th").hits] == ["1"]


def test_changes_raise_the_generation(stories: Shelf) -> None:
    before = generation()
    stories.put("1", "กาแฟ")
    assert generation() > before
