"""Indexing writes what changed, and rebuilding makes everything true."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from search.checking import problems
from search.indexing import LONGEST_BODY
from search.models import Entry, EntryText, Generation
from search.services import browse, find, generation, index, raise_generation
from tests.search.shelf import Shelf

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def writes(queries: CaptureQueriesContext) -> list[str]:
    """Statements that changed words."""
    changes = ("INSERT", "UPDATE", "DELETE")
    return [q["sql"] for q in queries if "search_entrytext" in q["sql"] and q["sql"].startswith(changes)]


def test_words_are_written_only_when_the_text_changed(stories: Shelf) -> None:
    stories.put("1", "กาแฟ", price=100, in_stock=True)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        stories.put("1", "กาแฟ", price=90, in_stock=False)
    assert writes(queries) == []
    entry = Entry.objects.get()
    assert (entry.price, entry.in_stock) == (90, False)
    with CaptureQueriesContext(connection) as queries:
        stories.put("1", "กาแฟดำ", price=90, in_stock=False)
    assert len(writes(queries)) == 1


def test_every_change_raises_the_generation_once(stories: Shelf) -> None:
    start = generation()
    stories.put("1", "กาแฟ")
    stories.put("1", "กาแฟดำ")
    stories.take("1")
    assert generation() == start + 3


def test_a_change_rolled_back_leaves_the_generation(stories: Shelf) -> None:
    start = generation()
    with transaction.atomic():
        stories.put("1", "กาแฟ")
        transaction.set_rollback(True)
    assert generation() == start


def test_the_generation_begins_by_itself() -> None:
    Generation.objects.all().delete()
    assert generation() == 0
    raise_generation()
    assert generation() == 1


def test_the_generation_is_one_indexed_read() -> None:
    with CaptureQueriesContext(connection) as queries:
        generation()
    assert len(queries) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="an error ends a PostgreSQL transaction")
def test_without_tables_the_generation_is_nought() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_generation RENAME TO elsewhere")
    assert generation() == 0


def test_a_kind_without_a_source_leaves_nothing(stories: Shelf) -> None:
    stories.put("1", "กาแฟ")
    Entry.objects.update(kind="gone")
    index("gone", ["1"])
    assert not Entry.objects.exists()


def test_what_cannot_be_shown_is_not_indexed(stories: Shelf) -> None:
    stories.put("1", "กาแฟ", url="")
    stories.put("2", " \u0000 ")
    assert browse("story", locale="th").total == 0


def test_a_huge_body_is_capped_and_a_huge_word_harmless(stories: Shelf) -> None:
    stories.put("1", "ยาว" * 400, "กาแฟ " * 50_000 + "x" * 100_000)
    assert len(EntryText.objects.get().body) <= LONGEST_BODY
    assert find("กาแฟ", locale="th").total == 1


def test_a_rebuild_makes_the_index_true_and_keeps_the_rows(stories: Shelf, laos: Shelf) -> None:
    for number in range(250):
        stories.place(str(number), f"เรื่องที่ {number}")
    laos.place("a", "เทศบาล")
    call_command("search_rebuild", verbosity=0)
    assert list(problems()) == []
    ids = dict(Entry.objects.values_list("key", "pk"))
    del stories.things["7", "th"]
    stories.place("8", "เรื่องใหม่")
    out = StringIO()
    call_command("search_rebuild", "--all", stdout=out)
    assert list(problems()) == []
    assert "250 entries." in out.getvalue()
    assert dict(Entry.objects.values_list("key", "pk")) == {key: pk for key, pk in ids.items() if key != "7"}


def test_a_rebuild_of_a_true_index_cuts_no_words(stories: Shelf) -> None:
    stories.put("1", "กาแฟ")
    with CaptureQueriesContext(connection) as queries:
        call_command("search_rebuild", verbosity=0)
    assert writes(queries) == []


def test_indexing_many_takes_few_queries(stories: Shelf, django_assert_max_num_queries: Any) -> None:
    for number in range(200):
        stories.place(str(number), f"เรื่องที่ {number}", facets={"province": ("50",)})
    with django_assert_max_num_queries(18):
        index("story", list(stories.keys()))
