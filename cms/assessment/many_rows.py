"""Inserts rows by the tens of thousands without an object for each: a round of a thousand organisations has 60,000 answers.

On SQLite nobody else writes meanwhile, so that time is what everybody waits for.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

# Different values of one column that are prepared for the database once.
_KEPT = 4096


def insert_many(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of these fields (`attname`s), in the caller's transaction; the others have their defaults.

    Constraints and triggers judge them as any row; signals and `save()` are passed over, as `bulk_create` does. Values
    are hashable. Raises IntegrityError.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    defaults = {name: field.get_default() for name, field in fields.items() if name not in names}
    prepare = [_prepared(fields[name]) for name in (*names, *defaults)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(fields[name].column)) for name in (*names, *defaults))
    places = ", ".join(["%s"] * len(prepare))
    rest = tuple(defaults.values())
    # Names of our own models; every value is a parameter.
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - as the line above says
    ready = [tuple(of(value) for of, value in zip(prepare, (*row, *rest), strict=True)) for row in rows]
    if ready:
        with connection.cursor() as cursor:
            cursor.executemany(statement, ready)


def _prepared(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """What turns a value of this field into what the database takes."""

    @lru_cache(maxsize=_KEPT, typed=True)
    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return prepare
