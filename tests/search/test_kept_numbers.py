"""Numbers by facet are kept with every write, and lists that use them say what counting and gathering would say."""

from itertools import product
from typing import Any
from unittest import mock

import pytest

from search import listing, tallies
from search.scope import Scope, walked_facet
from search.services import browse, facet_counts, hide, index
from tests.search.shelf import Shelf

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

RINGS, PROVINCES = ("a", "b", "c"), ("40", "50")


@pytest.fixture
def things(stories: Shelf) -> Shelf:
    """Thirty things in both languages, of three rings and two provinces."""
    stories.in_every_language = True
    for number in range(30):
        for locale in ("th", "en"):
            facets: dict[str, tuple[str, ...]] = {"ring": (RINGS[number % 3],), "province": (PROVINCES[number % 2],)}
            more: dict[str, Any] = {
                "price": 100 * (number % 7),
                "in_stock": number % 4 > 0,
                "translation_key": str(number),
            }
            stories.place(str(number), f"{(number * 7) % 30:02} ของ", locale=locale, facets=facets, **more)
    index("story", [str(number) for number in range(30)])
    return stories


def counted(locale: str = "th") -> dict[str, dict[str, int]]:
    return facet_counts("story", ("ring", "province"), locale)


def test_numbers_follow_what_is_put_in_changed_hidden_and_taken_out(things: Shelf) -> None:
    assert counted() == counted("en") == {"ring": {"a": 10, "b": 10, "c": 10}, "province": {"40": 15, "50": 15}}
    things.put("0", "ย้ายแล้ว", facets={"ring": ("b", "c")}, translation_key="0")
    assert counted() == {"ring": {"a": 9, "b": 11, "c": 11}, "province": {"40": 14, "50": 15}}
    things.take("1")
    hide("story", ["2", "2", "nobody"])
    assert counted() == {"ring": {"a": 9, "b": 10, "c": 10}, "province": {"40": 13, "50": 14}}
    assert browse("story", locale="th").total == 28
    index("story", ["2"])
    assert counted() == {"ring": {"a": 9, "b": 10, "c": 11}, "province": {"40": 14, "50": 14}}
    index("story", ["2"])
    assert list(tallies.problems()) == []


@pytest.mark.parametrize("order", ["newest", "oldest", "title", "price", "-price"])
def test_going_through_in_order_and_gathering_first_find_the_same(things: Shelf, order: str) -> None:
    chosen = [{"ring": ring, "province": province} for ring, province in product(("", "a", ("a", "b")), ("", "40"))]
    for filters in chosen:
        for in_stock in (False, True):
            found = []
            for walks in (True, False):
                with mock.patch.object(listing, "_is_soon_found", return_value=walks):
                    one = browse("story", filters, order, "th", per_page=50, in_stock=in_stock, price_to=500)
                    found.append([hit.key for hit in one.hits])
                    assert one.total == len(one.hits)
            assert found[0] == found[1]


def test_what_is_common_is_walked_and_what_is_rare_is_gathered(things: Shelf) -> None:
    def walks(wanted: int, **filters: str) -> bool:
        with mock.patch.object(listing, "_hit"):
            with mock.patch.object(listing, "walked_facet", wraps=walked_facet) as walked:
                list(listing.rows(listing_scope(filters), "newest", wanted, 0))
            return bool(walked.called)

    assert walks(2, ring="a")
    assert not walks(9, ring="a")
    assert not walks(2, ring="a", province="90")
    assert not walks(2)


def listing_scope(filters: dict[str, str]) -> Scope:
    """Of both languages' things, in Thai."""
    return Scope("th", ("story",), tuple((name, (code,)) for name, code in filters.items()), is_translated=True)


def test_a_list_of_one_choice_is_not_counted(things: Shelf) -> None:
    with mock.patch.object(listing, "_number", side_effect=AssertionError):
        assert browse("story", locale="th").total == 30
        assert browse("story", {"ring": "a"}, locale="th").total == 10
        assert browse("story", {"ring": "nobody"}, locale="th").total == 0
