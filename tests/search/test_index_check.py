"""`search_check` sees every way in which the index can be untrue, and mends it."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from search.checking import problems
from search.models import Entry, EntryFacet, EntryText, FacetCount
from search.services import find, generation, index
from tests.search.shelf import Shelf

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def shelf(stories: Shelf) -> Shelf:
    """Three stories that are rightly indexed."""
    for key, title in (("1", "กาแฟบนดอย"), ("2", "ผ้าทอมือ"), ("3", "ธนาคารขยะ")):
        stories.place(key, title, f"เนื้อหาของ {title}", facets={"province": ("50",)}, price=100, in_stock=True)
    index("story", ["1", "2", "3"])
    return stories


def found() -> set[tuple[str, str]]:
    """What is wrong, and with which key."""
    return {(problem.what, problem.key) for problem in problems()}


def _words(shelf: Shelf) -> None:
    EntryText.objects.filter(entry__key="1").update(body_words="คำ อื่น")


def _words_and_hash(shelf: Shelf) -> None:
    Entry.objects.filter(key="1").update(text_hash="0" * 32)


def _no_words(shelf: Shelf) -> None:
    EntryText.objects.filter(entry__key="1").delete()


def _snippet_text(shelf: Shelf) -> None:
    EntryText.objects.filter(entry__key="1").update(body="ข้อความลับ")


def _title(shelf: Shelf) -> None:
    Entry.objects.filter(key="1").update(title="ชื่ออื่น")


def _price(shelf: Shelf) -> None:
    Entry.objects.filter(key="1").update(price=1)


def _stock(shelf: Shelf) -> None:
    Entry.objects.filter(key="1").update(in_stock=False)


def _visibility(shelf: Shelf) -> None:
    Entry.objects.filter(key="1").update(is_visible=False)


def _missing(shelf: Shelf) -> None:
    Entry.objects.filter(key="1").delete()


def _surplus(shelf: Shelf) -> None:
    del shelf.things["1", "th"]


def _facet_lost(shelf: Shelf) -> None:
    EntryFacet.objects.filter(entry__key="1").delete()


def _facet_added(shelf: Shelf) -> None:
    EntryFacet.objects.create(entry=Entry.objects.get(key="1"), name="province", code="90")


CORRUPTIONS: list[tuple[str, Callable[[Shelf], None]]] = [
    ("words", _words),
    ("words", _words_and_hash),
    ("words", _no_words),
    ("words", _snippet_text),
    ("columns", _title),
    ("columns", _price),
    ("columns", _stock),
    ("visibility", _visibility),
    ("missing", _missing),
    ("surplus", _surplus),
    ("facets", _facet_lost),
    ("facets", _facet_added),
]


@pytest.mark.parametrize(("what", "corrupt"), CORRUPTIONS, ids=[corrupt.__name__ for _, corrupt in CORRUPTIONS])
def test_each_corruption_is_seen_and_mended(shelf: Shelf, what: str, corrupt: Callable[[Shelf], None]) -> None:
    assert found() == set()
    corrupt(shelf)
    assert found() == {(what, "1")}
    with pytest.raises(CommandError) as told:
        call_command("search_check", stdout=StringIO())
    assert told.value.returncode == 1
    assert found() == {(what, "1")}
    before, out = generation(), StringIO()
    call_command("search_check", "--repair", stdout=out)
    assert found() == set()
    assert "1 mended." in out.getvalue()
    assert generation() > before


def test_a_kind_that_no_area_declares_is_surplus(shelf: Shelf) -> None:
    Entry.objects.filter(key="1").update(kind="ghost")
    assert found() == {("surplus", "1"), ("missing", "1")}
    call_command("search_check", "--repair", stdout=StringIO())
    assert found() == set()
    assert not Entry.objects.filter(kind="ghost").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a generated column cannot differ from its row")
def test_an_engine_that_differs_from_its_rows_is_seen_and_mended(shelf: Shelf) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words(search_words) VALUES ('delete-all')")
    assert find("กาแฟ ดอย", locale="th", kinds="lao").total == 0
    assert [problem.what for problem in problems()] == ["engine"]
    call_command("search_check", "--repair", stdout=StringIO())
    assert next(hit.key for hit in find("เนื้อหา กาแฟ", locale="th").hits) == "1"
    assert found() == set()


def test_a_true_index_ends_well(shelf: Shelf) -> None:
    out = StringIO()
    call_command("search_check", stdout=out)
    assert "agrees" in out.getvalue()


def test_numbers_by_facet_that_are_wrong_are_seen_and_mended(shelf: Shelf) -> None:
    FacetCount.objects.filter(name="").update(number=F("number") + 1)
    assert {problem.what for problem in problems()} == {"counts"}
    call_command("search_check", "--repair", stdout=StringIO())
    assert found() == set()
