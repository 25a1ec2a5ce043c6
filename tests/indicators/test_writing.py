"""A draft is written from plain values, whole or not at all."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from cms.indicators import queries, services
from cms.indicators.errors import ChangedMeanwhile, NoDraft, TreeRefused
from cms.indicators.instrument import Instrument
from cms.indicators.limits import unwritable
from cms.indicators.models import Level, Step, SubIndicator, Version
from tests.indicators.ground import draft, published
from tests.indicators.instruments import D, instruments, small
from tests.indicators.test_rules import WRONG, with_sub

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def test_what_is_written_is_read_again_the_same() -> None:
    assert queries.instrument_of(draft()) == small()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(instrument=instruments())
def test_anything_right_is_written_and_read_again_the_same(db: None, instrument: Instrument) -> None:
    version = draft() if not (found := list(_drafts())) else found[0]
    services.write_tree(version=version, instrument=instrument)
    assert queries.instrument_of(version) == replace(instrument, set_code="sample")


def _drafts() -> list[Version]:
    return list(Version.objects.filter(state="draft"))


@pytest.mark.parametrize("name", WRONG)
def test_the_database_takes_what_is_not_refused_before(name: str) -> None:
    changed = WRONG[name][0](small())
    version = draft()
    if unwritable(changed):
        with pytest.raises(TreeRefused):
            services.write_tree(version=version, instrument=changed)
        assert queries.instrument_of(version) == small()
    else:
        services.write_tree(version=version, instrument=changed)
        assert queries.instrument_of(version) == changed


def test_a_new_tree_leaves_nothing_of_the_old() -> None:
    version = draft()
    base = small()
    services.write_tree(version=version, instrument=replace(base, dimensions=(), levels=(), links=()))
    assert (SubIndicator.objects.count(), Step.objects.count(), Level.objects.count()) == (0, 0, 0)
    assert queries.instrument_of(version).full_marks == base.full_marks


def test_a_refusal_names_every_problem_with_its_place() -> None:
    changed = with_sub("A1.1", code="A 1", name_th="", weight=D(-1))(small())
    with pytest.raises(TreeRefused) as refused:
        draft(changed)
    assert [(one.path, one.field) for one in refused.value.problems] == [
        (("sub_indicators", "A 1"), "code"),
        (("sub_indicators", "A 1"), "name_th"),
        (("sub_indicators", "A 1"), "weight"),
    ]


def test_a_published_version_is_not_written() -> None:
    version = published()
    with pytest.raises(NoDraft):
        services.write_tree(version=version, instrument=replace(small(), full_marks=D(50)))
    version.refresh_from_db()
    assert queries.instrument_of(version) == small()


def test_a_change_is_refused_where_somebody_else_changed_the_same_part() -> None:
    version = draft()
    seen = queries.fingerprint(queries.instrument_of(version).levels)
    louder = replace(small(), levels=small().levels[:2])
    services.write_tree(version=version, instrument=louder)
    with pytest.raises(ChangedMeanwhile):
        services.change_draft(
            version=version, change=lambda now: replace(now, levels=()), part=lambda now: now.levels, seen=seen
        )
    assert queries.instrument_of(version) == louder


def test_a_change_keeps_what_somebody_else_changed_elsewhere() -> None:
    version = draft()
    seen = queries.fingerprint(queries.instrument_of(version).levels)
    services.write_tree(version=version, instrument=replace(small(), links=()))
    services.change_draft(
        version=version, change=lambda now: replace(now, levels=()), part=lambda now: now.levels, seen=seen
    )
    assert queries.instrument_of(version) == replace(small(), links=(), levels=())
