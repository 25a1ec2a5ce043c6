"""Tables to which the database lets rows be added, and nothing else.

    operations = [migrations.CreateModel("JoinRequestEvent", ...), AppendOnly("JoinRequestEvent")]

SQLite rebuilds a table when one of its fields changes and forgets the triggers: the migration that changes an
append-only model ends with `AppendOnly` again (a test finds who forgets).
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

PREFIX = "append_only_"

# PostgreSQL cuts longer names, and two tables could end up with one.
LONGEST_NAME = 63

# INSERT OR REPLACE takes a row away without the delete trigger, hence the third one.
_SQLITE = (
    'CREATE TRIGGER "{name}_update" BEFORE UPDATE ON "{table}" BEGIN SELECT RAISE(ABORT, \'{message}\'); END',
    'CREATE TRIGGER "{name}_delete" BEFORE DELETE ON "{table}" BEGIN SELECT RAISE(ABORT, \'{message}\'); END',
    'CREATE TRIGGER "{name}_replace" BEFORE INSERT ON "{table}" '
    'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE "{key}" = NEW."{key}") '
    "BEGIN SELECT RAISE(ABORT, '{message}'); END",
)
_POSTGRES = (
    'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS '
    "$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    'CREATE TRIGGER "{name}_row" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()',
    'CREATE TRIGGER "{name}_all" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()',
)
_GUARDED = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND t.tgname LIKE %s",
}


class EngineWithoutTriggers(NotImplementedError):
    """Neither SQLite nor PostgreSQL: nobody has written how this engine keeps a table append-only."""


def _statements(connection: BaseDatabaseWrapper, table: str, key: str) -> tuple[list[str], list[str]]:
    """The statements that write the triggers of a table, and those that take them away."""
    name = PREFIX + table
    if len(name) + len("_replace") > LONGEST_NAME:
        raise ValueError(f"The name of table {table} is too long for its triggers.")
    words = {"name": name, "table": table, "key": key, "message": f"{table} is append-only"}
    if connection.vendor == "sqlite":
        drops = [f'DROP TRIGGER IF EXISTS "{name}_{what}"' for what in ("update", "delete", "replace")]
        return [text.format(**words) for text in _SQLITE], drops
    if connection.vendor == "postgresql":
        # Goes together with the triggers that call it.
        return [text.format(**words) for text in _POSTGRES], [f'DROP FUNCTION IF EXISTS "{name}"() CASCADE']
    raise EngineWithoutTriggers(connection.vendor)


class AppendOnly(Operation):
    """Migration operation: from here on the database refuses to change or remove rows of this model."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How the operation is written into a migration."""
        return type(self).__name__, [self.model_name], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of the models' state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Write the triggers, in place of any that stand there."""
        self._run(app_label, schema_editor, to_state, write=True)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take the triggers away."""
        self._run(app_label, schema_editor, from_state, write=False)

    def _run(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: ProjectState, *, write: bool) -> None:
        model = state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(editor.connection.alias, model):
            return
        writes, drops = _statements(editor.connection, model._meta.db_table, str(model._meta.pk.column))
        for statement in [*drops, *(writes if write else [])]:
            editor.execute(statement)

    def describe(self) -> str:
        """What `migrate --plan` says."""
        return f"Let rows of {self.model_name} only be added"

    @property
    def migration_name_fragment(self) -> str:
        """The operation's part of an automatic file name."""
        return f"{self.model_name.lower()}_append_only"


def guarded_tables(connection: BaseDatabaseWrapper) -> set[str]:
    """The tables of this database that carry the triggers."""
    if connection.vendor not in _GUARDED:
        raise EngineWithoutTriggers(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(_GUARDED[connection.vendor], [PREFIX + "%"])
        return {str(table) for (table,) in cursor.fetchall()}
