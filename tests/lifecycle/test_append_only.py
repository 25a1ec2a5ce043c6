"""The database itself keeps history as it was written."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from cms.lifecycle.append_only import AppendOnly, guarded_tables
from cms.lifecycle.models import LifecycleEvent
from tests.lifecycle.errands.models import Errand, ErrandEvent, State

pytestmark = pytest.mark.every_database


@pytest.fixture
def event(db: None) -> ErrandEvent:
    errand = Errand.objects.create(title="Fetch water")
    return ErrandEvent.objects.create(subject=errand, to_state=State.ASKED, reason="thirst")


def run(sql: str, *params: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.mark.parametrize(
    "sql",
    ["UPDATE errands_errandevent SET reason = 'other' WHERE id = %s", "DELETE FROM errands_errandevent WHERE id = %s"],
)
def test_raw_sql_cannot_touch_an_event(event: ErrandEvent, sql: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run(sql, event.pk)
    event.refresh_from_db()
    assert event.reason == "thirst"


def test_an_event_cannot_be_replaced_by_one_of_the_same_number(event: ErrandEvent) -> None:
    insert = (
        "INTO errands_errandevent (id, subject_id, at, from_state, to_state, reason) "
        "SELECT id, subject_id, at, from_state, to_state, 'other' FROM errands_errandevent"
    )
    verb = "INSERT OR REPLACE " if connection.vendor == "sqlite" else "INSERT "
    with pytest.raises(IntegrityError):
        run(verb + insert)
    assert ErrandEvent.objects.get().reason == "thirst"


def test_a_table_of_events_cannot_be_truncated(event: ErrandEvent) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE.")
    with pytest.raises(IntegrityError, match="append-only"):
        run("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE errands_errandevent")
    assert ErrandEvent.objects.count() == 1


def test_the_orm_cannot_touch_an_event_either(event: ErrandEvent) -> None:
    for change in (event.delete, lambda: ErrandEvent.objects.update(reason="other")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert ErrandEvent.objects.get().reason == "thirst"


def test_events_can_still_be_added(event: ErrandEvent) -> None:
    ErrandEvent.objects.create(subject=event.subject, from_state=State.ASKED, to_state=State.DOING)
    assert ErrandEvent.objects.count() == 2


@pytest.mark.django_db
def test_every_history_in_the_project_is_guarded() -> None:
    histories = {model._meta.db_table for model in apps.get_models() if issubclass(model, LifecycleEvent)}
    missing = histories - guarded_tables(connection)
    assert not missing, f"Add AppendOnly(…) at the end of the latest migration of {missing}."
    assert "errands_errandevent" in histories


@pytest.mark.django_db(transaction=True)
def test_the_operation_can_be_reversed_and_run_twice() -> None:
    state, operation = MigrationLoader(connection).project_state(("errands", "0001_initial")), AppendOnly("ErrandEvent")
    for run_operation, guarded in [
        (operation.database_backwards, False),
        (operation.database_forwards, True),
        (operation.database_forwards, True),
    ]:
        with connection.schema_editor() as editor:
            run_operation("errands", editor, state, state)
        assert ("errands_errandevent" in guarded_tables(connection)) is guarded


@pytest.mark.django_db(transaction=True)
def test_the_flush_of_the_test_database_empties_a_history_and_guards_it_again() -> None:
    errand = Errand.objects.create(title="Fetch water")
    ErrandEvent.objects.create(subject=errand, to_state=State.ASKED)
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True, reset_sequences=False)
    assert not ErrandEvent.objects.exists()
    event = ErrandEvent.objects.create(subject=Errand.objects.create(title="Again"), to_state=State.ASKED)
    with pytest.raises(IntegrityError, match="append-only"):
        run("DELETE FROM errands_errandevent WHERE id = %s", event.pk)
