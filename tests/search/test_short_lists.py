"""Several short lists in one query show what each would show by itself."""

from datetime import UTC, datetime
from typing import Any

import pytest

from search.services import ShortList, browse, browse_each, hide
from tests.search.shelf import Shelf

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def shelf(stories: Shelf) -> Shelf:
    """Four stories, dated and priced, of two provinces."""
    for number, key in enumerate("abcd", start=1):
        at = datetime(2026, number, 1, tzinfo=UTC)
        place = {"province": ("50" if key in "ab" else "40",)}
        stories.put(key, f"เรื่อง {key}", price=100 * (5 - number), published_at=at, facets=place)
    return stories


def keys(**wanted: ShortList) -> dict[str, str]:
    """What each list holds."""
    return {name: "".join(hit.key for hit in hits) for name, hits in browse_each(wanted, "th").items()}


def test_each_list_has_its_own_order_length_and_facets(shelf: Shelf, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = keys(
            newest=ShortList("story", 3),
            cheapest=ShortList("story", 2, order="price"),
            north=ShortList("story", 9, {"province": "50"}),
            others=ShortList("story", 9, {"province": ("40",)}, without=(("story", "d"),)),
            none=ShortList("product", 9),
        )
    assert found == {"newest": "dcb", "cheapest": "dc", "north": "ba", "others": "c", "none": ""}


@pytest.mark.parametrize("order", ["newest", "oldest", "title", "price", "-price"])
def test_a_list_is_the_beginning_of_what_browsing_shows(shelf: Shelf, order: str) -> None:
    together = browse_each({"one": ShortList("story", 2, order=order), "two": ShortList("story", 4, order=order)}, "th")
    shown = browse("story", order=order, locale="th").hits
    assert (together["one"], together["two"]) == (shown[:2], shown)


def test_a_facet_given_as_blank_gives_nothing_and_asks_nothing(shelf: Shelf, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert keys(of_nobody=ShortList("story", 3, {"lao": ""}), of_none=ShortList("story", 0)) == {
            "of_nobody": "",
            "of_none": "",
        }


def test_what_is_hidden_is_in_no_list(shelf: Shelf) -> None:
    hide("story", ["d", "b"])
    assert keys(newest=ShortList("story", 3), north=ShortList("story", 3, {"province": "50"})) == {
        "newest": "ca",
        "north": "a",
    }


def test_an_unknown_order_is_refused(shelf: Shelf) -> None:
    with pytest.raises(ValueError, match="is no order"):
        keys(one=ShortList("story", 3, order="price; DROP TABLE search_entry"))
