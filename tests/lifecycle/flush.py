"""Lets the flush between transactional tests empty append-only and frozen tables too; nothing else gets past their
triggers. Those of frozen tables stand in the way on SQLite only: TRUNCATE does not ask them.
"""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations

from cms.indicators.freezing import PREFIX as FROZEN
from cms.lifecycle.append_only import PREFIX, guarded_tables


def let_flush_empty_append_only_tables(connection: BaseDatabaseWrapper) -> None:
    """From now on a flush over a connection of this engine takes the triggers away and puts them back, in its one
    transaction. While a browser runs, Django gives this thread another connection than before."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def lifted(self: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
        lift, restore = _lift_and_restore(self.connection)
        flush(self, [*lift, *sql_list, *restore])

    operations.execute_sql_flush = lifted  # type: ignore[method-assign]  # Django has no signal before a flush


def _lift_and_restore(connection: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    if connection.vendor == "postgresql":
        tables = sorted(guarded_tables(connection))
        return (
            [f'ALTER TABLE "{table}" DISABLE TRIGGER USER' for table in tables],
            [f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables],
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND (name LIKE %s OR name LIKE %s)",
            [PREFIX + "%", FROZEN + "%"],
        )
        triggers = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in triggers], [str(sql) for _, sql in triggers]
