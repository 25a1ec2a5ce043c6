"""The doors of search: put in, take out, find."""

from collections.abc import Collection

from django.db import DatabaseError, connection, transaction

from search import indexing
from search.finding import browse as browse
from search.finding import find as find
from search.finding import resolve as resolve
from search.models import Entry, Generation


def index(kind: str, keys: Collection[str]) -> None:
    """Make the index say what is true now of these things, inside the caller's transaction.

    What the source of this kind answers is written; what it leaves out is removed. Raises the generation number, so
    that no cached page of an older state is served.
    """
    with transaction.atomic():
        indexing.write(kind, keys)
        raise_generation()


def hide(kind: str, keys: Collection[str]) -> None:
    """Take these things out of every list and result at once, without asking their source; `index` brings them back.

    For whoever suspends many things in one transaction and re-indexes them later.
    """
    with transaction.atomic():
        Entry.objects.filter(kind=kind, key__in=keys).update(is_visible=False)
        raise_generation()


def generation() -> int:
    """The number of findable changes so far; part of every cached page's key. 0 before the tables are made."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM search_generation WHERE id = 1")
            row = cursor.fetchone()
    except DatabaseError:
        return 0
    return int(row[0]) if row else 0


def raise_generation() -> None:
    """Tell the page cache that something a visitor can see has changed.

    Inside the transaction of the change, as its last step: on PostgreSQL the row stays locked until that ends.
    """
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_generation SET number = number + 1 WHERE id = 1")
        missing = cursor.rowcount == 0
    if missing:
        Generation.objects.bulk_create([Generation(id=1, number=0)], ignore_conflicts=True)
        raise_generation()
