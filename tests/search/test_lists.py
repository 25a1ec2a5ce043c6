"""Lists from the index: filters, orders, languages, and the template tag."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from search.prices import satang
from search.services import browse, facet_counts, hide, resolve
from shop.money import MOST, NotAnAmount, from_baht
from tests.search.shelf import Shelf

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def shelf(stories: Shelf) -> Shelf:
    """Three dated and priced stories, one of them undated."""
    stories.put("a", "แพร่", price=300, published_at=datetime(2026, 1, 1, tzinfo=UTC), facets={"province": ("54",)})
    stories.put("b", "เชียงใหม่", price=100, published_at=datetime(2026, 3, 1, tzinfo=UTC), facets={"province": ("50",)})
    stories.put("c", "ขอนแก่น", facets={"province": ("40", "50"), "ring": ("reason",)})
    return stories


@pytest.mark.parametrize(
    ("order", "expected"),
    [("newest", "bac"), ("oldest", "abc"), ("title", "cba"), ("price", "bac"), ("-price", "abc")],
)
def test_a_list_has_the_order_that_was_asked_for(shelf: Shelf, order: str, expected: str) -> None:
    assert "".join(hit.key for hit in browse("story", order=order, locale="th").hits) == expected


def test_an_unknown_order_is_refused(shelf: Shelf) -> None:
    with pytest.raises(ValueError, match="is no order"):
        browse("story", order="price; DROP TABLE search_entry")


def test_one_of_a_facets_codes_and_all_facets_must_hold(shelf: Shelf) -> None:
    def keys(**filters: str | list[str]) -> str:
        return "".join(hit.key for hit in browse("story", filters, order="oldest", locale="th").hits)

    assert keys(province="50") == "bc"
    assert keys(province=["54", "40"]) == "ac"
    assert keys(province="50", ring="reason") == "c"
    assert keys(province="") == "abc"
    assert keys(province="' OR 1=1 --") == ""


def test_a_list_takes_one_query_and_one_to_count(shelf: Shelf, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        browse("story", {"province": "50"}, locale="th")
    with django_assert_num_queries(1):
        browse("story", locale="th", count=False)


def test_a_page_beyond_the_last_is_the_last(shelf: Shelf) -> None:
    results = browse("story", locale="th", page=99, per_page=2)
    assert (results.page, results.pages, len(results.hits)) == (2, 2, 1)


def test_the_tag_lists_in_the_active_language(shelf: Shelf) -> None:
    shelf.put("d", "Chiang Mai", locale="en", translation_key="b", facets={"province": ("50",)})
    template = Template(
        '{% load found %}{% found kind="story" province=code limit=2 order="title" without=own as stories %}'
        "{% for story in stories %}{{ story.title }}={{ story.url }} {% endfor %}"
    )
    with translation.override("en"):
        shown = template.render(Context({"code": "50", "own": "c"}))
    assert shown == "Chiang Mai=/en/story/d/ "
    with translation.override("th"):
        assert template.render(Context({"code": "50", "own": "c"})) == "เชียงใหม่=/story/b/ "


def test_the_tag_lists_nothing_for_a_place_that_is_not_known(shelf: Shelf) -> None:
    template = Template('{% load found %}{% found kind="story" province=nowhere as stories %}{{ stories|length }}')
    assert template.render(Context()) == "0"


def test_marks_are_safe_html(shelf: Shelf) -> None:
    parts = (("<b>", False), ("ชา&", True))
    shown = Template("{% load found %}{% marked parts %}").render(Context({"parts": parts}))
    assert shown == "&lt;b&gt;<mark>ชา&amp;</mark>"


def test_a_reference_names_what_is_there_in_the_readers_language(shelf: Shelf, django_assert_num_queries: Any) -> None:
    shelf.put("a-en", "Phrae", locale="en", translation_key="a")
    hide("story", ["c"])
    with django_assert_num_queries(1):
        found = resolve([("story", "a"), ("story", "b"), ("story", "c"), ("story", "nothing")], "en")
    assert {reference: hit.title for reference, hit in found.items()} == {
        ("story", "a"): "Phrae",
        ("story", "b"): "เชียงใหม่",
    }
    assert resolve([]) == {}


def test_a_list_is_narrowed_by_price_and_stock(shelf: Shelf) -> None:
    shelf.put("d", "ตรัง", price=200, in_stock=True)
    shelf.put("e", "ตราด", price=200, in_stock=False)

    def keys(**goods: Any) -> str:
        return "".join(hit.key for hit in browse("story", order="title", locale="th", **goods).hits)

    assert keys(price_from=200) == "dea"
    assert keys(price_to=200) == "bde"
    assert keys(price_from=150, price_to=250, in_stock=True) == "d"
    assert keys(price_from=10**30) == ""
    assert keys(price_from=-5, price_to=-1) == ""


def test_how_many_each_choice_would_give_is_counted_in_one_query(shelf: Shelf, django_assert_num_queries: Any) -> None:
    shelf.put("c", "Khon Kaen", locale="en", facets={"province": ("40",)})
    with django_assert_num_queries(1):
        counts = facet_counts("story", ("province", "ring"), "th")
    assert counts == {"province": {"54": 1, "50": 2, "40": 1}, "ring": {"reason": 1}}


def test_what_a_source_promises_in_every_language_is_listed_in_each(shelf: Shelf) -> None:
    shelf.put("a", "Phrae", locale="en", translation_key="a")
    assert browse("story", locale="en").total == 3
    shelf.in_every_language = True
    assert [hit.title for hit in browse("story", locale="en").hits] == ["Phrae"]


AMOUNTS = st.text(max_size=14) | st.from_regex(r"[฿ ]{0,2}[0-9๐-๙,]{1,9}(\.[0-9]{1,3})?(บาท)?", fullmatch=True)


@given(AMOUNTS)
def test_a_price_is_read_here_as_the_shop_reads_it(typed: str) -> None:
    try:
        shops: int | None = from_baht(typed)
    except NotAnAmount:
        shops = None
    here = satang(typed)
    assert here == shops or (shops is None and here is not None and here > MOST)
