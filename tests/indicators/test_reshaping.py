"""One part of a version changes, and everything else stays."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.indicators.instrument import DimensionSpec, IndicatorSpec, Instrument, LevelSpec, SdgLinkSpec
from cms.indicators.problem import DIMENSIONS, INDICATORS, LEVELS, SUBS
from cms.indicators.reshaping import NoSuchPart, Part, add, move, part, put, remove, whole
from cms.indicators.rules import unwritable
from tests.indicators.instruments import D, instruments, small

KINDS = (DIMENSIONS, INDICATORS, SUBS, LEVELS)


def codes(instrument: Instrument, kind: str) -> list[str]:
    """The codes of a kind, in order."""
    if kind == LEVELS:
        return [level.code for level in instrument.levels]
    return {
        DIMENSIONS: [dimension.code for dimension in instrument.dimensions],
        INDICATORS: [indicator.code for indicator in instrument.indicators],
        SUBS: list(instrument.subs),
    }[kind]


@settings(max_examples=40, deadline=None)
@given(instruments(), st.sampled_from(KINDS), st.data())
def test_a_part_put_in_its_own_place_changes_nothing(instrument: Instrument, kind: str, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(codes(instrument, kind)))
    found = part(instrument, kind, code)
    assert found is not None
    same = put(instrument, kind, code, found)
    by_code = sorted(instrument.links, key=lambda link: link.sub_indicator)
    assert replace(same, links=()) == replace(instrument, links=())
    assert sorted(same.links, key=lambda link: link.sub_indicator) == by_code


@settings(max_examples=40, deadline=None)
@given(instruments(), st.sampled_from(KINDS), st.data())
def test_a_part_that_is_removed_leaves_nothing_that_names_it(
    instrument: Instrument, kind: str, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from(codes(instrument, kind)))
    left = remove(instrument, kind, code)
    assert (part(left, kind, code), unwritable(left)) == (None, [])
    assert len(codes(left, kind)) == len(codes(instrument, kind)) - 1


@settings(max_examples=40, deadline=None)
@given(instruments(), st.sampled_from(KINDS[:3]), st.sampled_from([1, -1]), st.data())
def test_a_move_and_back_is_no_move_and_keeps_every_part(
    instrument: Instrument, kind: str, by: int, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from(codes(instrument, kind)))
    moved = move(instrument, kind, code, by)
    assert sorted(codes(moved, kind)) == sorted(codes(instrument, kind))
    assert moved == instrument or move(moved, kind, code, -by) == instrument


def test_a_sub_indicator_moves_among_its_own_only() -> None:
    moved = move(small(), SUBS, "A1.1", 1)
    assert codes(moved, SUBS) == ["A1.2", "A1.1", "A2.1", "B1.1"]
    assert move(moved, SUBS, "A1.1", 1) == moved


def test_a_new_part_stands_last_below_what_it_was_added_to() -> None:
    new = add(small(), INDICATORS, "A", Part(IndicatorSpec("A3", "ใหม่", D(5), ())))
    new = add(new, DIMENSIONS, "", Part(DimensionSpec("C", "ใหม่", D(5), ())))
    sub = replace(new.subs["A1.1"], code="A3.1")
    new = add(new, SUBS, "A3", Part(sub, (SdgLinkSpec("A3.1", 1, D(1)),)))
    assert codes(new, INDICATORS) == ["A1", "A2", "A3", "B1"]
    assert codes(new, SUBS) == ["A1.1", "A1.2", "A2.1", "A3.1", "B1.1"]
    assert part(new, SUBS, "A3.1") == Part(sub, (SdgLinkSpec("A3.1", 1, D(1)),))
    assert new.dimensions[-1].code == "C"


def test_levels_rank_by_where_they_begin() -> None:
    between = add(small(), LEVELS, "", Part(LevelSpec(9, "between", "กลาง", D(65))))
    assert [(one.rank, one.code) for one in between.levels] == [
        *((1, "begun"), (2, "understood"), (3, "between"), (4, "reached"))
    ]
    lowered = put(between, LEVELS, "reached", Part(replace(small().levels[2], cut_off=D(60))))
    assert [one.code for one in lowered.levels] == ["begun", "understood", "reached", "between"]


def test_a_dimension_s_new_code_is_followed_by_the_floors_and_a_sub_indicator_s_by_its_links() -> None:
    found = part(small(), DIMENSIONS, "A")
    assert found is not None
    renamed = put(small(), DIMENSIONS, "A", Part(replace(found.spec, code="E")))
    assert [code for level in renamed.levels for code, _ in level.floors] == ["E", "E", "B"]
    assert [indicator.code for indicator in whole(renamed, DIMENSIONS, "E").indicators] == ["A1", "A2"]
    water = part(small(), SUBS, "A1.2")
    assert water is not None
    links = tuple(replace(link, sub_indicator="A1.9") for link in water.links)
    changed = put(small(), SUBS, "A1.2", Part(replace(water.spec, code="A1.9"), links))
    assert (unwritable(changed), part(changed, SUBS, "A1.9")) == ([], Part(replace(water.spec, code="A1.9"), links))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_there_is_neither_changed_nor_removed(kind: str) -> None:
    assert part(small(), kind, "nothing") is None
    with pytest.raises(NoSuchPart):
        put(small(), kind, "nothing", Part(small().levels[0]))
    with pytest.raises(NoSuchPart):
        remove(small(), kind, "nothing")
    with pytest.raises(NoSuchPart):
        add(small(), SUBS, "nothing", Part(small().subs["A1.1"]))
