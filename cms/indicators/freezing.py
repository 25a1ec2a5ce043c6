"""What belongs to a version that is no draft does not change: the database says so, to whoever asks it.

    operations = [..., FrozenTree("Indicator", parents={"dimension": "Dimension"}), FrozenVersion("Version")]

SQLite forgets triggers when it rebuilds a table: the migration that changes such a model ends with the operation again.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from cms.lifecycle.append_only import EngineWithoutTriggers

PREFIX = "frozen_"
FROZEN, ELSEWHERE = "belongs to a version that is no draft", "belongs to another version than what it stands below"
DRAFT = "draft"
# What of a version may change when it is no draft: where it stands.
_MOVABLE = ("state",)
_NOT_INTO_DRAFT = "NOT EXISTS (SELECT 1 FROM \"{versions}\" WHERE id = NEW.version_id AND state = '{draft}')"
_NOT_OUT_OF_DRAFT = "NOT EXISTS (SELECT 1 FROM \"{versions}\" WHERE id = OLD.version_id AND state = '{draft}')"
# A version that is deleted takes its tree along: by then it may be a row no more.
_OUT_OF_FROZEN = "EXISTS (SELECT 1 FROM \"{versions}\" WHERE id = OLD.version_id AND state <> '{draft}')"
_BELOW_ANOTHER = 'NOT EXISTS (SELECT 1 FROM "{table}" WHERE id = NEW.{field}_id AND version_id = NEW.version_id)'


class _Triggers(Operation, ABC):
    """Writes triggers on one table, in place of any that stand there."""

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
        """Write the triggers."""
        self._run(app_label, schema_editor, to_state, write=True)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take them away."""
        self._run(app_label, schema_editor, from_state, write=False)

    def _run(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: ProjectState, *, write: bool) -> None:
        if not self.allow_migrate_model(editor.connection.alias, state.apps.get_model(app_label, self.model_name)):
            return
        table = str(state.apps.get_model(app_label, self.model_name)._meta.db_table)
        conditions = self.refusals(app_label, state)
        for statement in _statements(editor.connection, table, conditions, write=write):
            editor.execute(statement)

    @abstractmethod
    def refusals(self, app_label: str, state: ProjectState) -> list[tuple[str, str, str]]:
        """What is refused: (INSERT, UPDATE or DELETE; the SQL condition over NEW and OLD; the words)."""

    def describe(self) -> str:
        """What `migrate --plan` says."""
        return f"Freeze {self.model_name} with its version"

    @property
    def migration_name_fragment(self) -> str:
        """The operation's part of an automatic file name."""
        return f"{self.model_name.lower()}_frozen"


class FrozenTree(_Triggers):
    """Rows with a `version` may be added, changed and removed only while that version is a draft.

    `parents` maps a foreign key to its model: the row there must be of the same version.
    """

    def __init__(self, model_name: str, parents: Mapping[str, str] | None = None) -> None:
        super().__init__(model_name)
        self.parents = dict(parents or {})

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How the operation is written into a migration."""
        return type(self).__name__, [self.model_name], {"parents": self.parents} if self.parents else {}

    def refusals(self, app_label: str, state: ProjectState) -> list[tuple[str, str, str]]:
        """Frozen rows, and rows below those of another version."""
        names = {"versions": state.apps.get_model(app_label, "Version")._meta.db_table, "draft": DRAFT}
        rules = [
            ("INSERT", _NOT_INTO_DRAFT.format(**names), FROZEN),
            ("UPDATE", f"{_NOT_OUT_OF_DRAFT.format(**names)} OR {_NOT_INTO_DRAFT.format(**names)}", FROZEN),
            ("DELETE", _OUT_OF_FROZEN.format(**names), FROZEN),
        ]
        for field, model in self.parents.items():
            table = state.apps.get_model(app_label, model)._meta.db_table
            other = _BELOW_ANOTHER.format(table=table, field=field)
            rules += [("INSERT", other, ELSEWHERE), ("UPDATE", other, ELSEWHERE)]
        return rules


class FrozenVersion(_Triggers):
    """A version that is no draft changes but in its state, never back to a draft, and is never removed."""

    def refusals(self, app_label: str, state: ProjectState) -> list[tuple[str, str, str]]:
        """Any other change."""
        fields = state.apps.get_model(app_label, self.model_name)._meta.concrete_fields
        same = [str(field.column) for field in fields if field.name not in _MOVABLE]
        changed = " OR ".join(f'NEW."{name}" <> OLD."{name}"' for name in same)
        return [
            ("UPDATE", f"OLD.state <> '{DRAFT}' AND (NEW.state = '{DRAFT}' OR {changed})", FROZEN),
            ("DELETE", f"OLD.state <> '{DRAFT}'", FROZEN),
        ]


def _statements(
    connection: BaseDatabaseWrapper, table: str, refusals: list[tuple[str, str, str]], *, write: bool
) -> list[str]:
    names = [f"{PREFIX}{table}_{number}" for number in range(len(refusals))]
    if connection.vendor == "sqlite":
        drops = [f'DROP TRIGGER IF EXISTS "{name}"' for name in names]
        writes = [
            f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" WHEN {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{table} {words}'); END"
            for name, (verb, condition, words) in zip(names, refusals, strict=True)
        ]
        return [*drops, *(writes if write else [])]
    if connection.vendor != "postgresql":
        raise EngineWithoutTriggers(connection.vendor)
    drops = [f'DROP FUNCTION IF EXISTS "{name}"() CASCADE' for name in names]
    writes = [
        statement
        for name, (verb, condition, words) in zip(names, refusals, strict=True)
        for statement in (
            f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN '
            f"RAISE EXCEPTION '{table} {words}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {'OLD' if verb == 'DELETE' else 'NEW'}; END $$",
            f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()',
        )
    ]
    return [*drops, *(writes if write else [])]
