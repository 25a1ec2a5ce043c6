"""Whatever is typed gives an answer."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.finding import MOST_PER_PAGE
from search.query import LONGEST_QUERY, parse
from search.services import find
from tests.search.shelf import Shelf

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

NONSENSE = [
    "", " ", "\u3000", '"', '""', "*", "NEAR", "NEAR(", "AND", "OR NOT", "a:b", "{title_words}:", "(", ")", "^", "-", "+", "'",
    "\\", "%", "_", ";--", "'; DROP TABLE search_entry; --", "\x00", "a\x00b", "😀", "👩‍👩‍👧", "☕️", "็", "่่่", "ๆๆๆ", "ฯ", "เ", "ํา", "ำ่",
    "\ud800", "\u202e\u200b", "<script>", "&amp;", "x" * 10_000, "ก" * 10_000, "่" * 10_000, '"' * 10_000, "ก " * 5_000,
    "!@#$%^&*()" * 1_000, "ﷺ" * 200, "İ" * 300, "ß" * 300, "١٢٣", "²³", "1,5,0,0", "½", "'a'&'b'", ":*", "<->", "!", "|", "&",
]  # fmt: skip


@pytest.fixture
def shelf(stories: Shelf) -> Shelf:
    """Something to find."""
    stories.put("1", "กาแฟ ๑,๕๐๐ บาท ☕", "เนื้อหา near and or ß")
    return stories


@pytest.mark.parametrize("typed", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_gives_an_answer(shelf: Shelf, typed: str) -> None:
    results = find(typed, locale="th", facets=["province"])
    assert results.total == len(results.hits) <= 1
    assert len(results.typed) <= LONGEST_QUERY


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300) | st.text(alphabet="กาแฟเ่้ํำ๑1 \"'*:()-\u200bß", max_size=60))
def test_any_text_gives_an_answer(shelf: Shelf, typed: str) -> None:
    find(typed, locale="th")


@given(st.text(max_size=300))
def test_a_query_holds_letters_digits_and_marks_only(typed: str) -> None:
    query = parse(typed)
    tokens = [*query.terms, *(word for pair in query.phrases for word in pair)]
    assert not set("".join(tokens)) & set("\"'*:()^-+\\ \x00{}|&!<>")


@pytest.mark.parametrize(("page", "per_page"), [(0, 20), (-5, 20), (10**9, 20), (1, 0), (1, 10**6)])
def test_pages_stay_in_their_bounds(shelf: Shelf, page: int, per_page: int) -> None:
    results = find("กาแฟ", locale="th", page=page, per_page=per_page)
    assert (results.page, results.total) == (1, 1)
    assert 1 <= results.per_page <= MOST_PER_PAGE
