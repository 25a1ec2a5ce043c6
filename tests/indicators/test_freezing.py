"""What a published version says cannot be changed by anybody: the database itself says no."""

import pytest
from django.db import IntegrityError, connection, transaction

from cms.indicators import queries, services
from cms.indicators.models import Dimension, Indicator, Level, SdgLink, Step, SubIndicator, Version
from tests.indicators.ground import draft, published, sample_set
from tests.indicators.instruments import small

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

FROZEN, ELSEWHERE = "belongs to a version that is no draft", "belongs to another version"
CHANGE = "UPDATE indicators_{table} SET {column} = {column} + 1 WHERE version_id = %s"
TOUCH = "UPDATE indicators_{table} SET {column} = {column} WHERE version_id = %s"
REMOVE = "DELETE FROM indicators_{table} WHERE version_id = %s"
HANG = "UPDATE indicators_{table} SET {column} = %s WHERE version_id = %s"
SAY = "UPDATE indicators_version SET {change} WHERE id = %s"
TABLES = ("dimension", "indicator", "subindicator", "step", "level", "levelfloor", "sdglink")
# A column of each that could hold another number.
NUMBERS = dict(zip(TABLES, ("weight", "weight", "weight", "points", "cut_off", "percent", "weight"), strict=True))


def run(sql: str, *params: int) -> int:
    """Run one statement in a transaction of its own; how many rows it touched."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


@pytest.mark.parametrize("table", TABLES)
def test_raw_sql_changes_no_row_of_a_published_version(table: str) -> None:
    version = published()
    for sql in (CHANGE, REMOVE):
        with pytest.raises(IntegrityError, match=FROZEN):
            run(sql.format(table=table, column=NUMBERS[table]), version.pk)
    assert queries._read(version) == small()


@pytest.mark.parametrize("table", TABLES)
def test_a_retired_version_stays_as_frozen(table: str) -> None:
    version = services.retire_version(version=published(), user=None, reason="เก่า")
    with pytest.raises(IntegrityError, match=FROZEN):
        run(REMOVE.format(table=table), version.pk)
    assert queries._read(version) == small()


@pytest.mark.parametrize("table", TABLES)
def test_the_same_statements_do_touch_a_draft(table: str) -> None:
    version = draft()
    touched = run(TOUCH.format(table=table, column=NUMBERS[table]), version.pk)
    assert touched > 0


def test_nothing_is_added_to_a_published_version() -> None:
    version = published()
    sub = version.sub_indicators.get(code="A1.1")
    late = (
        Dimension(version=version, code="Z", name_th="ใหม่", weight=1),
        Indicator(version=version, dimension=sub.indicator.dimension, code="Z1", name_th="ใหม่", weight=1),
        SubIndicator(version=version, indicator=sub.indicator, code="Z1.1", name_th="ใหม่", weight=1),
        Step(version=version, sub_indicator=sub, points=9, text_th="ใหม่"),
        Level(version=version, rank=9, code="new", name_th="ใหม่", cut_off=99),
        SdgLink(version=version, sub_indicator=sub, goal=1, weight=1),
    )
    for row in late:
        with pytest.raises(IntegrityError, match=FROZEN), transaction.atomic():
            row.save()
    assert queries._read(version) == small()


def test_rows_do_not_move_into_a_published_version_or_out_of_it() -> None:
    version = published()
    other = draft(of=sample_set("other"))
    for source, target in ((other, version), (version, other)):
        with pytest.raises(IntegrityError):
            run("UPDATE indicators_level SET version_id = %s WHERE version_id = %s", target.pk, source.pk)
    assert queries._read(version) == small()


def test_a_row_does_not_stand_below_one_of_another_version() -> None:
    theirs = draft(of=sample_set("other"))
    mine = draft()
    parents = {
        "indicator": ("dimension_id", theirs.dimensions.first()),
        "subindicator": ("indicator_id", theirs.indicators.first()),
        "step": ("sub_indicator_id", theirs.sub_indicators.first()),
        "levelfloor": ("dimension_id", theirs.dimensions.first()),
        "sdglink": ("sub_indicator_id", theirs.sub_indicators.first()),
    }
    for table, (column, parent) in parents.items():
        assert parent is not None
        with pytest.raises(IntegrityError, match=ELSEWHERE):
            run(HANG.format(table=table, column=column), parent.pk, mine.pk)
    sub = theirs.sub_indicators.get(code="A1.1")
    with pytest.raises(IntegrityError, match=ELSEWHERE), transaction.atomic():
        Step.objects.create(version=mine, sub_indicator=sub, points=9, text_th="ใต้คนอื่น")
    assert queries.instrument_of(mine) == small()


def test_of_a_published_version_only_its_state_changes_and_never_back() -> None:
    version = published()
    for change in ("full_marks = 50", "number = 7", "note = 'x'", "sdg_attained_from = 90", "state = 'draft'"):
        with pytest.raises(IntegrityError, match=FROZEN):
            run(SAY.format(change=change), version.pk)
    assert run("UPDATE indicators_version SET state = 'retired' WHERE id = %s", version.pk) == 1
    with pytest.raises(IntegrityError):
        run("UPDATE indicators_version SET state = 'draft' WHERE id = %s", version.pk)


def test_a_published_version_is_not_deleted_by_sql_or_through_the_orm() -> None:
    version = published()
    with pytest.raises(IntegrityError):
        run("DELETE FROM indicators_version WHERE id = %s", version.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.levels.all().delete()
    assert Version.objects.filter(pk=version.pk).exists()
