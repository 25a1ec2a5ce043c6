"""The number that says which state of everything findable a page was made from."""

from django.db import DatabaseError, connection

from search.models import Generation


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


def hold() -> None:
    """Let nobody else raise the number until this transaction ends, so that two who change the same rows never wait for
    each other in a circle. SQLite lets only one write anyhow.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM search_generation WHERE id = 1 FOR UPDATE")
